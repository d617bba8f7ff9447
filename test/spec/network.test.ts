import test from 'ava';
import {podCidrs, readGiven} from '../../source/spec/assign-pod-cidrs.ts';
import {
	canonicalAddress,
	canonicalCidr,
	capacity,
	contains,
	family,
	hostBits,
	isAddress,
	nthAddress,
	nthSubnet,
	overlaps,
	parseCidr,
} from '../../source/spec/network.ts';
import type {Host} from '../../source/spec/types.ts';

test('an IPv4 address is four decimal parts and nothing else', t => {
	t.true(isAddress('10.0.0.1'));
	for (const text of ['010.0.0.1', '10.1', '0x7f.0.0.1', '2130706433', '10.0.0.256', '10.0.0.1/24', ' 10.0.0.1', '']) {
		t.false(isAddress(text), text);
	}
});

test('an IPv6 address has one way to be written', t => {
	t.is(canonicalAddress('FD00:0:0:0::1'), 'fd00::1');
	t.is(canonicalAddress('2001:db8:0:0:1:0:0:1'), '2001:db8::1:0:0:1');
	t.is(canonicalAddress('fe80::1%eth0'), undefined);
	t.is(canonicalAddress('::ffff:10.0.0.1'), undefined);
});

test('a CIDR is parsed with both ends', t => {
	t.deepEqual(parseCidr('10.0.0.5/30'), {family: 'ipv4', address: 0x0a000005n, first: 0x0a000004n, last: 0x0a000007n, prefix: 30});
	for (const text of ['10.0.0.0', '10.0.0.0/33', '10.0.0.0/08', '10.0/16', 'fd00::/129', '10.0.0.0/', 'x/8', '10.0.0.0/8/8']) {
		t.is(parseCidr(text), undefined, text);
	}
});

test('host bits are seen and taken away', t => {
	t.true(hostBits('10.244.3.0/16'));
	t.false(hostBits('10.244.0.0/16'));
	t.is(canonicalCidr('10.244.3.0/16'), '10.244.0.0/16');
	t.is(canonicalCidr('FD00:1::5/108'), 'fd00:1::/108');
});

test('overlaps are symmetric and keep to one family', t => {
	t.true(overlaps('10.0.0.0/8', '10.96.0.0/16'));
	t.true(overlaps('10.96.0.0/16', '10.0.0.0/8'));
	t.false(overlaps('10.96.0.0/16', '10.97.0.0/16'));
	t.false(overlaps('0.0.0.0/0', '::/0'));
	t.true(overlaps('fd00::/64', 'fd00::ffff'));
	t.true(contains('10.96.0.0/16', '10.96.255.255'));
	t.false(contains('10.96.0.0/16', '10.97.0.0'));
	t.false(contains('10.96.0.0/16', 'node1'));
});

test('the nth address and the nth subnet stay within their range', t => {
	t.is(nthAddress('10.96.0.0/16', 1), '10.96.0.1');
	t.is(nthAddress('10.96.0.0/16', 256), '10.96.1.0');
	t.is(nthAddress('fd00:96::/108', 10), 'fd00:96::a');
	t.throws(() => nthAddress('10.96.0.0/30', 4), {instanceOf: RangeError});
	t.is(nthSubnet('10.244.0.0/16', 24, 255), '10.244.255.0/24');
	t.is(nthSubnet('fd00:10::/56', 64, 2), 'fd00:10:0:2::/64');
	t.throws(() => nthSubnet('10.244.0.0/16', 24, 256), {instanceOf: RangeError});
	t.throws(() => nthSubnet('10.244.0.0/25', 24, 0), {instanceOf: RangeError});
});

test('capacity counts subnets', t => {
	t.is(capacity('10.244.0.0/16', 24), 256);
	t.is(capacity('10.244.0.0/24', 24), 1);
	t.is(capacity('10.244.0.0/25', 24), 0);
	t.is(capacity('::/0', 64), Number.MAX_SAFE_INTEGER);
});

test('a family is told of addresses and of ranges', t => {
	t.deepEqual(['10.0.0.1', '10.0.0.0/8', 'fd00::1', 'fd00::/8', 'node1'].map(family), ['ipv4', 'ipv4', 'ipv6', 'ipv6', undefined]);
});

test('each node gets a pod range of every family, in the order of the file', t => {
	const host = (name: string, node: boolean): Host => ({
		name,
		address: '10.0.0.1',
		roles: [],
		local: false,
		node,
		ssh: {},
		labels: {},
		addresses: [],
	});
	const hosts = [host('a', true), host('lb', false), host('b', true)];
	t.deepEqual(podCidrs({hosts, network: {pods: ['10.244.0.0/16', 'fd00:10::/56'], services: [], nodeMask: 24}}), {
		a: ['10.244.0.0/24', 'fd00:10::/64'],
		b: ['10.244.1.0/24', 'fd00:10:0:1::/64'],
	});
});

const nodeNamed = (name: string): Host => ({
	name,
	address: '10.0.0.1',
	roles: [],
	local: false,
	node: true,
	ssh: {},
	labels: {},
	addresses: [],
});
const given = (names: readonly string[], before = {}, pods = ['10.244.0.0/16'], nodeMask = 24) =>
	podCidrs({hosts: names.map(nodeNamed), network: {pods, services: [], nodeMask}}, before);

test('a node keeps its range when others come and go, and that of a node which is gone stays unused', t => {
	const first = given(['a', 'b', 'c']);
	const second = given(['c', 'd', 'a'], first);
	t.deepEqual(second, {c: ['10.244.2.0/24'], d: ['10.244.3.0/24'], a: ['10.244.0.0/24'], b: ['10.244.1.0/24']});
	t.deepEqual(given(['b', 'e'], second), {
		b: ['10.244.1.0/24'],
		e: ['10.244.4.0/24'],
		c: ['10.244.2.0/24'],
		d: ['10.244.3.0/24'],
		a: ['10.244.0.0/24'],
	});
});

test('a range of a node that is gone is given again only when nothing else is left', t => {
	const first = given(['a', 'b', 'c', 'd'], {}, ['10.244.0.0/22']);
	t.deepEqual(given(['a', 'b', 'e', 'd'], first, ['10.244.0.0/22']), {a: first['a']!, b: first['b']!, d: first['d']!, e: first['c']!});
	t.throws(() => given(['a', 'b', 'c', 'd', 'e'], first, ['10.244.0.0/22']), {instanceOf: RangeError});
});

test('what was given in another network, or with another mask, counts for nothing', t => {
	const first = given(['a', 'b']);
	t.deepEqual(given(['b'], first, ['10.9.0.0/16']), {b: ['10.9.0.0/24']});
	t.deepEqual(given(['b'], first, ['10.244.0.0/16'], 25), {b: ['10.244.0.0/25']});
	t.deepEqual(given(['b'], first, ['10.244.0.0/16', 'fd00:10::/56']), {b: ['10.244.0.0/24', 'fd00:10::/64']});
});

test('what was given is read again, and anything else refused', t => {
	t.deepEqual(readGiven({a: ['10.244.0.0/24']}), {a: ['10.244.0.0/24']});
	for (const wrong of [[], null, 'a', {a: '10.244.0.0/24'}, {a: ['here']}, {a: [1]}])
		t.throws(() => readGiven(wrong), {instanceOf: TypeError});
});
