import test from 'ava';
import type {Facts} from '../../source/plan/facts.ts';
import {judgeFacts} from '../../source/plan/judge-facts.ts';
import {five, specOf} from '../spec/spec-text.ts';

/** A host against which nothing speaks. */
const good = (host: string, facts: Partial<Facts> = {}): Facts => ({
	host,
	os: {id: 'debian', version: '12', name: 'Debian GNU/Linux 12 (bookworm)'},
	arch: 'amd64',
	kernel: '6.1.0-18-amd64',
	cgroup: 2,
	sysResource: true,
	ownClock: true,
	cores: 1,
	memory: 1700,
	packager: 'apt',
	conntrack: true,
	resolver: true,
	...facts,
});

const spec = specOf(five());
const newest = specOf(five(['v1.20.2', 'v1.35.0']));
const nftables = specOf(five(['v1.20.2', 'v1.33.0'], ['mode: iptables', 'mode: nftables']));
const judged = (facts: Facts, from = spec): string[] =>
	judgeFacts(from, [facts]).map(({host, id, severity}) => `${host} ${id} ${severity}`);

test('nothing speaks against good hosts', t => {
	t.deepEqual(
		judgeFacts(
			spec,
			spec.hosts.map(({name}) => good(name)),
		),
		[],
	);
});

test('each fault is one finding, and its neighbour just within the bound is none', t => {
	t.deepEqual(judged(good('node1', {arch: 'riscv64'})), ['node1 arch failure']);
	t.deepEqual(judged(good('node1', {arch: 'arm64'})), []);
	t.deepEqual(judged(good('node1', {packager: 'dnf'})), ['node1 packager warning']);
	t.deepEqual(judged(good('node1', {cores: 0})), ['node1 cores failure']);
	t.deepEqual(judged(good('node1', {cores: Number.NaN})), ['node1 cores failure']);
	t.deepEqual(judged(good('node1', {memory: 1699})), ['node1 memory failure']);
	t.deepEqual(judged(good('node3', {memory: 899})), ['node3 memory warning']);
	t.deepEqual(judged(good('node3', {memory: 900})), []);
	t.deepEqual(judged(good('node5', {memory: 512})), [], 'balancer and etcd alone');
});

test('cgroup v1 is a warning for nodes from 1.31 on, and from 1.35 on it says that the kubelet must be told', t => {
	t.deepEqual(judged(good('node3', {cgroup: 1})), []);
	const [maintained] = judgeFacts(specOf(five(['v1.20.2', 'v1.34.1'])), [good('node3', {cgroup: 1})]);
	t.regex(maintained!.why, /only maintains.*may remove it from 1\.38 on; from 1\.35 on/);
	t.regex(judgeFacts(newest, [good('node3', {cgroup: 1})])[0]!.why, /failCgroupV1: false/);
	t.deepEqual(judged(good('node3', {cgroup: 1}), newest), ['node3 cgroup warning']);
	t.deepEqual(judged(good('node5', {cgroup: 1}), newest), []);
});

test('a kernel that kubeadm of that version would refuse is a warning for nodes', t => {
	const kernel = '4.18.0-553.el8.x86_64';
	t.deepEqual(judged(good('node3', {kernel})), []);
	t.deepEqual(judged(good('node3', {kernel}), newest), ['node3 kernel warning']);
	t.deepEqual(judged(good('node3', {kernel: '5.4.0-150-generic'}), newest), []);
	t.deepEqual(judged(good('node5', {kernel}), newest), []);
});

test('nftables needs a kernel that has enough of it', t => {
	t.deepEqual(judged(good('node3', {kernel: '5.10.0-28-amd64'}), nftables), ['node3 kernel failure']);
	t.deepEqual(judged(good('node3', {kernel: '5.13.0'}), nftables), []);
	t.deepEqual(judged(good('node3', {kernel: '5.10.0-28-amd64'})), []);
});

test('several faults of several hosts come in the order of the spec, with what, why and mend', t => {
	const {packager: _, ...bare} = good('node2', {arch: 'i686'});
	const findings = judgeFacts(spec, [bare, good('node1', {memory: 100}), good('stranger', {cores: 0})]);
	t.deepEqual(
		findings.map(({host, id}) => `${host} ${id}`),
		['node1 memory', 'node2 arch', 'node2 packager'],
	);
	for (const {what, why, mend} of findings) t.true([what, why, mend].every(text => text.length > 10));
});
