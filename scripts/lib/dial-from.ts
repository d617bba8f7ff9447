// A connection that a host makes for us: its bytes come by ssh, so that no program is needed there, and no password gets there.
import {type ChildProcessByStdio, spawn} from 'node:child_process';
import {Duplex, type Readable, type Writable} from 'node:stream';
import {RegistryError, type RegistryTrouble} from '../../source/run/registry/registry-error.ts';
import type {Connect} from '../../source/run/registry/send.ts';
import type {Host} from '../../source/spec/types.ts';
import {quote} from './quote.ts';
import {readUntil} from './read-until.ts';
import {sshArguments} from './ssh.ts';

const ways: readonly RegistryTrouble[] = ['refused', 'unknown', 'silent'];

// The first line says what became of it. A connection that is ended there ends here; ours is ended with the process.
const relay = `
	said=$(timeout 5 bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$0" "$1" 2>&1) || {
		case $said in *refused*) echo refused ;; *'not known'* | *resolution*) echo unknown ;; *) echo silent ;; esac
		exit
	}
	exec 3<>"/dev/tcp/$0/$1"
	echo open
	cat <&3 &
	cat >&3
	kill $!`;

type Child = ChildProcessByStdio<Writable, Readable, null>;

/** The end of its input is the end of the relay, wherever that runs. */
const leave = (child: Child): void => {
	child.stdin.destroy();
	child.stdout.destroy();
	child.unref();
};

const streamOf = (child: Child): Duplex => {
	const {stdin, stdout} = child;
	const stream = new Duplex({
		read: () => void stdout.resume(),
		write: (part, _, done) => void stdin.write(part, () => done()),
		final: done => void stdin.end(() => done()),
		destroy: (error, done) => {
			leave(child);
			done(error);
		},
	});
	// Whoever uses it hears of its end.
	stream.on('error', () => {});
	stdout.on('data', part => {
		if (!stream.push(part)) stdout.pause();
	});
	stdout.once('end', () => stream.push(null));
	return stream;
};

/** @param config configuration file for ssh */
export const dialFrom =
	(host: Host, config?: string): Connect =>
	async (address, port) => {
		const words = ['bash', '-c', relay, address, String(port)];
		const child = host.local
			? spawn(words[0]!, words.slice(1), {stdio: ['pipe', 'pipe', 'ignore']})
			: spawn('ssh', [...sshArguments(host, config), words.map(quote).join(' ')], {stdio: ['pipe', 'pipe', 'ignore']});
		child.stdin.on('error', () => {});
		const said = await readUntil(child.stdout, '\n').catch((error: unknown) => {
			leave(child);
			throw error;
		});
		if (said !== 'open') {
			leave(child);
			throw new RegistryError(ways.find(way => way === said) ?? 'silent');
		}
		return streamOf(child);
	};
