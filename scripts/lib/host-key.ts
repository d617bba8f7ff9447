// A host key that nobody has accepted yet: read it, show its fingerprint, and, when a person says so, remember it where ssh looks.
import {appendFile, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {homedir, tmpdir} from 'node:os';
import path from 'node:path';
import {execa} from 'execa';
import type {Host} from '../../source/spec/types.ts';
import {sshArguments} from './ssh.ts';

export type HostKey = {
	/** The line as known_hosts has it. */
	readonly line: string;
	/** `256 SHA256:... (ED25519)`. */
	readonly fingerprint: string;
	/** The file that ssh would look the key up in. */
	readonly file: string;
};

/** The key a host shows, without logging in to it. Undefined when it shows none. */
export const readHostKey = async (host: Host, config?: string): Promise<HostKey | undefined> => {
	const directory = await mkdtemp(path.join(tmpdir(), 'kinstall-key-'));
	const seen = path.join(directory, 'known_hosts');
	try {
		const options = [
			'StrictHostKeyChecking=accept-new',
			`UserKnownHostsFile=${seen}`,
			'GlobalKnownHostsFile=/dev/null',
			'PreferredAuthentications=none',
			'HashKnownHosts=no',
			// One key, on one line: no second one for its address, none that the host offers to learn.
			'CheckHostIP=no',
			'UpdateHostKeys=no',
			'ControlPath=none',
		].flatMap(option => ['-o', option]);
		// The first value of an option counts: these stand before the host's own.
		const known = sshArguments(host, config);
		await execa('ssh', [...options, ...known, 'true'], {reject: false, timeout: 15_000, stdin: 'ignore'});
		const [line] = (await readFile(seen, 'utf8').catch(() => '')).split('\n');
		if (!line) return undefined;
		// What is remembered is what the fingerprint was taken of.
		await writeFile(seen, `${line}\n`);
		const {stdout: listed} = await execa('ssh-keygen', ['-lf', seen]);
		const {stdout: settings} = await execa('ssh', ['-G', ...known]);
		const file = /^userknownhostsfile (\S+)/m.exec(settings)?.[1] ?? '~/.ssh/known_hosts';
		const [bits = '', sum = '', ...rest] = listed.split('\n')[0]!.split(' ');
		return {line, fingerprint: `${bits} ${sum} ${rest.at(-1) ?? ''}`, file: file.replace(/^~/, homedir())};
	} finally {
		await rm(directory, {recursive: true, force: true});
	}
};

export const rememberHostKey = async ({line, file}: HostKey): Promise<void> => {
	await mkdir(path.dirname(file), {recursive: true, mode: 0o700});
	// A file that ends without a line's end would swallow it.
	const whole = /(^|\n)$/.test(await readFile(file, 'utf8').catch(() => ''));
	await appendFile(file, `${whole ? '' : '\n'}${line}\n`, {mode: 0o600});
};
