/** What the documents say exists, exists; what exists, they say. */
import {existsSync, globSync, readFileSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {execa} from 'execa';
import {phases} from '../../source/plan/phases.ts';
import {anchors, commandLines, documents, optionsIn, readDocument, root} from './markdown.ts';

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const readme = readDocument('README.md');

const helps = new Map<string, string>();

/** Whether a help text has an option or a word by itself. */
const names = (help: string | undefined, word: string): boolean => new RegExp(`(^|[\\s,|])${word}(?=[\\s,|]|$)`, 'm').test(help ?? '');

test.before(async t => {
	t.timeout(120_000, 'a dozen starts of the program');
	const help = async (...words: string[]) =>
		(await execa(process.execPath, ['--import=tsx', 'source/cli/main.ts', ...words, '--help'], {cwd: root})).stdout;
	helps.set('', await help());
	const listed = [...helps.get('')!.matchAll(/^ {2}([a-z]+) (?:\[|\w)/gm)].map(([, name = '']) => name);
	// `help` is the library's own.
	const commands = listed.filter(name => name !== 'help');
	for (const command of commands) helps.set(command, await help(command));
});

test('every kinstall command in the documents exists, with the options it is given', t => {
	const lines = documents.flatMap(({file, code}) => commandLines(code).map(words => ({file, words})));
	t.true(lines.length > 30, 'the documents are read');
	for (const {file, words} of lines) {
		const command = /^[a-z-]+/.exec(words)?.[0] ?? '';
		t.true(helps.has(command), `${file}: kinstall ${words}`);
		if (command === 'lab') continue;
		for (const option of optionsIn(words)) t.true(names(helps.get(command), option), `${file}: kinstall ${words}: ${option}`);
	}
});

test('the README names every command, and every option of it somewhere', t => {
	const code = readme.code.join('\n');
	t.true(helps.size > 8);
	for (const [command, help] of helps) {
		t.true(
			commandLines(readme.code).some(words => (/^[a-z-]+/.exec(words)?.[0] ?? '') === command),
			`kinstall ${command}`,
		);
		for (const [, option = ''] of help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)) {
			const short = new RegExp(`(-\\w), ${option}`).exec(help)?.[1];
			if (option !== '--help' && option !== '--version')
				t.true(names(code, option) || (short !== undefined && names(code, short)), `${command} ${option}`);
		}
	}
});

test('an option that stands alone is one of the program, or is in its sources', t => {
	const sources = globSync(['source/**/*.ts', 'scripts/**/*.{ts,sh,bash}'], {cwd: root}).map(read).join('\n');
	for (const {file, code} of documents)
		for (const span of code.filter(line => line.startsWith('--'))) {
			const [option = ''] = /^--[a-z-]+/.exec(span) ?? [];
			const known =
				[...helps.values()].some(help => names(help, option)) || sources.includes(option) || sources.includes(`name: '${option.slice(2)}'`);
			t.true(known, `${file}: ${span}`);
		}
});

test('words for the lab exist, and docs/lab.md has all of them', async t => {
	const {stdout} = await execa('bash', ['scripts/lab/lab.sh', 'help'], {cwd: root});
	const known = [...stdout.matchAll(/^ {2}([a-z|-]+) /gm)].flatMap(([, words = '']) => words.split('|'));
	t.true(known.includes('up') && known.includes('heal'));
	for (const {file, code} of documents)
		for (const line of code)
			for (const [, word = ''] of line.matchAll(/(?:kinstall lab|lab\.sh) ([a-z-]+)/g)) t.true(known.includes(word), `${file}: ${line}`);
	const lab = readDocument('docs/lab.md').code;
	for (const word of known)
		t.true(
			lab.some(code => code.split(' ')[0] === word),
			word,
		);
});

test('scripts that are run by hand take the options they are given', t => {
	const lines = documents.flatMap(({file, code}) =>
		code.flatMap(line =>
			[...line.matchAll(/node (scripts\/\S+\.ts)([^#]*)/g)].map(([, script = '', words = '']) => ({file, script, words})),
		),
	);
	t.true(lines.length > 3);
	for (const {file, script, words} of lines) {
		const reader = read(script).includes("'./lib/cluster.ts'") ? 'scripts/lib/cluster.ts' : 'scripts/lib/phase.ts';
		for (const option of optionsIn(words))
			t.regex(read(reader), new RegExp(`\\b${option.slice(2)}: \\{type:`), `${file}: ${script} ${option}`);
	}
});

test('npm scripts in the documents are in package.json', t => {
	const {scripts} = JSON.parse(read('package.json')) as {scripts: Record<string, string>};
	for (const {file, code} of documents)
		for (const line of code) for (const [, name = ''] of line.matchAll(/npm run ([a-z:]+)/g)) t.true(name in scripts, `${file}: ${line}`);
});

test('every relative link resolves, its heading included', t => {
	for (const {file, text} of documents)
		for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
			if (/^[a-z]+:/.test(target)) continue;
			const [name = '', anchor] = target.split('#');
			const other = name === '' ? file : path.join(path.dirname(file), name);
			t.true(existsSync(path.join(root, other)), `${file}: ${target}`);
			if (anchor !== undefined) t.true(anchors(read(other)).includes(anchor), `${file}: ${target}`);
		}
});

test('every file that is named exists', t => {
	for (const {file, text} of documents) {
		const named = text.match(/(?<![\w/.~-])(?:source|scripts|test|docs|fixtures)\/[\w./*-]*/g) ?? [];
		const compiled = [...text.matchAll(/dist\/(scripts\/[\w-]+)\.js/g)].map(([, script = '']) => `${script}.ts`);
		for (const name of [...named, ...compiled].map(word => word.replace(/[.,]+$/, '')))
			t.true(globSync(name, {cwd: root}).length > 0, `${file}: ${name}`);
	}
});

test('the phases of the documents are those of the plan, in its order, and each has its script', t => {
	const ids = phases.map(({id}) => id);
	const known = ['00-check', ...ids];
	for (const {file, text} of documents)
		for (const id of text.match(/(?<![\w-])\d\d-[a-z][a-z-]*(?!\.conf|[a-z-])/g) ?? []) t.true(known.includes(id), `${file}: ${id}`);
	const rows = [...readDocument('docs/architecture.md').text.matchAll(/^\| (\d\d-[a-z-]+) \|/gm)].map(([, id]) => id);
	t.deepEqual(rows, ids);
	for (const id of known) t.true(existsSync(path.join(root, `scripts/${id}.ts`)), id);
});
