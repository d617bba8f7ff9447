import {copyFile, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {execa} from 'execa';
import {reportLine} from '../../source/state/line-report.ts';
import {readEvent} from '../../source/state/read-event.ts';

const journal = 'fixtures/journals/five-hosts.ndjson';
const kinstall = (...words: string[]) =>
	execa(process.execPath, ['--import=tsx', 'source/cli/main.ts', ...words], {
		stdin: 'ignore',
		reject: false,
		env: {FORCE_COLOR: '1', LANG: 'C'},
	});

test('without a terminal a replay prints what the run printed, and as JSON the journal itself', async t => {
	const text = await readFile(journal, 'utf8');
	const lines = text
		.split('\n')
		.flatMap(line => readEvent(line) ?? [])
		.flatMap(event => reportLine(event) ?? []);
	const {stdout, exitCode} = await kinstall('replay', journal);
	t.is(exitCode, 0);
	t.is(stdout, lines.join('\n'));
	t.true(lines.length > 100);
	t.false(stdout.includes('\u001B'), 'no colours in a pipe');
	t.is((await kinstall('replay', journal, '--json')).stdout, text.trimEnd());
});

test('a speed is kept', async t => {
	const started = performance.now();
	const {stdout} = await kinstall('replay', journal, '--speed', '30');
	t.true(performance.now() - started > (55_000 / 30) * 0.9);
	t.regex(stdout, /the run has ended: done, 271 changes$/);
});

test('whoever stops reading ends it quietly', async t => {
	const {stdout, stderr, exitCode} = await execa('bash', [
		'-c',
		`set -o pipefail; "$0" --import=tsx source/cli/main.ts replay ${journal} | head -1`,
		process.execPath,
	]);
	t.is(exitCode, 0);
	t.is(stderr, '');
	t.regex(stdout, /install rehearsal: 16 phases/);
});

test('runs are listed; a journal or a run that is not there is told, with exit code 2', async t => {
	t.regex(
		(await kinstall('replay', journal, '--list')).stdout,
		/^20261121T151335-e40350 {2}2026-11-21 15:13:35 {2}rehearsal {2}1471 events {2}done$/,
	);
	for (const [words, told] of [
		[['replay', '/nonexistent'], /no such file/],
		[['replay', journal, '--run', 'r9'], /no run r9/],
		[['replay', journal, '--speed', '0'], /greater than zero/],
	] as const) {
		const {exitCode, stderr} = await kinstall(...words);
		t.is(exitCode, 2);
		t.regex(stderr, told);
	}
});

test('a report is made of a journal; beside a plan of another version it says why hosts are not in it', async t => {
	const folder = await mkdtemp(path.join(tmpdir(), 'kinstall-report-'));
	t.teardown(() => rm(folder, {recursive: true}));
	await copyFile(journal, path.join(folder, 'journal.ndjson'));
	const {digest} = JSON.parse((await readFile(journal, 'utf8')).split('\n')[0]!);
	await mkdir(path.join(folder, 'plan'));
	await writeFile(path.join(folder, 'plan/plan.json'), JSON.stringify({digest, steps: [], hosts: [], notes: ['a sentence']}));
	const {exitCode, stdout, stderr} = await kinstall('report', folder);
	t.is(exitCode, 0, stderr);
	t.regex(stdout, /report\.html/);
	t.regex(await readFile(path.join(folder, 'report.html'), 'utf8'), /271 changes[\s\S]*another version of kinstall/);
});
