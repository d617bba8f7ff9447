import {appendFile, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {followRun} from '../../source/run/follow-run.ts';
import {until} from '../ui/until.ts';

const bodies = {
	'run-started': {cluster: 'demo', digest: 'd', pid: 1, phases: []},
	output: {id: '1', stream: 'stdout', text: 'x'},
	changed: {what: 'x'},
	'run-ended': {outcome: 'done', changed: 0},
} as const;
const line = (type: keyof typeof bodies, run = 'r1') => `${JSON.stringify({at: '2026-01-01T00:00:00Z', run, type, ...bodies[type]})}\n`;

const journalOf = async (t: ExecutionContext): Promise<string> => {
	const folder = await mkdtemp(path.join(tmpdir(), 'kinstall-follow-'));
	t.teardown(() => rm(folder, {recursive: true}));
	return path.join(folder, 'journal.ndjson');
};

const listen = (run: ReturnType<typeof followRun>) => {
	const types: string[] = [];
	return {types, off: run.subscribe(event => types.push(event.type))};
};

test('who listens late is told all of it once and in order, and so is who listens from the beginning', async t => {
	const journal = await journalOf(t);
	const run = followRun({journal, id: 'r1', pid: process.pid, from: 0});
	const first = listen(run);
	await appendFile(journal, line('run-started') + line('output') + line('output', 'r0'));
	await until(
		() => first.types.length === 2,
		() => first.types.join(),
	);
	const second = listen(run);
	const third = listen(run);
	third.off();
	await appendFile(journal, line('changed') + line('run-ended'));
	t.is(await run.done, 'done');
	const all = ['run-started', 'output', 'changed', 'run-ended'];
	t.deepEqual(first.types, all);
	t.deepEqual(second.types, all);
	t.deepEqual(third.types, []);
});

test('a run whose process is gone is told as failed, whenever one begins to listen', async t => {
	const journal = await journalOf(t);
	await appendFile(journal, line('run-started') + line('changed'));
	const run = followRun({journal, id: 'r1', from: 0});
	const first = listen(run);
	t.is(await run.done, 'failed');
	const second = listen(run);
	await until(
		() => second.types.length === 3,
		() => second.types.join(),
	);
	t.deepEqual(first.types, ['run-started', 'changed', 'run-ended']);
	t.deepEqual(second.types, first.types);
});
