import {readdirSync} from 'node:fs';
import test from 'ava';
import {parseSpec} from '../../source/spec/parse-spec.ts';
import {five, fixture, problemsOf, specOf} from './spec-text.ts';

test('the fixtures are valid, and defaults are filled in', t => {
	const spec = specOf(fixture('one'));
	t.deepEqual(spec, {
		apiVersion: 'kinstall/v1',
		name: 'one',
		kubernetes: 'v1.20.2',
		domain: 'cluster.local',
		endpoint: {host: '10.88.0.11', port: 6443},
		network: {pods: ['10.244.0.0/16'], services: ['10.96.0.0/16'], nodeMask: 24},
		hosts: [
			{
				name: 'node1',
				address: '10.88.0.11',
				roles: ['control-plane', 'etcd', 'worker'],
				local: false,
				node: true,
				ssh: {},
				labels: {},
				addresses: [],
			},
		],
		ssh: {},
		pki: {authorities: 'three', key: 'ecdsa-p256', days: 365, caDays: 3650, names: [], subject: {}, own: {}},
		cni: {kind: 'routed', flannel: {backend: 'vxlan'}, calico: {encapsulation: 'vxlan'}},
		dns: {kind: 'coredns'},
		balancer: {kind: 'none', onNodes: false, localPort: 6444},
		proxy: {mode: 'iptables'},
		time: {kind: 'host', servers: []},
		security: {
			audit: 'metadata',
			auditLog: {maxSize: 100, maxAge: 30, maxBackup: 10},
			encryption: 'secretbox',
			encryptionKey: 1,
			podSecurity: 'warn',
			anonymous: 'health',
			nonRoot: false,
			approver: true,
		},
		extraFlags: {etcd: {}, 'kube-apiserver': {}, 'kube-controller-manager': {}, 'kube-scheduler': {}, kubelet: {}, 'kube-proxy': {}},
		addons: [],
		distribution: {from: 'ssh', compress: 'auto'},
		registries: [],
		artifacts: {from: 'auto', mirrors: {}, preset: 'none', sums: 'published', images: []},
	});
	t.deepEqual(
		specOf(fixture('five')).hosts.map(host => host.node),
		[true, true, true, true, false],
	);
	const workersOnly = specOf(fixture('workers-only'));
	t.deepEqual(
		workersOnly.hosts.map(host => host.node),
		[false, false, true, true, false],
	);
	t.is(workersOnly.balancer.kind, 'nginx');
});

test('a version may lack its v, and an IPv6 address is brought into its one form', t => {
	t.is(specOf(five(['v1.20.2', '1.20.2'])).kubernetes, 'v1.20.2');
	const six = fixture('one')
		.replaceAll('10.88.0.11', 'FD00:0:0::1')
		.replace('10.244.0.0/16', 'FD10::/48')
		.replace('10.96.0.0/16', 'fd20::/108');
	const spec = specOf(six);
	t.is(spec.hosts[0]?.address, 'fd00::1');
	t.is(spec.endpoint.host, 'fd00::1');
	t.deepEqual(spec.network.pods, ['fd10::/48']);
});

test('a minor is its newest known patch release, also where YAML reads a number, and no version is the newest minor', t => {
	const known = [
		{minor: '1.20', patch: 15},
		{minor: '1.30', patch: 4},
	];
	const versionOf = (text: string) => {
		const parsed = parseSpec(text, 'cluster.yaml', {releases: known});
		return 'spec' in parsed ? parsed.spec.kubernetes : parsed.problems;
	};
	for (const asked of ['1.20', 'v1.20', '"1.20"']) t.is(versionOf(five(['v1.20.2', asked])), 'v1.20.15');
	t.is(versionOf(five(['v1.20.2', '1.30 # the newest'])), 'v1.30.4');
	t.is(versionOf(five(['v1.20.2', 'v1.30.9'])), 'v1.30.9');
	t.is(versionOf(five(['v1.20.2', 'stable'])), 'v1.30.4');
	t.is(versionOf(five(['kubernetes: v1.20.2\n', ''])), 'v1.30.4');
});

