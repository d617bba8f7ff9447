/** How long programs take to their first frame, or to their end; in turn, so that what slows the machine slows all of them. */
import {mkdir, rm, symlink, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {build} from 'esbuild';
import {bundling} from '../../build/options.ts';
import {makeFolder} from './run.ts';
import {frames, lifetime} from './terminal.ts';

/** What a screen costs at least: Ink with one line, bundled and cached as kinstall is. */
const [react, ink] = ['react', 'ink'];
const oneLine = `import {createElement} from '${react}';
import {render, Text} from '${ink}';
render(createElement(Text, undefined, 'one line'), {alternateScreen: true, incrementalRendering: true, interactive: true});
`;
const entry = `require('node:module').enableCompileCache(__dirname + '/compiled');
import('./app.js');
`;

const makeOneLine = async (folder: string, packages: string): Promise<string> => {
	const directory = path.join(folder, 'one-line');
	await mkdir(directory);
	await symlink(packages, path.join(directory, 'node_modules'));
	await writeFile(path.join(directory, 'app.ts'), oneLine);
	await writeFile(path.join(directory, 'bin.cjs'), entry);
	await writeFile(path.join(directory, 'package.json'), '{"type": "module"}');
	await build({...bundling, entryPoints: [path.join(directory, 'app.ts')], outdir: directory});
	return path.join(directory, 'bin.cjs');
};

/** `empty` is a folder without a cluster, which shows the Start screen; `first` and `content` are of one with a cluster.yaml. */
const names = ['empty', 'first', 'content', 'oneLine', 'version', 'node'] as const;
export type Starts = Readonly<Record<(typeof names)[number], readonly number[]>>;

export const timeStarts = async (program: readonly string[], packages: string, rounds: number): Promise<Starts> => {
	const folder = await makeFolder('127.0.0');
	const empty = path.join(folder, 'empty');
	await mkdir(empty);
	const times = Object.fromEntries(names.map(name => [name, [] as number[]])) as Record<(typeof names)[number], number[]>;
	try {
		const one = await makeOneLine(folder, packages);
		// The first start of each fills its cache.
		for (let round = -2; round < rounds; round++) {
			// The second one is drawn when the cluster's file is read.
			const [first, content] = (await frames(program, folder, 2)) as [number, number];
			const measured = {
				empty: (await frames(program, empty, 1))[0]!,
				first,
				content,
				oneLine: (await frames([process.execPath, one], folder, 1))[0]!,
				version: await lifetime([...program, '--version'], folder),
				node: await lifetime([process.execPath, '-e', '0'], folder),
			};
			if (round >= 0) for (const [name, time] of Object.entries(measured)) times[name as keyof Starts].push(time);
		}
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
	return times;
};
