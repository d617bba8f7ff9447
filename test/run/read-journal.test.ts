import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {InputError} from '../../source/run/input-error.ts';
import {listRuns, readRun} from '../../source/run/read-journal.ts';

const real = await readFile('fixtures/journals/five-hosts.ndjson', 'utf8');
const first = real.replaceAll('20261121T151335-e40350', '20200101T000000-aaaaaa').split('\n').slice(0, 200).join('\n');

test.beforeEach(async t => {
	t.context = await mkdtemp(path.join(tmpdir(), 'kinstall-journal-'));
});
test.afterEach.always(async t => rm(t.context as string, {recursive: true}));

test('several runs, half a line, garbage and a huge line: each run is read back whole', async t => {
	const folder = t.context as string;
	const file = path.join(folder, 'journal.ndjson');
	const huge = `{"type":"output","text":"${'x'.repeat(1 << 25)}"}`;
	await writeFile(file, `${first.slice(0, -40)}\n\u0000\u00FFgarbage\n[]\nnull\n{"type":"later"}\n${huge}\n${real}{"at":"2030`);
	const {runs} = await listRuns(folder);
	t.deepEqual(
		runs.map(({id, outcome}) => [id, outcome]),
		[
			['20200101T000000-aaaaaa', undefined],
			['20261121T151335-e40350', 'done'],
		],
	);
	t.is((await readRun(file)).events.map(event => JSON.stringify(event)).join('\n'), real.trimEnd());
	t.is((await readRun(file, '2020')).events.length, 199);
});

test('what is no journal is told with its reason', async t => {
	const folder = t.context as string;
	const file = path.join(folder, 'journal.ndjson');
	const reason = async (place: string, wanted?: string) =>
		(await t.throwsAsync(readRun(place, wanted), {instanceOf: InputError})).problems[0]!.reason;
	t.regex(await reason(file), /no such file/);
	await writeFile(file, '');
	t.regex(await reason(file), /empty/);
	await writeFile(file, 'kind: Cluster\n');
	t.regex(await reason(file), /no recorded run/);
	await writeFile(file, real);
	t.regex(await reason(file, '1999'), /no run 1999, but 20261121T151335-e40350/);
	t.regex(await reason('/dev/null'), /no file/);
});
