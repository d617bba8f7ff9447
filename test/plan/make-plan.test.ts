import {mkdtemp, readFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {routesScript} from '../../source/catalog/configs/cni-routed.ts';
import {defaultVersion} from '../../source/catalog/releases.ts';
import type {Facts} from '../../source/plan/facts.ts';
import {makePlan} from '../../source/plan/make-plan.ts';
import {phases} from '../../source/plan/phases.ts';
import {assumptionText} from '../../source/plan/words.ts';
import {readPlan, writePlan} from '../../source/run/plan-folder.ts';
import {podCidrs} from '../../source/spec/assign-pod-cidrs.ts';
import {parseSpec} from '../../source/spec/parse-spec.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {issuePki} from '../pki/issue.ts';

const load = async (name: string) => {
	const parsed = parseSpec(await readFile(`fixtures/specs/${name}.yaml`, 'utf8'), name);
	if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
	// The newest Kubernetes has all that any has: plans for every version can be made of it.
	const pki = await issuePki({...parsed.spec, kubernetes: defaultVersion}, await mkdtemp(path.join(tmpdir(), 'kinstall-plan-')));
	return {spec: parsed.spec, pki};
};

const factsOf = (spec: ClusterSpec, change: Partial<Facts> = {}): Record<string, Facts> =>
	Object.fromEntries(
		spec.hosts.map(({name}) => [
			name,
			{
				host: name,
				os: {id: 'debian', version: '12', name: 'Debian'},
				arch: 'amd64',
				kernel: '6.1',
				cgroup: 2,
				sysResource: true,
				ownClock: true,
				cores: 2,
				memory: 4096,
				packager: 'apt',
				conntrack: true,
				resolver: true,
				...change,
			} as Facts,
		]),
	);

const fileOf = (plan: ReturnType<typeof makePlan>, host: string, file: string): string | undefined =>
	plan.steps
		.flatMap(({tasks}) => tasks)
		.filter(task => task.host === host)
		.flatMap(({files}) => files)
		.find(({path}) => path === file)?.content;

test('the same spec, facts and pki give the same bytes', async t => {
	const {spec, pki} = await load('five');
	t.is(makePlan(spec, factsOf(spec), pki).digest, makePlan(spec, factsOf(spec), pki).digest);
});

test('a plan comes back from disk as it was written', async t => {
	const {spec, pki} = await load('five');
	const plan = makePlan(spec, factsOf(spec), pki);
	const directory = path.join(await mkdtemp(path.join(tmpdir(), 'kinstall-plan-')), 'plan');
	await writePlan(plan, directory);
	t.deepEqual(JSON.parse(JSON.stringify(await readPlan(directory))), JSON.parse(JSON.stringify(plan)));
	const key = await readFile(path.join(directory, 'hosts/node1/etc/kubernetes/pki/ca.key'), 'utf8');
	t.regex(key, /^kinstall secret: .* public-key-sha256=[0-9a-f]{64}\n$/);
});

test('no private key is in a plan', async t => {
	const {spec, pki} = await load('five');
	t.notRegex(JSON.stringify(makePlan(spec, {}, pki)), /PRIVATE KEY/);
});

test('what nobody looked at is marked by file and line, what was seen is not', async t => {
	const {spec, pki} = await load('five');
	t.true(
		makePlan(spec, {}, pki)
			.assumptions.map(assumptionText)
			.some(line => /^node3 \/etc\/containerd\/config\.toml:\d+: assumes CAP_SYS_RESOURCE$/.test(line)),
	);
	t.deepEqual(makePlan(spec, factsOf(spec), pki).assumptions, []);
});

test('a fact of one host changes that host alone', async t => {
	const {spec, pki} = await load('five');
	const facts = {...factsOf(spec), node3: factsOf(spec, {sysResource: false})['node3']!};
	const plan = makePlan(spec, facts, pki);
	t.regex(fileOf(plan, 'node3', '/etc/containerd/config.toml')!, /restrict_oom_score_adj = true/);
	t.notRegex(fileOf(plan, 'node4', '/etc/containerd/config.toml')!, /restrict_oom_score_adj/);
});

test('a control plane that is no node reaches pods by routes, and its API server goes to them directly', async t => {
	const {spec, pki} = await load('workers-only');
	const plan = makePlan(spec, factsOf(spec), pki);
	const controlPlane = spec.hosts.find(({roles}) => roles.includes('control-plane'))!.name;
	t.regex(fileOf(plan, controlPlane, '/etc/systemd/system/kube-apiserver.service')!, /--enable-aggregator-routing=true/);
	t.regex(fileOf(plan, controlPlane, '/etc/kinstall/network.sh')!, /route -4 10\./);
	t.is(fileOf(plan, controlPlane, '/etc/systemd/system/kubelet.service'), undefined);
});

test('one host with every role gets no taint and no balancer', async t => {
	const {spec, pki} = await load('one');
	const plan = makePlan(spec, factsOf(spec), pki);
	const host = spec.hosts[0]!.name;
	t.notRegex(fileOf(plan, host, '/etc/systemd/system/kubelet.service')!, /register-with-taints/);
	t.false(plan.steps.some(({id}) => id === '25-balancer'));
});

test('phases stand in the order of their numbers, each with its script', async t => {
	const ids = phases.map(({id}) => id);
	t.deepEqual(ids, [...ids].sort());
	for (const id of ids) t.regex(await readFile(`scripts/${id}.ts`, 'utf8'), /await phase\(/);
});

test('a flag that a version does not know is not planned for it', async t => {
	const {spec, pki} = await load('five');
	const plan = (kubernetes: string) => makePlan({...spec, kubernetes}, factsOf(spec), pki);
	const unit = '/etc/systemd/system/kubelet.service';
	t.regex(fileOf(plan('v1.23.0'), 'node3', unit)!, /--container-runtime=remote/);
	t.notRegex(fileOf(plan('v1.24.0'), 'node3', unit)!, /--container-runtime=/);
	t.notRegex(fileOf(plan('v1.27.0'), 'node3', unit)!, /--container-runtime/);
	t.notRegex(fileOf(plan('v1.24.0'), 'node1', '/etc/systemd/system/kube-controller-manager.service')!, /--address=/);
});

test('the scheduler reads its configuration in the version of that Kubernetes, and is restarted with it', async t => {
	const {spec, pki} = await load('five');
	const plan = (kubernetes: string) => makePlan({...spec, kubernetes}, factsOf(spec), pki);
	const config = '/etc/kubernetes/kube-scheduler-config.yaml';
	t.regex(fileOf(plan('v1.20.2'), 'node1', config)!, /v1beta1[\s\S]*healthzBindAddress: 127\.0\.0\.1:10251/);
	t.regex(fileOf(plan('v1.36.0'), 'node1', config)!, /kubescheduler\.config\.k8s\.io\/v1\n/);
	t.notRegex(fileOf(plan('v1.36.0'), 'node1', config)!, /healthz/);
	const task = plan('v1.20.2').steps.find(({id}) => id === '34-scheduler')!.tasks[0]!;
	t.true((task.vars['reads'] as string[]).includes(config));
	t.true((task.vars['reads'] as string[]).includes('/etc/kubernetes/scheduler.conf'));
});

test("containerd's configuration is of its own version", async t => {
	const {spec, pki} = await load('five');
	const config = (kubernetes: string, sysResource: boolean) =>
		fileOf(makePlan({...spec, kubernetes}, factsOf(spec, {sysResource}), pki), 'node3', '/etc/containerd/config.toml')!;
	t.regex(config('v1.31.0', true), /^version = 2\n[\s\S]*sandbox_image = "registry.k8s.io\/pause:3.10"/);
	t.regex(config('v1.36.0', true), /^version = 3\n[\s\S]*pinned_images\]\nsandbox = "registry.k8s.io\/pause:3.10.2"/);
	for (const kubernetes of ['v1.31.0', 'v1.36.0']) {
		t.regex(config(kubernetes, false), /restrict_oom_score_adj = true/);
		t.notRegex(config(kubernetes, true), /oom/);
	}
});

test("the person's flags take the place of the rows', others follow sorted by name", async t => {
	const {spec, pki} = await load('five');
	const extraFlags = {
		...spec.extraFlags,
		'kube-apiserver': {v: '2', profiling: 'true', 'audit-log-maxage': '7', 'max-requests-inflight': '800'},
	};
	const unit = fileOf(makePlan({...spec, extraFlags}, factsOf(spec), pki), 'node1', '/etc/systemd/system/kube-apiserver.service')!;
	t.regex(unit, /--profiling=true \\\n {2}--audit-policy-file=.*\n.*\n {2}--audit-log-maxage=7 \\\n/);
	t.regex(unit, / {2}--max-requests-inflight=800 \\\n {2}--v=2\n/);
	t.notRegex(unit, /--audit-log-maxage=30/);
	t.notRegex(unit, /--profiling=false/);
});

test('a node that is gone loses its routes and keeps its pod range, and who comes gets another one', async t => {
	const {spec, pki} = await load('five');
	const first = makePlan(spec, factsOf(spec), pki);
	t.deepEqual(first.podCidrs['node3'], ['10.244.2.0/24']);
	const hosts = spec.hosts.map(host => (host.name === 'node3' ? {...host, name: 'node9', address: '10.88.0.19'} : host));
	const later = {...spec, hosts};
	// Only node1's script is looked at, which needs no certificate of the new node.
	const script = routesScript(later, later.hosts[0]!, podCidrs(later, first.podCidrs));
	t.regex(script, /^route -4 10\.244\.4\.0\/24 10\.88\.0\.19 # node9$/m);
	t.regex(script, /^ip -4 route del 10\.244\.2\.0\/24 2>\/dev\/null \|\| true # node3, which is gone$/m);
	t.notRegex(script, /^route -4 10\.244\.2\.0/m);
	t.notRegex(routesScript(spec, spec.hosts[0]!, first.podCidrs), /route del 10/);
});
