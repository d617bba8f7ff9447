import test from 'ava';
import {frontHaproxy} from '../../source/catalog/configs/front-haproxy.ts';
import {frontNginx} from '../../source/catalog/configs/front-nginx.ts';
import type {Site} from '../../source/plan/phases/phase.ts';
import {phases} from '../../source/plan/phases.ts';
import {parseSpec} from '../../source/spec/parse-spec.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {issue, makeFolder} from '../pki/sample.ts';

const text = (balancer: string, port = 6443, addons = '[{kind: traefik, domain: apps.example.org}]'): string => `apiVersion: kinstall/v1
name: demo
kubernetes: v1.37.1
endpoint: {host: 10.0.0.15, port: ${port}}
network: {pods: [10.244.0.0/16], services: [10.96.0.0/16]}
hosts:
  - {name: node1, address: 10.0.0.11, roles: [control-plane, etcd]}
  - {name: node2, address: 10.0.0.12, roles: [worker]}
  - {name: node3, address: 10.0.0.13, addresses: ['fd00::13'], roles: [worker]}
  - {name: node5, address: 10.0.0.15, addresses: ['fd00::15'], roles: [balancer]}
balancer: ${balancer}
addons: ${addons}
`;
const front = '{front: {domain: apps.example.org}}';
const specOf = (balancer: string): ClusterSpec => {
	const parsed = parseSpec(text(balancer), 'cluster.yaml');
	if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
	return parsed.spec;
};
const problems = (...of: Parameters<typeof text>) => {
	const parsed = parseSpec(text(...of), 'cluster.yaml');
	return 'problems' in parsed ? parsed.problems.map(({path, reason}) => `${path}: ${reason}`) : [];
};
const phase = phases.find(({id}) => id === '75-front')!;
const place = (spec: ClusterSpec) => ({spec, host: spec.hosts[3]!});

test('both kinds of front listen in each family of the host, and know Traefik on the workers alone', t => {
	const haproxy = frontHaproxy(place(specOf('{kind: haproxy, front: {domain: apps.example.org}}')));
	t.deepEqual(
		[...haproxy.matchAll(/^\tbind (\S+)/gm)].map(([, at]) => at),
		['0.0.0.0:80', '[::]:80', '0.0.0.0:443', '[::]:443'],
	);
	t.deepEqual(
		[...haproxy.matchAll(/^\tserver (.*)$/gm)].map(([, server]) => server),
		['node2 10.0.0.12:30080', 'node3 10.0.0.13:30080'],
	);
	const nginx = frontNginx(place(specOf(front)));
	t.deepEqual(
		[...nginx.matchAll(/^\t\tlisten ([^; ]+)/gm)].map(([, at]) => at),
		['80', '[::]:80', '443', '[::]:443'],
	);
	t.deepEqual(
		[...nginx.matchAll(/^\t\tserver (\S+)/gm)].map(([, server]) => server),
		['10.0.0.12:30080', '10.0.0.13:30080'],
	);
});

test('where all is IPv6, addresses stand in brackets, and nobody listens on IPv4', t => {
	const parsed = parseSpec(
		text('{kind: haproxy, front: {domain: apps.example.org}}')
			.replaceAll(/, addresses: \[[^\]]*\]/g, '')
			.replaceAll(/\b10\.0\.0\.(\d+)(?=[,}])/g, "'fd00::$1'")
			.replace('10.244.0.0/16', "'fd00:244::/56'")
			.replace('10.96.0.0/16', "'fd00:96::/112'"),
		'cluster.yaml',
	);
	if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
	const found = (config: string, line: RegExp) => [...config.matchAll(line)].map(([, at]) => at);
	const haproxy = frontHaproxy(place(parsed.spec));
	t.deepEqual(found(haproxy, /^\tbind (\S+)/gm), ['[::]:80', '[::]:443']);
	t.deepEqual(found(haproxy, /^\tserver (.*)$/gm), ['node2 [fd00::12]:30080', 'node3 [fd00::13]:30080']);
	const nginx = frontNginx(place(parsed.spec));
	t.deepEqual(found(nginx, /^\t\tlisten ([^; ]+)/gm), ['[::]:80', '[::]:443']);
	t.deepEqual(found(nginx, /^\t\tserver (\S+)/gm), ['[fd00::12]:30080', '[fd00::13]:30080']);
	t.notRegex(haproxy + nginx, /10\.0\.0\.|0\.0\.0\.0/);
});

