/** A DNS zone for hosts, endpoint and applications. */
import test from 'ava';
import {namedConfig, zoneFile} from '../../source/catalog/configs/zone.ts';
import {wantedOn} from '../../source/plan/phases/prepare.ts';
import {phases} from '../../source/plan/phases.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {sampleSpec} from '../pki/sample.ts';

const base = sampleSpec();
const [first] = base.hosts;
const zone = {domain: 'k8s.example.org', forward: []};
const change = (of: Partial<ClusterSpec>): ClusterSpec => ({...base, ...of});
const recordsOf = (spec: ClusterSpec, own = zone): string[] =>
	zoneFile(spec, own)
		.split('\n')
		.filter(line => / IN A+ /.test(line));
const balanced = (vip?: string) =>
	change({
		hosts: [
			{...first!, name: 'lb1', address: '10.0.0.5', addresses: ['fd00::5'], roles: ['balancer'], node: false},
			...base.hosts.filter(({roles}) => !roles.includes('balancer')),
		],
		balancer: {...base.balancer, ...(vip && {vip: {address: vip, routerId: 51}})},
	});
const serialOf = (text: string): number => Number(/SOA \S+ hostmaster (\d+) /.exec(text)?.[1]);

test('every host has its name, at both of its addresses', t => {
	const records = recordsOf(balanced());
	for (const {name, address} of balanced().hosts) t.true(records.includes(`${name} IN A ${address}`), name);
	t.true(records.includes('lb1 IN AAAA fd00::5'));
	const named = change({
		hosts: [
			{...first!, name: 'a.k8s.example.org'},
			{...first!, name: 'k8s.example.org'},
		],
	});
	t.true(recordsOf(named).includes(`a IN A ${first!.address}`));
});

test('applications are at the virtual address, the balancers, or the nodes', t => {
	const wild = (spec: ClusterSpec) => recordsOf(spec).filter(line => line.startsWith('* '));
	t.deepEqual(wild(balanced('10.0.0.9')), ['* IN A 10.0.0.9']);
	t.deepEqual(wild(balanced()), ['* IN A 10.0.0.5', '* IN AAAA fd00::5']);
	t.is(wild(change({hosts: [first!]})).length, 1);
});

test('the endpoint has a name, unless it is one of another zone', t => {
	const at = (host: string) => recordsOf({...balanced('10.0.0.9'), endpoint: {host, port: 6443}});
	t.true(at('10.0.0.9').includes('api IN A 10.0.0.9'));
	t.true(at('fd00::9').includes('api IN AAAA fd00::9'));
	t.true(at('kube.k8s.example.org').includes('kube IN A 10.0.0.9'));
	t.true(at(zone.domain).includes('@ IN A 10.0.0.9'));
	t.false(at('kube.example.com').some(line => /^(api|kube)/.test(line)));
});

test('the same hosts give the same file, and others another serial', t => {
	t.is(zoneFile(base, zone), zoneFile(sampleSpec(), {...zone}));
	t.not(serialOf(zoneFile(base, zone)), serialOf(zoneFile(balanced(), zone)));
	t.true(serialOf(zoneFile(base, zone)) > 0);
	t.true(serialOf(zoneFile(base, zone)) < 2 ** 32);
});

test('a name server stands on the host that is told, and nowhere else; it forwards nothing unless asked', t => {
	const spec = {...balanced(), zone: {...zone, on: 'lb1'}};
	const phase = phases.find(({id}) => id === '07-names')!;
	t.deepEqual(
		phase.hosts(spec).map(({name}) => name),
		['lb1'],
	);
	t.deepEqual(phase.hosts(base), []);
	for (const host of spec.hosts) t.is(wantedOn(spec, host).packages.includes('bind9'), host.name === 'lb1', host.name);
	t.true(recordsOf(spec, spec.zone).includes('ns IN A 10.0.0.5'));
	const closed = namedConfig(spec, spec.zone, spec.hosts[0]!);
	t.regex(closed, /recursion no;/);
	t.notRegex(closed, /forwarders|allow-recursion/);
	t.regex(closed, /listen-on-v6 \{ fd00::5; \};/);
	const open = namedConfig(spec, {...spec.zone, forward: ['10.0.0.1']}, spec.hosts[1]!);
	t.regex(open, /forwarders \{ 10\.0\.0\.1; \};/);
	t.regex(open, /allow-recursion \{ 127\.0\.0\.1; 10\.0\.0\.5; fd00::5;/);
	t.regex(open, /listen-on-v6 \{ none; \};/);
});

test('a server that is no longer wanted ends', t => {
	const verify = phases.find(({id}) => id === '90-verify')!;
	const idle = (spec: ClusterSpec) => verify.vars!({spec, host: spec.hosts[0]!} as never).idle as string[];
	const line = 'kinstall-names.service /etc/bind/kinstall';
	t.true(idle(balanced()).includes(line));
	t.false(idle({...balanced(), zone: {...zone, on: 'lb1'}}).includes(line));
});
