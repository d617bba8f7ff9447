// How a host is reached: OpenSSH's own client over one shared connection a host, so that the person's configuration, agent, jump hosts and keys work.
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import path from 'node:path';
import {execa} from 'execa';
import {privateDirectory} from '../../source/run/private-directory.ts';
import type {Host} from '../../source/spec/types.ts';
import {texts} from '../../source/texts/texts.ts';
import {quote} from './quote.ts';

/** A host that cannot be reached: what is wrong, and what to do about it. */
export class ConnectionError extends Error {
	readonly next: string;
	readonly kind: keyof typeof texts.run.connection;
	constructor(message: string, next: string, kind: keyof typeof texts.run.connection) {
		super(message);
		this.next = next;
		this.kind = kind;
	}
}

export const sshArguments = (host: Host, config?: string): string[] => {
	const {ssh} = host;
	const target = ssh.host ?? host.address;
	return [
		...(config ? ['-F', config] : []),
		...['BatchMode=yes', 'StrictHostKeyChecking=yes', 'ConnectTimeout=10', 'ServerAliveInterval=5', 'ServerAliveCountMax=3'].flatMap(
			option => ['-o', option],
		),
		...['LogLevel=ERROR', `ControlPath=${privateDirectory()}/%C`].flatMap(option => ['-o', option]),
		...(ssh.user ? ['-l', ssh.user] : []),
		...(ssh.port ? ['-p', String(ssh.port)] : []),
		...(ssh.identityFile ? ['-o', `IdentityFile=${ssh.identityFile}`, '-o', 'IdentitiesOnly=yes'] : []),
		...(ssh.jump ? ['-J', ssh.jump] : []),
		target,
	];
};

const needsSudo = ({ssh}: Host): boolean => ssh.sudo || (ssh.user ?? 'root') !== 'root';

/** Program and words of a root shell on the host, for a terminal: its own sudo may ask for a password there. */
export const interactiveShell = (host: Host, config?: string): readonly [string, string[]] => {
	const root = ['sudo', '-i'];
	if (host.local) return process.getuid?.() === 0 ? [process.env['SHELL'] ?? '/bin/sh', ['-i']] : [root[0]!, root.slice(1)];
	return ['ssh', ['-t', ...sshArguments(host, config), ...(needsSudo(host) ? root : [])]];
};

const signs: ReadonlyArray<readonly [RegExp, keyof typeof texts.run.connection]> = [
	[/REMOTE HOST IDENTIFICATION HAS CHANGED|host key .* has changed/i, 'keyChanged'],
	[/No .* host key is known|Host key verification failed/i, 'keyUnknown'],
	[/Permission denied/i, 'refused'],
	[/Could not resolve hostname/i, 'unresolved'],
	[/timed out|No route to host|unreachable|Connection refused|Connection closed|reset by peer/i, 'unreachable'],
];

const failure = (host: Host, words: string): ConnectionError => {
	const at = `${host.name} (${host.ssh.host ?? host.address})`;
	const kind = signs.find(([pattern]) => pattern.test(words))?.[1] ?? 'other';
	// OpenSSH names the command that forgets the old key, with the file it stands in.
	const forget = /ssh-keygen .*-R .*/.exec(words)?.[0] ?? `ssh-keygen -R ${host.ssh.host ?? host.address}`;
	const [reason, next] = texts.run.connection[kind](at, forget);
	return new ConnectionError(`${reason}: ${words.trim().split('\n').at(-1) ?? ''}`, next, kind);
};

/** Open the shared connection unless it stands. It closes itself when nobody used it for five minutes. Throws ConnectionError. */
export const connect = async (host: Host, config?: string): Promise<void> => {
	if (host.local) return;
	const known = sshArguments(host, config);
	const check = await execa('ssh', ['-O', 'check', ...known], {reject: false});
	if (check.exitCode === 0) return;
	// The connection goes to the background with the streams it has: a pipe would never end.
	const directory = mkdtempSync(path.join(privateDirectory(), 'log-'));
	const log = path.join(directory, 'stderr');
	try {
		const opened = await execa('ssh', ['-fN', '-M', '-o', 'ControlPersist=300', ...known], {
			stdin: 'ignore',
			stdout: 'ignore',
			stderr: {file: log},
			reject: false,
			env: {LC_ALL: 'C'},
			timeout: 20_000,
		});
		if (opened.exitCode !== 0) throw failure(host, readFileSync(log, 'utf8') || (opened.timedOut ? 'timed out' : ''));
	} finally {
		rmSync(directory, {recursive: true});
	}
};

/**
 * The command line that runs `command` on a host as a transient unit, with the caller's streams. The unit's name makes
 * it findable after this end died, and keeps two runs from doing the same on one host.
 */
export const hostCommand = (host: Host, unit: string, command: string): string => {
	const root = needsSudo(host) ? ['sudo', '-n'] : [];
	// The service manager replaces every `$` and `%` of a unit's words; and when it is reloaded before the unit begins, it reads them back with
	// a backslash before each `$`, whatever was done about that. So they have none: the command goes as base64, and stdin stays free.
	const encoded = Buffer.from(command).toString('base64');
	const transient = [
		'systemd-run',
		'--quiet',
		'--pipe',
		'--wait',
		'--collect',
		`--unit=${unit}`,
		// Else the whole command becomes the description, and its lines settings of the unit at the next daemon-reload.
		`--description=${unit}`,
		'/bin/bash',
		'-c',
		`source <(echo ${encoded} | base64 -d || echo exit 127)`,
	];
	return [...root, ...transient].map(quote).join(' ');
};