test('every bad fixture is refused', t => {
	const names = readdirSync(new URL('../../fixtures/specs/bad/', import.meta.url)).map(name => name.replace('.yaml', ''));
	t.true(names.length > 10);
	for (const name of names) t.not(problemsOf(fixture(`bad/${name}`)).length, 0, name);
});

test('all problems are told at once, in the order of the file, with their lines', t => {
	const problems = problemsOf(fixture('bad/many'));
	t.deepEqual(
		problems.map(({path, line}) => [path, line]),
		[
			['network.services[0]', 7],
			['hosts[0].ssh.port', 9],
			['hosts', 9],
			['hosts[1].name', 10],
			['hosts[3].address', 12],
			['pki.days', 14],
			['proxi', 17],
		],
	);
	t.deepEqual(problems[3], {
		path: 'hosts[1].name',
		reason: '"Node2" has upper-case letters, which Kubernetes does not allow in a name',
		example: 'node2',
		line: 10,
	});
});

test('what is not YAML is told with its line and column', t => {
	const [first, , third] = problemsOf(fixture('bad/syntax'));
	t.regex(first!.reason, /cluster\.yaml:11:\d+: /);
	t.is(third!.reason, 'not valid YAML at cluster.yaml:17:1: Map keys must be unique');
	t.is(problemsOf('').at(0)?.reason, 'cluster.yaml is empty');
	t.is(problemsOf('# nothing\n').at(0)?.reason, 'cluster.yaml is empty');
	t.is(problemsOf('name: *nowhere').length, 1);
	t.is(problemsOf('- a\n- b\n').at(0)?.reason, 'must be a map, but is a list');
	t.is(problemsOf('hello').at(0)?.reason, 'must be a map, but is text');
});

test('an empty map names everything that is missing, each with an example', t => {
	const problems = problemsOf('{}');
	t.deepEqual(
		problems.map(({path, reason}) => `${path} ${reason}`),
		['apiVersion', 'name', 'endpoint', 'network', 'hosts'].map(path => `${path} missing`),
	);
	for (const {path, example} of problems.slice(0, 4)) t.truthy(example, path);
});

test('a bomb of aliases is a problem and no hang', t => {
	const rows = Array.from(
		{length: 12},
		(_, index) => `a${index}: &a${index} [${Array.from({length: 10}, () => (index ? `*a${index - 1}` : 'x')).join(', ')}]`,
	);
	t.is(problemsOf(rows.join('\n')).length, 1);
});

test('keys that would change what an object is are problems', t => {
	t.deepEqual(
		problemsOf(five(['{disk: ssd}', '{__proto__: ssd}'])).map(({path}) => path),
		['hosts[2].labels.__proto__'],
	);
	t.deepEqual(
		problemsOf(five(['proxy:', '__proto__: {polluted: true}\nconstructor: {}\nproxy:'])).map(({path}) => path),
		['__proto__', 'constructor'],
	);
	t.false('polluted' in {});
});

test('an unknown key names the nearest known one, or all', t => {
	t.like(problemsOf(fixture('bad/unknown-key')), [{path: 'hosts[2].lables', reason: 'unknown key; did you mean labels?'}] as never);
	t.is(problemsOf(five(['user: root', 'User: root']))[0]?.reason, 'unknown key; did you mean user?');
	t.is(problemsOf(five(['{kind: nginx}', '{colour: red}']))[0]?.reason, 'unknown key; known here: kind, onNodes, localPort, vip, front');
});

test('a thousand hosts are judged within a second or so', t => {
	const hosts = Array.from(
		{length: 997},
		(_, index) => `  - {name: w${index}, address: 10.77.${index >> 8}.${index & 255}, roles: [worker]}\n`,
	).join('');
	const text = five(['pki:', `${hosts}pki:`], ['10.244.0.0/16', '10.128.0.0/12']);
	const start = performance.now();
	t.is(specOf(text).hosts.length, 1002);
	t.true(performance.now() - start < 5000);
});
