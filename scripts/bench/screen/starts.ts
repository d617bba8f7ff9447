/** How long programs take to their first frame, or to their end; in turn, so that what slows the machine slows all of them. */
import {mkdir, rm, symlink, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {build} from 'esbuild';
import {bundling} from '../../build/options.ts';
import {makeFolder} from './run.ts';
import {firstFrame, lifetime} from './terminal.ts';

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

export type Starts = Readonly<Record<'kinstall' | 'oneLine' | 'version' | 'node', readonly number[]>>;

export const timeStarts = async (program: readonly string[], packages: string, rounds: number): Promise<Starts> => {
	const folder = await makeFolder('127.0.0');
	const times = {kinstall: [] as number[], oneLine: [] as number[], version: [] as number[], node: [] as number[]};
	try {
		const one = await makeOneLine(folder, packages);
		// The first start of each fills its cache.
		for (let round = -2; round < rounds; round++) {
			const measured = {
				kinstall: await firstFrame(program, folder),
				oneLine: await firstFrame([process.execPath, one], folder),
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
