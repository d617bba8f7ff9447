import test from 'ava';
import {remember} from '../../source/catalog/remember.ts';
import {digestOf} from '../../source/plan/digest.ts';
import type {File, Plan} from '../../source/plan/types.ts';

const file: File = {path: '/etc/a', content: 'one\n', mode: 0o644, owner: 'root:root'};

const planOf = (files: readonly File[], change: object = {}): Omit<Plan, 'digest'> => ({
	cluster: 'demo',
	kubernetes: 'v1.33.1',
	hosts: [],
	ssh: {},
	certificates: [],
	artifacts: [],
	steps: [{id: '05-prepare', title: 'Prepare', again: 'together', tasks: [{host: 'node1', files, binaries: [], vars: {node: true}}]}],
	podCidrs: {},
	notes: [],
	assumptions: [],
	...change,
});

const others: ReadonlyArray<readonly [what: string, plan: Omit<Plan, 'digest'>]> = [
	['a byte of a file', planOf([{...file, content: 'two\n'}])],
	['a path', planOf([{...file, path: '/etc/b'}])],
	['a mode', planOf([{...file, mode: 0o600}])],
	['an owner', planOf([{...file, owner: 'root:www-data'}])],
	['a file more', planOf([file, {...file, path: '/etc/b'}])],
	[
		'a file whose content says what the next file would be',
		planOf([{...file, content: `one\n${JSON.stringify({...file, length: 4})}one\n`}]),
	],
	['no file', planOf([])],
	['the version', planOf([file], {kubernetes: 'v1.33.2'})],
	['an assumption', planOf([file], {assumptions: [{host: 'node1', fact: 'arch'}]})],
];

for (const [what, plan] of others) {
	test(`plans that differ in ${what} have different digests`, t => {
		t.not(digestOf(plan), digestOf(planOf([file])));
	});
}

test('the digest of a plan is that of its copy', t => {
	t.is(digestOf(structuredClone(planOf([file]))), digestOf(planOf([file])));
});

test('an answer is remembered for the objects it follows from, and for no other', t => {
	let asked = 0;
	const sum = remember(
		(one: {n: number}, other: {n: number}) => [one, other],
		(one, other) => {
			asked++;
			return one.n + other.n;
		},
	);
	const [two, three] = [{n: 2}, {n: 3}];
	t.deepEqual([sum(two, three), sum(two, three), sum(two, two), sum(two, {n: 3})], [5, 5, 4, 5]);
	t.is(asked, 3);
});
