import {appendFile, readFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {execa} from 'execa';
import {isInstalled} from '../../source/cli/live-run.ts';
import {readEvent} from '../../source/state/read-event.ts';
import {hostsOfStraw} from '../run/hosts-of-straw.ts';

const bin = path.resolve('source/cli/main.ts');
const good = '{"at":"2030-01-01T00:00:00.000Z","run":"r","type":"run-ended","outcome":"done","changed":1}\n';

test('a reset is on record once every host was asked, also behind half a line; one that fails is not', async t => {
	const {folder, bin: ssh, breakHost, mendHost} = await hostsOfStraw(t, ['node1', 'node2'], []);
	const reset = (...words: readonly string[]) =>
		execa(process.execPath, ['--import=tsx', bin, 'reset', '-f', folder.spec, ...words], {
			env: {PATH: `${ssh}:${process.env['PATH']}`},
			reject: false,
		});
	await appendFile(folder.journal, `${good}{"at":"2030-01-01T00`);
	t.regex((await reset()).stderr, /--yes/);
	await breakHost('node2');
	const broken = await reset('--yes');
	t.is(broken.exitCode, 1, broken.stderr);
	t.true(await isInstalled(folder));
	await mendHost('node2');
	const told = await reset('--yes');
	t.is(told.exitCode, 0, told.stdout + told.stderr);
	t.false(await isInstalled(folder));
	const lines = (await readFile(folder.journal, 'utf8')).trimEnd().split('\n');
	t.is(lines.length, 3);
	t.is(readEvent(lines.at(-1)!)?.type, 'reset');
	t.is((await reset('--yes')).exitCode, 0, 'again');
	t.is((await readFile(folder.journal, 'utf8')).trimEnd().split('\n').length, 4);
});
