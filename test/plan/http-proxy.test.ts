/** The HTTP proxy in a plan: who takes it, what is asked directly, and where what opens it does not show. */
import test, {type ExecutionContext} from 'ava';
import {directly} from '../../source/catalog/http-proxy.ts';
import {judgeLooks, type Looks} from '../../source/plan/judge-looks.ts';
import {makePlan} from '../../source/plan/make-plan.ts';
import type {Plan} from '../../source/plan/types.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {issuePki} from '../pki/issue.ts';
import {makeFolder} from '../pki/sample.ts';
import {specOf} from '../spec/spec-text.ts';

const specWith = (httpProxy = '', more = ''): ClusterSpec => {
	const text = `apiVersion: kinstall/v1
name: demo
kubernetes: v1.37.1
domain: cluster.test
endpoint: {host: api.example.org}
network: {pods: [10.244.0.0/16, 'fd00:244::/56'], services: [10.96.0.0/16, 'fd00:96::/112']}
balancer: {vip: {address: 10.0.0.9}}
hosts:
  - {name: node1, address: 10.0.0.11, addresses: ['fd00::11'], roles: [control-plane, etcd, balancer]}
  - {name: node2, address: 10.0.0.12, addresses: ['fd00::12'], roles: [worker]}
endpoint: {host: api.example.org, port: 8443}
${httpProxy && `httpProxy: ${httpProxy}`}
${more}`.replace('endpoint: {host: api.example.org}\n', '');
	return specOf(text);
};

const proxy = 'http: "http://proxy.example:3128"';
const planOf = async (t: ExecutionContext, spec: ClusterSpec, opened = false): Promise<Plan> => {
	const pki = await issuePki(spec, await makeFolder(t));
	return makePlan(spec, {}, {...pki, ...(opened && {proxySecret: {file: 'http-proxy.env', id: 'abc'}})});
};

/** The units that name a proxy, as `HOST UNIT`. */
const proxied = ({steps}: Plan): string[] =>
	steps.flatMap(({tasks}) =>
		tasks.flatMap(({host, files}) =>
			files
				.filter(({path, content}) => path.startsWith('/etc/systemd/') && /_PROXY|http-proxy/.test(content))
				.map(({path}) => `${host} ${path.split('/').at(-1)}`),
		),
	);

const fileOf = ({steps}: Plan, host: string, path: string) =>
	steps.flatMap(({tasks}) => tasks.filter(task => task.host === host).flatMap(({files}) => files)).find(file => file.path === path);
const varsOf = ({steps}: Plan, id: string, host: string) =>
	steps.find(step => step.id === id)?.tasks.find(task => task.host === host)?.vars;

test('all of the cluster is asked directly: ranges of each family, addresses and names of hosts, endpoint, virtual IP, its domains', t => {
	t.deepEqual(directly(specWith(`{${proxy}, no: [.example.org, 10.1.0.0/16]}`)), [
		...['localhost', '127.0.0.0/8', '::1', '10.244.0.0/16', 'fd00:244::/56', '10.96.0.0/16', 'fd00:96::/112'],
		...['10.0.0.11', 'fd00::11', 'node1', '10.0.0.12', 'fd00::12', 'node2', 'api.example.org', '10.0.0.9', '.svc', '.cluster.test'],
		...['.example.org', '10.1.0.0/16'],
	]);
});

test('containerd and the package manager take the proxy, and of the daemons nobody else', async t => {
	const spec = specWith(`{${proxy}}`);
	const plan = await planOf(t, spec);
	t.deepEqual(proxied(plan), ['node1 containerd.service', 'node2 containerd.service']);
	const variables = [
		'HTTP_PROXY=http://proxy.example:3128',
		'HTTPS_PROXY=http://proxy.example:3128',
		`NO_PROXY=${directly(spec).join(',')}`,
	];
	const unit = fileOf(plan, 'node2', '/etc/systemd/system/containerd.service')!.content;
	t.deepEqual(
		[...unit.matchAll(/^Environment="(.*)"$/gm)].map(([, variable]) => variable),
		variables,
	);
	t.deepEqual(varsOf(plan, '05-prepare', 'node2')?.['httpProxy'], variables);
	t.false(unit.includes('EnvironmentFile'));
	// A time service that had to go for chrony comes back with the last phase.
	t.deepEqual(varsOf(plan, '90-verify', 'node2')?.['httpProxy'], variables);
	const timed = await planOf(t, specWith(`{${proxy}}`, 'time: {kind: chrony, from: node1}'));
	t.is(varsOf(timed, '90-verify', 'node2')?.['httpProxy'], undefined);
});

