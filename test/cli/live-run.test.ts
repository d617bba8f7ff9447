import {appendFile, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {isInstalled} from '../../source/cli/live-run.ts';
import {inFolder} from '../../source/run/folder.ts';

const record = async (t: ExecutionContext) => {
	const directory = await mkdtemp(path.join(tmpdir(), 'kinstall-installed-'));
	t.teardown(() => rm(directory, {recursive: true}));
	const folder = inFolder(directory);
	const after = async (...texts: readonly string[]) => {
		await appendFile(folder.journal, texts.join(''));
		return isInstalled(folder);
	};
	return {folder, after};
};
const line = (event: object) => `${JSON.stringify({at: '2030-01-01T00:00:00.000Z', run: 'r', ...event})}\n`;
const ended = (outcome: string) => line({type: 'run-ended', outcome, changed: 1});
const began = line({type: 'run-started', cluster: 'c', digest: 'd', pid: 1, phases: []});
const reset = line({type: 'reset'});

test('what the last good run and the last reset say is what a folder has', async t => {
	const {folder, after} = await record(t);
	t.false(await isInstalled(folder), 'no journal');
	t.false(await after(began), 'a run that has only begun');
	t.false(await after(ended('failed')));
	t.true(await after(began, ended('done')));
	t.true(await after(began, ended('failed')), 'one that mends a cluster and fails leaves it there');
	t.false(await after(reset));
	t.false(await after(began, ended('failed')));
	t.false(await after(began, ended('cancelled')));
	t.true(await after(began, ended('unchanged')));
});

test('half lines, and events of which somebody only speaks, count for nothing', async t => {
	const {after} = await record(t);
	t.true(await after(began, ended('done')));
	t.true(await after(reset.slice(0, -10), '\n'), 'half a reset');
	t.true(await after('"type":"reset"\n', '{"type":"reset"}\n'));
	t.true(await after(line({type: 'output', id: 'a', stream: 'stdout', text: '"type":"reset"'})));
	t.false(await after(reset, ended('done').slice(0, 40)), 'a good end that was cut');
	t.true(await after('\n', ended('done')));
});
