// Makes dist/, what is published: every program with all it needs in a few files, which start several times sooner than many. Shared
// code lies in chunks. Beside them is what is no JavaScript. Types are checked by tsc and not here.
import {globSync} from 'node:fs';
import {chmod, cp, mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {build, type Metafile} from 'esbuild';
import {bundling} from './build/options.ts';

const {files} = JSON.parse(await readFile('package.json', 'utf8')) as {files: readonly string[]};
/** Every script that is published as it is written is a program. */
const published = files.filter(file => file.endsWith('.ts'));
const programs = ['source/cli/main.ts', 'source/run/run-process.ts', ...globSync([...published, 'scripts/bench/pki/*.ts'])];

/** Packages whose code is in the programs must be named there, with their licences. */
const licencesOf = async ({inputs}: Metafile): Promise<string> => {
	const folders = Object.keys(inputs).flatMap(file => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
	const texts = [...new Set(folders)].sort().map(async folder => {
		const {name, version, license} = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
		const file = (await readdir(folder)).find(one => /^licen[cs]e/i.test(one));
		return `${name} ${version} (${license})\n\n${file ? (await readFile(path.join(folder, file), 'utf8')).trim() : ''}\n`;
	});
	return (await Promise.all(texts)).join(`\n${'-'.repeat(80)}\n\n`);
};

await rm('dist', {recursive: true, force: true});
const {metafile} = await build({
	entryPoints: programs,
	outdir: 'dist',
	outbase: '.',
	// As deep as the folders of source/: what looks for its neighbours from a chunk finds them.
	chunkNames: 'source/chunks/[name]-[hash]',
	...bundling,
});
const rooted = Object.entries(metafile.outputs).filter(([, {inputs}]) => 'source/run/root.ts' in inputs);
if (rooted.some(([file]) => path.dirname(file).split('/').length !== 3)) throw new Error('source/run/root.ts would find another root');
/**
 * How much of young memory Node may hold can be said only where it is started; other options of V8 would make it start later
 * (`source/cli/spare-memory.ts`). A shell starts it, as not every `env` can hand on options; to JavaScript the second line is a string and a comment.
 */
const shell = `#!/bin/sh
':' //; exec node --max-semi-space-size=8 "$0" "$@"`;
await build({
	entryPoints: ['source/bin.cts'],
	banner: {js: shell},
	outfile: 'dist/source/bin.cjs',
	format: 'cjs',
	platform: 'node',
	// An old Node must be able to read it.
	target: 'node12',
	supported: {'dynamic-import': true},
	logLevel: 'warning',
});
await chmod('dist/source/bin.cjs', 0o755);
await writeFile('dist/licences.txt', await licencesOf(metafile));

await mkdir('dist/scripts/host', {recursive: true});
for (const file of await readdir('scripts/host')) await cp(`scripts/host/${file}`, `dist/scripts/host/${file}`);
await cp('scripts/lab', 'dist/scripts/lab', {recursive: true, filter: source => !source.endsWith('.ts')});
// The lab runs before Node is there: its texts are bash.
for (const language of await readdir('source/texts', {withFileTypes: true})) {
	if (!language.isDirectory()) continue;
	const folder = `source/texts/${language.name}`;
	for (const file of await readdir(folder)) if (file.endsWith('.sh')) await cp(`${folder}/${file}`, `dist/${folder}/${file}`);
}
