import test from 'ava';
import fc from 'fast-check';
import {endpointKind} from '../../source/spec/endpoint-kind.ts';
import {contains, nthAddress, nthSubnet, parseCidr} from '../../source/spec/network.ts';
import {hostFigures, podFigures, serviceFigures} from '../../source/spec/network-figures.ts';
import type {Role} from '../../source/spec/types.ts';
import {runs} from '../property/settings.ts';

test('figures of the defaults, of both families', t => {
	t.deepEqual(podFigures(['10.244.0.0/16', 'fd00:244::/48']), [
		{cidr: '10.244.0.0/16', nodes: 256, prefix: 24, podsPerNode: 110},
		{cidr: 'fd00:244::/48', nodes: 65536, prefix: 64, podsPerNode: 110},
	]);
	t.deepEqual(serviceFigures(['10.96.0.0/16', 'fd00:96::/108']), [
		{cidr: '10.96.0.0/16', count: 65534, first: '10.96.0.1', dns: '10.96.0.10'},
		{cidr: 'fd00:96::/108', count: 65535, first: 'fd00:96::1', dns: 'fd00:96::a'},
	]);
	t.deepEqual(hostFigures(['10.0.0.11', '10.0.0.15', '10.0.0.11', 'fd00::1', 'fd00::2', 'nothing']), [
		{cidr: '10.0.0.8/29', count: 2},
		{cidr: 'fd00::/126', count: 2},
	]);
});

test('what is not understood yet has no figures, and small ranges no addresses that they lack', t => {
	t.deepEqual(podFigures(['10.244.0.0', '', '10.244.0.0/']), []);
	t.deepEqual(podFigures(['10.244.0.0/25'])[0]?.nodes, 0);
	t.deepEqual(serviceFigures(['10.96.0.0/32', '10.96.0.0/31', '10.96.0.0/29']), [
		{cidr: '10.96.0.0/32', count: 0},
		{cidr: '10.96.0.0/31', count: 0},
		{cidr: '10.96.0.0/29', count: 6, first: '10.96.0.1'},
	]);
	t.deepEqual(serviceFigures(['10.96.1.7/16'])[0]?.first, '10.96.0.1', 'host bits do not count');
	t.deepEqual(hostFigures([]), []);
	t.deepEqual(hostFigures(['10.0.0.1']), [{cidr: '10.0.0.1/32', count: 1}]);
});

const ipv4 = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)).map(bytes => bytes.join('.'));
const ipv6 = fc.array(fc.nat(0xffff), {minLength: 8, maxLength: 8}).map(parts => parts.map(part => part.toString(16)).join(':'));
const cidr = fc.oneof(
	fc.tuple(ipv4, fc.nat(32)).map(([address, prefix]) => `${address}/${prefix}`),
	fc.tuple(ipv6, fc.nat(128)).map(([address, prefix]) => `${address}/${prefix}`),
);

test('every node that fits has a subnet, and the next one has none', t => {
	fc.assert(
		fc.property(cidr, text => {
			const [{cidr: pods, nodes, prefix}] = podFigures([text]) as [ReturnType<typeof podFigures>[number]];
			if (nodes > 0) t.notThrows(() => nthSubnet(pods, prefix, nodes - 1));
			if (nodes < Number.MAX_SAFE_INTEGER) t.throws(() => nthSubnet(pods, prefix, nodes));
		}),
		runs(300),
	);
});

test('addresses of Services lie in their range, and as many as counted', t => {
	fc.assert(
		fc.property(cidr, text => {
			const [{cidr: services, count, first, dns}] = serviceFigures([text]) as [ReturnType<typeof serviceFigures>[number]];
			for (const address of [first, dns]) if (address !== undefined) t.true(contains(services, address));
			t.is(first !== undefined, count > 0 && parseCidr(services)!.last - parseCidr(services)!.first > 1n);
			if (count > 0) t.notThrows(() => nthAddress(services, count));
		}),
		runs(300),
	);
});

test('the range of the hosts has all of them, and half of it has not', t => {
	fc.assert(
		fc.property(fc.oneof(fc.array(ipv4, {minLength: 1, maxLength: 8}), fc.array(ipv6, {minLength: 1, maxLength: 8})), addresses => {
			const range = hostFigures(addresses)[0]!.cidr;
			t.true(addresses.every(address => contains(range, address)));
			const {prefix, family} = parseCidr(range)!;
			if (prefix < (family === 'ipv4' ? 32 : 128)) {
				for (const half of [nthSubnet(range, prefix + 1, 0), nthSubnet(range, prefix + 1, 1)])
					t.false(addresses.every(address => contains(half, address)));
			}
		}),
		runs(300),
	);
});

test('what the endpoint is can be told from the hosts', t => {
	const host = (number: number, ...roles: Role[]) => ({name: `node${number}`, address: `10.0.0.${number}`, roles});
	const hosts = [host(1, 'control-plane'), host(2, 'worker'), host(3, 'balancer', 'control-plane')];
	t.deepEqual(endpointKind('10.0.0.3', hosts), {kind: 'balancer', host: 'node3'});
	t.deepEqual(endpointKind('10.0.0.1', hosts), {kind: 'one-of-several', host: 'node1'});
	t.deepEqual(endpointKind(' 10.0.0.1 ', hosts.slice(0, 2)), {kind: 'only', host: 'node1'});
	t.deepEqual(endpointKind('10.0.0.2', hosts), {kind: 'nobody', host: 'node2'});
	t.deepEqual(endpointKind('10.0.0.9', hosts), {kind: 'own'});
	t.deepEqual(endpointKind('api.example.org', hosts), {kind: 'own'});
	t.deepEqual(endpointKind('', hosts), {kind: 'none'});
	const two = [...hosts, host(4, 'balancer')];
	t.deepEqual(endpointKind('10.0.0.9', two), {kind: 'vip', host: 'node3, node4'});
	t.deepEqual(endpointKind('api.example.org', two), {kind: 'own'});
	t.deepEqual(endpointKind('FD00::0:1', [{name: 'a', address: 'fd00::1', roles: ['balancer']}]), {kind: 'balancer', host: 'a'});
});
