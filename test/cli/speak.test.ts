import path from 'node:path';
import test from 'ava';
import {execa} from 'execa';
import {cells} from '../../source/ui/cells.ts';

const root = path.resolve(import.meta.dirname, '../..');
const kinstall = (words: readonly string[], env: Readonly<Record<string, string>> = {}) =>
	execa(process.execPath, ['--import=tsx', 'source/cli/main.ts', ...words], {
		cwd: root,
		env: {KINSTALL_LANG: '', LC_ALL: '', LANG: 'C', ...env},
		reject: false,
	});

test('--lang is taken before and after the command, and before the locale', async t => {
	const helps = await Promise.all([
		kinstall(['--lang', 'zh', 'plan', '--help']),
		kinstall(['plan', '--help', '--lang=zh']),
		kinstall(['plan', '--help'], {LANG: 'zh_CN.UTF-8'}),
	]);
	for (const {stdout} of helps) t.regex(stdout, /制定计划并写成文件/);
	const [english, problem] = await Promise.all([
		kinstall(['plan', '--help', '--lang', 'en'], {LANG: 'zh_CN.UTF-8'}),
		kinstall(['plan', '-f', '/nowhere/cluster.yaml', '--lang', 'zh']),
	]);
	t.notRegex(english.stdout, /\p{Script=Han}/u);
	t.regex(problem.stderr, /没有这个文件/);
	t.is(problem.exitCode, 2);
});

test('a language that is not there is refused with those that are', async t => {
	for (const words of [
		['--lang', 'de'],
		['status', '--lang=de'],
		['plan', '--lang'],
	]) {
		const {exitCode, stderr} = await kinstall(words);
		t.is(exitCode, 2, words.join(' '));
		t.regex(stderr, /--lang <language>/);
	}
});

test('the help in Chinese fits 80 columns', async t => {
	const {stdout} = await kinstall(['--help', '--lang', 'zh']);
	t.regex(stdout, /用法：/);
	t.deepEqual(
		stdout.split('\n').filter(line => cells(line) > 80),
		[],
	);
});

test('a word that is no command is refused by its name, in the language', async t => {
	for (const [words, said] of [
		[['instal'], /there is no command instal;/],
		[['--lang', 'zh', 'instal', 'now'], /没有名为 instal 的命令/],
	] as const) {
		const {exitCode, stderr} = await kinstall(words);
		t.is(exitCode, 2);
		t.regex(stderr, said);
	}
});
