#!/usr/bin/env -S npx zx
// An interactive shell on one host, as root, on this terminal: `host-shell.ts CLUSTER.yaml NODE`. Reached as every other script reaches it.
import {spawn} from 'node:child_process';
import path from 'node:path';
import {inFolder} from '../source/run/folder.ts';
import {loadSpec} from '../source/run/load-spec.ts';
import {texts} from '../source/texts/texts.ts';
import {sshConfigOf} from './lib/phase.ts';
import {interactiveShell} from './lib/ssh.ts';

const [file = 'cluster.yaml', name = ''] = process.argv.slice(2);
const loaded = await loadSpec(path.resolve(file));
const host = 'spec' in loaded ? loaded.spec.hosts.find(candidate => candidate.name === name) : undefined;
if (!('spec' in loaded) || !host) {
	process.stderr.write(`${texts.run.shell.unknown(name, file)}\n`);
	process.exit(2);
}
process.stdout.write(`${texts.run.shell.begins(name, host.local ? texts.run.shell.thisMachine : (host.ssh.host ?? host.address))}\n`);
// What Ctrl-C and Ctrl-\ end is in the shell, never this process.
for (const signal of ['SIGINT', 'SIGQUIT'] as const) process.on(signal, () => {});
const [program, words] = interactiveShell(host, sshConfigOf(loaded.spec, inFolder(file)));
const child = spawn(program, words, {stdio: 'inherit'});
child.on('error', error => {
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 255;
});
child.on('exit', code => {
	process.exitCode = code ?? 0;
});
