/** The judge for hosts as esbuild puts it together, before it is made old enough for Duktape. */
import path from 'node:path';
import {build, type Plugin} from 'esbuild';

const root = path.join(import.meta.dirname, '../..');

/** Where it lies once it is made. */
export const judgeFile = path.join(root, 'source/catalog/configs/approver-judge.json');

const textsOfHosts: Plugin = {
	name: 'texts-of-hosts',
	setup: ({onResolve}) => {
		onResolve({filter: /\/texts\/texts\.ts$/}, () => ({path: path.join(root, 'source/texts/on-host.ts')}));
	},
};

export const bundleJudge = async (): Promise<string> => {
	const {outputFiles} = await build({
		entryPoints: [path.join(root, 'source/approver/main.ts')],
		inject: [path.join(root, 'source/approver/es5.ts')],
		absWorkingDir: root,
		plugins: [textsOfHosts],
		bundle: true,
		write: false,
		format: 'iife',
		platform: 'neutral',
		target: 'es2022',
		legalComments: 'none',
		logLevel: 'warning',
	});
	return outputFiles[0]!.text;
};