test('a client cannot say for whom it asks: both fronts replace what it says', t => {
	const nginx = frontNginx(place(specOf(front)));
	const haproxy = frontHaproxy(place(specOf('{kind: haproxy, front: {domain: apps.example.org}}')));
	for (const header of ['For', 'Proto', 'Host', 'Port']) {
		t.regex(nginx, new RegExp(`proxy_set_header X-Forwarded-${header} `));
		t.regex(haproxy, new RegExp(`set-header X-Forwarded-${header} `));
	}
	t.notRegex(nginx + haproxy, /add_x_forwarded_for|add-header|option forwardfor/);
});

test('the front stands on the balancers, with a key that no plan holds, and is taken back where nobody wants it', async t => {
	const spec = specOf(front);
	const pki = await issue(spec, `${await makeFolder(t)}/pki`);
	const site = {...place(spec), pki, podCidrs: {}, own: {}, found: {}} as Site;
	t.deepEqual(
		phase.hosts(spec).map(({name}) => name),
		['node5'],
	);
	const files = phase.files!(site);
	t.deepEqual(
		files.map(({path}) => path),
		[
			'/etc/kinstall/front/nginx.conf',
			'/etc/kinstall/front/tls.crt',
			'/etc/kinstall/front/tls.crt.key',
			'/etc/systemd/system/kinstall-front.service',
		],
	);
	t.like(
		files.find(({secret}) => secret !== undefined),
		{secret: 'front.key', mode: 0o600},
	);
	t.false(JSON.stringify(files).includes('PRIVATE'));
	t.deepEqual(phase.vars!(site)['gone'], ['/etc/kinstall/front/haproxy.cfg']);
	const idle = (of: ClusterSpec) => phases.find(({id}) => id === '90-verify')!.vars!({...site, spec: of})['idle'] as string[];
	t.false(idle(spec).some(unit => unit.startsWith('kinstall-front')));
	t.true(idle(specOf('{}')).some(unit => unit.startsWith('kinstall-front.service /etc/kinstall/front')));
});

test('a front without its ports, without Traefik or without a balancer is refused', t => {
	t.deepEqual(problems(front), []);
	t.regex(problems(front, 443).join(), /^balancer\.front: .*80 and 443.*endpoint\.port is 443$/);
	t.regex(problems(front, 6443, '[]').join(), /^balancer\.front: .*Traefik/);
	const bare = parseSpec(
		text(front).replace(', roles: [balancer]}', ', roles: [worker]}').replace('10.0.0.15, port', '10.0.0.11, port'),
		'',
	);
	t.true('problems' in bare && bare.problems.some(({path, reason}) => path === 'balancer.front' && reason.includes('role balancer')));
});

test('ports on nodes must be two, of the range that the API servers have', t => {
	const ports = (of: string) => problems('{}', 6443, `[{kind: traefik, domain: apps.example.org, nodePorts: ${of}}]`);
	t.deepEqual(ports('{http: 32080, https: 32443}'), []);
	t.regex(ports('{http: 80}').join(), /nodePorts\.http: 80 is outside of 30000-32767/);
	t.regex(ports('{http: 30443}').join(), /nodePorts\.https: 30443 is the port for http already/);
	t.regex(problems('{}', 6443, "[{kind: traefik, domain: '*.example.org'}]").join(), /the star/);
});
