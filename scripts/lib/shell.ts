// `$` of zx, bound to one host.
import {type ChildProcess, type SpawnOptions, spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {$ as zx} from 'zx';
import {root} from '../../source/run/root.ts';
import type {Host} from '../../source/spec/types.ts';
import {dedent} from './dedent.ts';
import {emit} from './emit.ts';
import {hostCommand, sshArguments} from './ssh.ts';

const functions = readFileSync(path.join(root, 'scripts', 'host', 'functions.bash'), 'utf8');

export type Shell = typeof zx;

let commands = 0;

/**
 * A `$` whose commands run on `host`, as root, each in a transient unit `kinstall-NAME`.
 * @param config configuration file for ssh
 * @param silent true when nobody shall see the commands
 * @param shownOn the host in whose pane the commands appear
 */
export const shellOn = (
	host: Host,
	name: string,
	{config, shownOn = host.name, silent = false}: {config?: string | undefined; shownOn?: string; silent?: boolean} = {},
): Shell => {
	const onHost = (command: string, _arguments: readonly string[], options: SpawnOptions): ChildProcess => {
		const line = hostCommand(host, `kinstall-${name}`, command);
		const own = {...options, shell: false};
		return host.local ? spawn('/bin/bash', ['-c', line], own) : spawn('ssh', [...sshArguments(host, config), line], own);
	};
	// zx numbers its commands anew in every process; the journal wants them apart.
	const ids = new Map<string, string>();
	return zx({
		spawn: onHost as typeof spawn,
		prefix: `set -euo pipefail\n${functions}\n`,
		postfix: '',
		quiet: true,
		verbose: false,
		log: entry => {
			if (silent) return;
			if (entry.kind === 'cmd') {
				ids.set(entry.id, `${name}/${shownOn}/${++commands}`);
				emit({
					type: 'command-started',
					host: shownOn,
					id: ids.get(entry.id)!,
					command: `${host.name === shownOn ? '' : `[${host.name}] `}${dedent(entry.cmd)}`,
				});
			} else if (entry.kind === 'stdout' || entry.kind === 'stderr') {
				emit({type: 'output', host: shownOn, id: ids.get(entry.id)!, stream: entry.kind, text: entry.data.toString()});
			} else if (entry.kind === 'end') {
				emit({type: 'command-ended', host: shownOn, id: ids.get(entry.id)!, exitCode: entry.exitCode ?? -1, duration: entry.duration});
			}
		},
	});
};
