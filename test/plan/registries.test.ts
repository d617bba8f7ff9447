/** Registries of the person's own in a plan: what containerd of each version finds, and where their passwords do not show. */
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {hostsToml} from '../../source/catalog/registries.ts';
import {issueRegistrySecrets} from '../../source/pki/registries.ts';
import {judgeLooks, type Looks} from '../../source/plan/judge-looks.ts';
import {makePlan} from '../../source/plan/make-plan.ts';
import type {File, Plan} from '../../source/plan/types.ts';
import {unifiedDiff} from '../../source/plan/unified-diff.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {issuePki} from '../pki/issue.ts';
import {makeFolder} from '../pki/sample.ts';
import {specOf} from '../spec/spec-text.ts';

const specWith = (registries: string, kubernetes = 'v1.37.1'): ClusterSpec =>
	specOf(`apiVersion: kinstall/v1
name: demo
kubernetes: ${kubernetes}
endpoint: {host: 10.0.0.11}
network: {pods: [10.244.0.0/16], services: [10.96.0.0/16]}
hosts:
  - {name: node1, address: 10.0.0.11, roles: [control-plane, etcd], node: false}
  - {name: node2, address: 10.0.0.12, roles: [worker]}
registries: ${registries}
`);

const harbor =
	'{host: "r.example:5000", mirrorOf: [docker.io, registry.k8s.io], paths: {docker.io: hub}, ca: ./ca.crt, credentials: ./opens}';
const password = 'not-for_eyes.1';
const credentials = {'r.example:5000': `kinstall:${password}`};

const filesOf = (plan: Plan, host: string): readonly File[] =>
	plan.steps.find(({id}) => id === '50-runtime')?.tasks.find(task => task.host === host)?.files ?? [];

const textOf = (files: readonly File[], end: string): string => files.find(file => file.path.endsWith(end))?.content ?? '';

test('a mirror is asked at its own place, and whoever it stands for after it', t => {
	const spec = specWith(`[${harbor}]`);
	const ca = 'ca = "/etc/containerd/certs.d/r.example_5000_/ca.crt"';
	t.is(
		hostsToml(spec, 'docker.io'),
		`server = "https://registry-1.docker.io"

[host."https://r.example:5000/v2/hub"]
capabilities = ["pull", "resolve"]
override_path = true
${ca}
`,
	);
	t.is(
		hostsToml(spec, 'registry.k8s.io', credentials),
		`server = "https://registry.k8s.io"

[host."https://r.example:5000/v2"]
capabilities = ["pull", "resolve"]
override_path = true
${ca}

[host."https://r.example:5000/v2".header]
Authorization = "Basic ${Buffer.from(`kinstall:${password}`).toString('base64')}"
`,
	);
	t.is(hostsToml(spec, 'r.example:5000'), `server = "https://r.example:5000"\n${ca}\n`);
	const plain = specWith('[{host: "10.0.0.9:5000", plainHttp: true, mirrorOf: [quay.io]}, {host: b.example, mirrorOf: [quay.io]}]');
	t.deepEqual(hostsToml(plain, 'quay.io').match(/"http.*?"/g), [
		'"https://quay.io"',
		'"http://10.0.0.9:5000/v2"',
		'"https://b.example/v2"',
	]);
});

