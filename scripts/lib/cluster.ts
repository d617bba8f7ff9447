// Scripts that look at a standing cluster rather than at a step of the plan: the spec, and a `$` on a control plane that answers.
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {ruleOptions} from '../../source/catalog/rule-options.ts';
import {hostsWith} from '../../source/catalog/topology.ts';
import {type Folder, inFolder} from '../../source/run/folder.ts';
import {parseSpec} from '../../source/spec/parse-spec.ts';
import type {ClusterSpec, Host} from '../../source/spec/types.ts';
import {texts} from '../../source/texts/texts.ts';
import {script} from './emit.ts';
import {Failure, sshConfigOf} from './phase.ts';
import {type Shell, shellOn} from './shell.ts';
import {connect} from './ssh.ts';

export type Cluster = {
	readonly folder: Folder;
	readonly spec: ClusterSpec;
	readonly on: (host: Host, name: string, options?: {readonly silent?: boolean}) => Promise<Shell>;
	readonly words: readonly string[];
	readonly flags: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
};

/** `SCRIPT --cluster PLACE [WORDS...]`: the cluster file, or the folder that holds a cluster.yaml. */
export const readCluster = async (): Promise<Cluster> => {
	script.phase = path.basename(process.argv[1]!).replace(/\.[jt]s$/, '');
	const {values, positionals} = parseArgs({
		options: {
			cluster: {type: 'string', default: '.'},
			watch: {type: 'boolean'},
			every: {type: 'string'},
			approve: {type: 'string'},
			keep: {type: 'boolean'},
			plan: {type: 'string'},
			host: {type: 'string', multiple: true},
		},
		allowPositionals: true,
	});
	const folder = inFolder(values.cluster);
	const parsed = parseSpec(await readFile(folder.spec, 'utf8'), folder.spec, ruleOptions);
	if ('problems' in parsed) throw new Failure(parsed.problems.map(problem => `${problem.path}: ${problem.reason}`).join('\n'));
	const {spec} = parsed;
	const config = sshConfigOf(spec, folder);
	const on: Cluster['on'] = async (host, name, options) => {
		await connect(host, config);
		return shellOn(host, name, {config, ...options});
	};
	return {folder, spec, on, words: positionals, flags: values};
};

/** A `$` on the first control plane whose API server is ready. Throws a Failure that names each one's trouble. */
export const onControlPlane = async ({spec, on}: Cluster, name: string): Promise<{$: Shell; host: Host}> => {
	const troubles: string[] = [];
	for (const host of hostsWith(spec, 'control-plane')) {
		try {
			const $ = await on(host, name);
			await $`timeout 5 kubectl get --raw=/readyz`;
			return {$, host};
		} catch (error) {
			troubles.push(`${host.name}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`);
		}
	}
	throw new Failure(`${texts.run.noControlPlane}\n${troubles.join('\n')}`);
};

/** Runs a script of this kind: a failure ends it with its words and exit code 1. */
export const onCluster = async (work: (cluster: Cluster) => Promise<void>): Promise<void> => {
	try {
		await work(await readCluster());
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		if (process.send) process.send({type: 'script-failed', reason: message, next: error instanceof Failure ? error.next : undefined});
		else process.stderr.write(`${message}\n`);
		process.exitCode = 1;
	}
	if (process.send) process.disconnect();
};
