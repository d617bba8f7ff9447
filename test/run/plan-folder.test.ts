import {mkdir, mkdtemp, readdir, readFile, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import type {Plan} from '../../source/plan/types.ts';
import {InputError} from '../../source/run/input-error.ts';
import {readPlan, writePlan} from '../../source/run/plan-folder.ts';

const plan = {
	digest: 'd',
	cluster: 'c',
	kubernetes: 'v1.20.2',
	hosts: [],
	ssh: {},
	certificates: [],
	artifacts: [],
	steps: [],
	podCidrs: {},
	notes: [],
	assumptions: [],
} as Plan;
const newFolder = () => mkdtemp(path.join(tmpdir(), 'kinstall-out-'));

test('a folder that holds something else is refused, and keeps it', async t => {
	const folder = await newFolder();
	await writeFile(path.join(folder, 'precious.txt'), 'mine');
	const error = await t.throwsAsync(writePlan(plan, folder), {instanceOf: InputError});
	t.regex(error?.problems[0]?.reason ?? '', /no plan/);
	t.is(await readFile(path.join(folder, 'precious.txt'), 'utf8'), 'mine');
	t.deepEqual(await readdir(folder), ['precious.txt']);
});

test('a plan is replaced, what lies beside it in its folder stays', async t => {
	const folder = path.join(await newFolder(), 'out');
	await writePlan(plan, `${folder}/`);
	await mkdir(path.join(folder, 'hosts', 'gone'), {recursive: true});
	await writeFile(path.join(folder, 'notes.md'), 'mine');
	await writePlan(plan, folder);
	t.deepEqual((await readdir(folder)).sort(), ['hosts', 'notes.md', 'plan.json']);
	t.deepEqual(await readdir(path.join(folder, 'hosts')), []);
});

test('a file where the folder should be is named', async t => {
	const file = path.join(await newFolder(), 'file');
	await writeFile(file, '');
	const error = await t.throwsAsync(writePlan(plan, file), {instanceOf: InputError});
	t.is(error?.problems[0]?.path, file);
});

for (const left of [['hosts.new'], ['hosts.new', 'plan.json.unfinished'], ['hosts', 'plan.json.unfinished']])
	test(`what a kill leaves of the first plan is no other's: ${left.join(' and ')}`, async t => {
		const folder = await newFolder();
		for (const name of left)
			await (name.startsWith('hosts')
				? mkdir(path.join(folder, name, 'node1'), {recursive: true})
				: writeFile(path.join(folder, name), '{'));
		await writePlan(plan, folder);
		t.deepEqual((await readdir(folder)).sort(), ['hosts', 'plan.json']);
		t.deepEqual(await readdir(path.join(folder, 'hosts')), []);
	});

test('a folder of hosts that is not a plan is refused', async t => {
	const folder = await newFolder();
	await mkdir(path.join(folder, 'hosts'));
	await t.throwsAsync(writePlan(plan, folder), {instanceOf: InputError});
	await mkdir(path.join(folder, 'hosts.new'));
	await t.throwsAsync(writePlan(plan, folder), {instanceOf: InputError});
});

test('a plan is read back; one of another version of kinstall is refused with the command that writes it anew', async t => {
	const folder = await newFolder();
	await writePlan({...plan, notes: [{id: 'signedElsewhere', values: ['ca']}]}, folder);
	t.deepEqual((await readPlan(folder)).notes, [{id: 'signedElsewhere', values: ['ca']}]);
	const {assumptions: _, ...without} = plan;
	for (const other of [{...plan, notes: ['ca is signed elsewhere']}, {...plan, notes: [{id: 'later', values: []}]}, without, {}]) {
		await writeFile(path.join(folder, 'plan.json'), JSON.stringify(other));
		const error = await t.throwsAsync(readPlan(folder), {instanceOf: InputError});
		t.regex(error?.problems[0]?.reason ?? '', /another version/);
		t.regex(error?.problems[0]?.example ?? '', /kinstall plan/);
	}
});
