/** The Start screen on a real pseudo-terminal, in both languages. */
import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {clusterText} from '../fake-actions.ts';
import {openProgram, openTerminal} from '../terminal.ts';
import {until} from '../until.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const enter = '\r';
const down = '\u001B[B';
const up = '\u001B[A';
const esc = '\u001B';

test.serial('every row is reached by keys in one burst, and wrong keys do nothing', async t => {
	const terminal = await openTerminal(t, {START: 'start'});
	await terminal.sees('Make a new cluster, kept in /clusters/demo');
	await terminal.sees('> Make');
	terminal.send(`xz%${down}${down}${enter}`);
	t.deepEqual(await terminal.exit, {exitCode: 0, signal: 0});
	t.deepEqual(terminal.calls(), ['check open ~/clusters/prod', 'chosen {"kind":"open","place":"~/clusters/prod"}']);
});

test.serial('a place is typed and pasted; one that is wrong says why and stays', async t => {
	const terminal = await openTerminal(t, {START: 'start'});
	await terminal.sees('What do you want');
	terminal.send(`${down}${enter}`);
	await terminal.sees('Folder of the cluster: _');
	terminal.send(enter);
	await terminal.sees('Type a path, or press Esc.');
	terminal.send(`/none${enter}`);
	await terminal.sees('There is no /none.');
	terminal.resize(100, 30);
	await terminal.sees('Folder of the cluster: /none_');
	terminal.send('\u0015\u001B[200~ /clusters/a b \u001B[201~');
	await terminal.sees('Folder of the cluster: /clusters/a b_');
	terminal.send(esc);
	await terminal.sees('> Open a cluster');
	terminal.send(`${up}${up}${up}${enter}`);
	await terminal.sees('Journal: journal.ndjson_');
	terminal.send(enter);
	await terminal.exit;
	t.is(terminal.calls().at(-1), 'chosen {"kind":"replay","place":"journal.ndjson"}');
});

test.serial('L changes the language at once, the help and the keys, too', async t => {
	const terminal = await openTerminal(t, {START: 'start', KINSTALL_LANG: '', LC_ALL: '', LANG: 'zh_CN.UTF-8'});
	await terminal.sees('您想做什么？');
	terminal.send(`${down}L`);
	await terminal.sees('> Open a cluster');
	await terminal.sees('L 中文');
	terminal.send('L');
	await terminal.sees('> 打开集群');
	await terminal.sees('L English');
	terminal.send('?');
	await terminal.sees('此屏幕的按键：开始');
	terminal.send('xq');
	t.is((await terminal.exit).exitCode, 0);
	t.deepEqual(terminal.calls(), ['chosen {"kind":"quit"}']);
});

/** The program itself, in folders of its own. */
const program = async (t: ExecutionContext, words: readonly string[], env: Readonly<Record<string, string>> = {}) => {
	const home = await mkdtemp(path.join(tmpdir(), 'kinstall-start-'));
	t.teardown(() => rm(home, {recursive: true}));
	const cluster = path.join(home, 'there');
	await mkdir(cluster);
	await writeFile(path.join(cluster, 'cluster.yaml'), clusterText.replace('services: [10.96.0.0/16]', 'services: [10.244.1.0/24]'));
	const state = {XDG_STATE_HOME: path.join(home, 'state'), KINSTALL_LANG: '', LC_ALL: '', LANG: 'C'};
	const open = () =>
		openProgram(t, {
			file: process.execPath,
			words: ['--import=tsx', 'source/cli/main.ts', '-f', path.join(home, 'new'), ...words],
			env: {...state, ...env},
			cwd: root,
		});
	return {cluster, open, recent: () => readFile(path.join(home, 'state', 'kinstall', 'recent.json'), 'utf8')};
};

test.serial('a cluster is opened where it still needs something, in the language that was asked for, and remembered', async t => {
	const {cluster, open, recent} = await program(t, ['--lang', 'zh']);
	const first = await open();
	await first.sees('您想做什么？');
	first.send(`${down}${enter}${cluster}x${enter}`);
	await first.sees('不存在');
	first.send(`\u007F${enter}`);
	await first.sees('[网络]');
	await first.sees('重叠');
	first.send('\u0003');
	t.is((await first.exit).exitCode, 130);
	t.deepEqual(JSON.parse(await recent()), [path.join(cluster, 'cluster.yaml')]);
	const second = await open();
	await second.sees(`打开 ${cluster}`);
	second.send(`${down}${down}${enter}`);
	await second.sees('[网络]');
	second.send('\u0003');
	t.is((await second.exit).exitCode, 130);
});

test.serial('a journal that is none says so, and the screen stays', async t => {
	const {open, cluster} = await program(t, []);
	const terminal = await open();
	await terminal.sees('What do you want to do?');
	terminal.send(`${up}${up}${enter}\u0015${cluster}${enter}`);
	await until(
		() => terminal.lines().join('').includes('no such file'),
		() => terminal.lines().join('\n'),
		30,
	);
	await terminal.sees('Journal: ');
	terminal.send(`${esc}`);
	await terminal.sees('> Replay');
	terminal.send('q');
	t.is((await terminal.exit).exitCode, 0);
});

test.serial('a terminal that cannot move its cursor says so, in both languages, and what to do without screens', async t => {
	for (const [lang, said] of [
		['en', /TERM=dumb.*kinstall apply/],
		['zh', /TERM=dumb.*无法.*kinstall apply/],
	] as const) {
		const {open} = await program(t, ['--lang', lang], {TERM: 'dumb', NODE_NO_WARNINGS: '1'});
		const terminal = await open();
		t.is((await terminal.exit).exitCode, 2);
		t.regex(terminal.raw().replaceAll(/\r?\n/g, ''), said);
		t.notRegex(terminal.raw(), /\u001B/);
	}
});
