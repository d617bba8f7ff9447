/** The plans below fixtures/plans, byte for byte. `npm run golden` makes them anew; read the diff before you commit it. */
import {access} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {goldenNames, makeGolden, plans, readGolden} from '../../scripts/golden/make.ts';

/** The first line that is not as it was, with its place. */
const difference = (file: string, before: string | undefined, after: string | undefined): string => {
	if (before === undefined || after === undefined) return `${file} is ${before === undefined ? 'new' : 'gone'}`;
	const [old, now] = [before.split('\n'), after.split('\n')];
	const line = old.findIndex((text, index) => text !== now[index]);
	const at = line < 0 ? old.length : line;
	return `${file}:${at + 1}: "${old[at] ?? ''}" is now "${now[at] ?? ''}"`;
};

for (const name of await goldenNames()) {
	test(`the golden plan ${name} is what its cluster.yaml gives`, async t => {
		const [before, after] = [await readGolden(name), await makeGolden(name)];
		const files = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
		const differences = files.filter(file => before[file] !== after[file]).map(file => difference(file, before[file], after[file]));
		if (differences.length > 0)
			t.fail(`${name}:\n${differences.join('\n')}\nIf that is meant: npm run golden -- ${name}, and read the diff.`);
		else t.true(files.includes('plan.yaml'));
	});
}

test('golden plans show every kind of cluster', async t => {
	for (const name of [
		'one',
		'five',
		'separate-etcd',
		'one-ca',
		'dual-stack',
		'ipv6',
		...['1.19', '1.24', '1.28', '1.36'].map(minor => `kubernetes-${minor}`),
	])
		await t.notThrowsAsync(access(path.join(plans, name, 'hosts')), name);
});