test('a kubelet or an API server takes it when that is asked for', async t => {
	const plan = await planOf(t, specWith(`{https: "http://proxy.example:3128", for: [kubelet, kube-apiserver]}`));
	t.deepEqual(proxied(plan), ['node1 kube-apiserver.service', 'node1 kubelet.service', 'node2 kubelet.service']);
	t.is(varsOf(plan, '05-prepare', 'node2')?.['httpProxy'], undefined);
	const without = await planOf(t, specWith());
	t.deepEqual(proxied(without), []);
	t.is(varsOf(without, '05-prepare', 'node1')?.['httpProxy'], undefined);
});

test('credentials are a secret of the plan: a file that root alone reads, with which containerd is restarted', async t => {
	const plan = await planOf(t, specWith(`{${proxy}, for: [containerd, packages, kube-apiserver], credentials: ./proxy}`), true);
	const path = '/etc/kubernetes/http-proxy.env';
	const file = fileOf(plan, 'node2', path);
	t.like(file, {mode: 0o600, owner: 'root:root', secret: 'http-proxy.env'});
	t.regex(file!.content, /^kinstall secret: pki\/http-proxy\.env mode=0600 owner=root:root id=abc\n$/);
	for (const [id, host] of [
		['50-runtime', 'node2'],
		['30-apiserver', 'node1'],
	] as const)
		t.true((varsOf(plan, id, host)!['reads'] as string[]).includes(path), id);
	t.regex(
		fileOf(plan, 'node2', '/etc/systemd/system/containerd.service')!.content,
		/^EnvironmentFile=\/etc\/kubernetes\/http-proxy\.env$/m,
	);
	for (const id of ['05-prepare', '90-verify']) t.is(varsOf(plan, id, 'node1')?.['secret'], 'http-proxy.env', id);
});

test('what a proxy says to a host decides: no answer and no credentials end the install, a registry out of reach is a warning', t => {
	const found = (httpProxy: Looks['httpProxy'], spec = specWith(`{${proxy}}`)) =>
		judgeLooks(spec, {
			node2: {ports: [], units: ['x'], free: {}, clock: 0, addresses: ['10.0.0.12', 'fd00::12'], networks: [], httpProxy} as never,
		})
			.filter(({id}) => id === 'http-proxy')
			.map(({severity, what}) => `${severity}: ${what}`);
	t.deepEqual(found('open'), []);
	t.deepEqual(found(200), []);
	t.deepEqual(found(undefined), []);
	t.deepEqual(found('refused'), ['failure: nothing listens at the HTTP proxy http://proxy.example:3128']);
	t.deepEqual(found('silent'), ['failure: no answer comes from the HTTP proxy http://proxy.example:3128']);
	t.deepEqual(found(407), ['failure: the HTTP proxy http://proxy.example:3128 refuses it: it wants credentials (407)']);
	t.regex(found(407, specWith(`{${proxy}, credentials: ./proxy}`))[0]!, /it does not take the credentials of \.\/proxy/);
	t.regex(found(401, specWith(`{${proxy}, credentials: ./proxy}`))[0]!, /\.\/proxy \(401\)$/);
	t.regex(found(403)[0]!, /^failure: .* answers 403$/);
	t.regex(found(403, specWith(`{${proxy}}`, 'artifacts: {images: [images/pause.tar]}'))[0]!, /^warning: /);
	t.regex(found(502)[0]!, /^warning: .* answers 502$/);
});
