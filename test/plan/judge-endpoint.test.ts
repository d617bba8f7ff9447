import test from 'ava';
import {judgeEndpoint} from '../../source/plan/judge-endpoint.ts';
import type {Looks} from '../../source/plan/judge-looks.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {specOf} from '../spec/spec-text.ts';

const specWith = (endpoint: string, more = ''): ClusterSpec => {
	return specOf(`apiVersion: kinstall/v1
name: demo
kubernetes: v1.20.2
endpoint: {host: ${endpoint}, port: 8443}
network: {pods: [10.244.0.0/16], services: [10.96.0.0/16]}
hosts:
  - {name: node1, address: 10.0.0.11, roles: [control-plane, etcd, balancer]}
  - {name: node2, address: 10.0.0.12, roles: [control-plane, balancer]}
  - {name: node3, address: 10.0.0.13, roles: [worker]}
${more}`);
};

const look = (number: number, more: Partial<Looks> = {}) =>
	({
		units: [],
		addresses: [`10.0.0.1${number}`],
		interfaces: {eth0: {mac: `52:54:00:00:00:0${number}`, mtu: 1500}},
		routes: [
			{to: '0.0.0.0/0', device: 'eth0', direct: false},
			{to: '10.0.0.0/24', device: 'eth0', direct: true},
		],
		...more,
	}) as Looks;

const said = (spec: ClusterSpec, first: Partial<Looks> = {}, others: Partial<Looks> = {}) =>
	judgeEndpoint(spec, {node1: look(1, first), node2: look(2, others), node3: look(3, others)}).map(
		({host, id, severity, what}) => `${host} ${id} ${severity}: ${what}`,
	);

const vip = '10.0.0.100';

test('a virtual IP that is free and of the network stands in nobody’s way', t => {
	t.deepEqual(said(specWith(vip)), []);
	const held = {addresses: ['10.0.0.11', vip], units: ['kinstall-vip.service']};
	t.deepEqual(said(specWith(vip), held, {neighbour: '52:54:00:00:00:01'}), [], 'node1 holds it for keepalived');
});

test('a virtual IP that is somebody’s is a failure', t => {
	t.deepEqual(said(specWith(vip), {neighbour: '52:54:00:00:00:99'}), [
		`node1 vip failure: ${vip} is somebody's already: 52:54:00:00:00:99 answers for it`,
	]);
	t.deepEqual(said(specWith(vip), {addresses: ['10.0.0.11', vip]}), [
		`node1 vip failure: it has ${vip} on an interface, and not from kinstall`,
	]);
});

test('a virtual IP of another network is a failure, and a warning where the interface is told', t => {
	const otherNetwork = '10.0.9.100 is not of the network on eth0';
	t.deepEqual(said(specWith('10.0.9.100')), [`node1 vip failure: ${otherNetwork}`, `node2 vip failure: ${otherNetwork}`]);
	const told = specWith('10.0.9.100', 'balancer: {vip: {interface: eth0}}');
	t.deepEqual(said(told), [`node1 vip warning: ${otherNetwork}`, `node2 vip warning: ${otherNetwork}`]);
	t.deepEqual(said(specWith(vip, 'balancer: {vip: {interface: eth7}}'))[0], 'node1 vip failure: it has no interface eth7');
	t.deepEqual(said(specWith(vip), {routes: []}), [`node1 vip failure: no route tells which interface ${vip} belongs on`]);
});

test('an endpoint that the person brings is told as it was found', t => {
	const outside = specWith(vip, 'balancer: {vip: {kind: none}}');
	t.deepEqual(said(outside, {endpoint: 'answers'}, {endpoint: 'answers'}), []);
	t.deepEqual(said(outside, {endpoint: 'refused'}, {endpoint: 'silent'}), [
		` endpoint warning: ${vip}:8443 does not answer, asked from node2, node3`,
		` endpoint warning: nothing listens at ${vip}:8443 yet, asked from node1`,
	]);
	const [{mend} = {mend: ''}] = judgeEndpoint(outside, {node1: look(1, {endpoint: 'refused'})});
	t.regex(mend, /10\.0\.0\.11:8443, 10\.0\.0\.12:8443/);
	t.deepEqual(said(specWith('api.example.org', `balancer: {vip: {address: ${vip}}}`), {endpoint: 'unknown'}, {endpoint: 'silent'}), [
		' endpoint warning: the name of api.example.org:8443 has no address on node1',
	]);
});