test('nodes alone have the files, containerd of each version is told of them, and no password is in the plan', async t => {
	for (const [kubernetes, section] of [
		['v1.20.2', '[plugins."io.containerd.grpc.v1.cri".registry]'],
		['v1.37.1', "[plugins.'io.containerd.cri.v1.images'.registry]"],
	]) {
		const folder = await makeFolder(t);
		const spec = specWith(`[${harbor}, {host: open.example}]`, kubernetes);
		const registrySecrets = await issueRegistrySecrets(spec, credentials, folder);
		const plan = makePlan(spec, {}, {...(await issuePki(spec, folder)), registrySecrets}, {}, {authorities: {'r.example:5000': 'PEM\n'}});
		const files = filesOf(plan, 'node2');
		t.deepEqual(filesOf(plan, 'node1'), []);
		t.true(textOf(files, 'config.toml').endsWith(`\n\n${section}\nconfig_path = "/etc/containerd/certs.d"\n`));
		t.is(textOf(files, 'r.example_5000_/ca.crt'), 'PEM\n');
		t.is(files.find(file => file.path.endsWith('open.example/hosts.toml'))?.mode, 0o644);
		const secret = files.find(file => file.path.endsWith('docker.io/hosts.toml'))!;
		t.like(secret, {mode: 0o600, owner: 'root:root', secret: 'registries/docker.io.toml'});
		t.regex(secret.content, /^kinstall secret: pki\/registries\/docker\.io\.toml .* id=[\da-f]{32}\nserver = /);
		for (const form of [password, Buffer.from(`kinstall:${password}`).toString('base64')]) t.false(JSON.stringify(plan).includes(form));
		const whole = await readFile(path.join(folder, secret.secret!), 'utf8');
		t.regex(whole, /^# [\da-f]{32}\nserver = /);
		t.true(whole.includes('Authorization = "Basic '));
	}
});

test('a file with a password is known by an id that only another password changes', async t => {
	const folder = await makeFolder(t);
	const spec = specWith(`[${harbor}]`);
	const first = await issueRegistrySecrets(spec, credentials, folder);
	t.deepEqual(Object.keys(first), ['r.example:5000', 'docker.io', 'registry.k8s.io']);
	t.deepEqual(await issueRegistrySecrets(spec, credentials, folder), first);
	const other = await issueRegistrySecrets(spec, {'r.example:5000': 'kinstall:other'}, folder);
	t.not(other['docker.io']!.id, first['docker.io']!.id);
	t.deepEqual(
		await issueRegistrySecrets(specWith(`[${harbor.replace('}]', '}').replace(/}$/, ', onNodes: false}')}]`), credentials, folder),
		{},
	);
});

test('the password of a file that an earlier plan brought is in no comparison', t => {
	const spec = specWith(`[${harbor}]`);
	for (const name of ['docker.io', 'r.example:5000']) {
		const patch = unifiedDiff('/hosts.toml', hostsToml(spec, name, credentials), hostsToml(spec, name));
		t.regex(patch!, /-Authorization = /);
		t.false(patch!.includes(Buffer.from(`kinstall:${password}`).toString('base64')));
	}
});

test('without registries containerd is told of none', async t => {
	const spec = specWith('[]');
	const plan = makePlan(spec, {}, await issuePki(spec, await makeFolder(t)));
	t.notRegex(textOf(filesOf(plan, 'node2'), 'config.toml'), /registry\]/);
});

test('what a registry says to a node is a finding with the next thing to do', t => {
	const spec = specWith(`[${harbor}]`);
	const found = (trouble: string, detail = '') =>
		judgeLooks(spec, {
			node2: {
				...{ports: [], units: ['x'], free: {}, clock: 0, addresses: ['10.0.0.12'], networks: []},
				registries: {'r.example:5000': {trouble, detail}},
			} as unknown as Looks,
		}).map(({severity, what, mend}) => [severity, what, mend]);
	t.deepEqual(found('authority'), [
		[
			'failure',
			'the registry r.example:5000: its certificate is not signed by the authority in ./ca.crt',
			'Put the certificate of the authority that signed it into ./ca.crt.',
		],
	]);
	t.deepEqual(found('credentials', '401'), [
		[
			'failure',
			'the registry r.example:5000: it does not take the credentials of ./opens (401)',
			'Correct ./opens: one line USER:PASSWORD.',
		],
	]);
	t.is(found('refused')[0]![1], 'the registry r.example:5000: nothing listens there');
	t.is(found('tokens')[0]![0], 'warning');
});
