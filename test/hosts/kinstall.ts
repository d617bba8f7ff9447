import {cp, mkdir, mkdtemp, readFile, rm, symlink} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {createInterface} from 'node:readline';
import {execa} from 'execa';
import type {Event} from '../../source/state/event.ts';
import {type Outcome, root, run} from './lab.ts';

export const artifacts = path.join(
	process.env.XDG_CACHE_HOME || path.join(process.env.HOME ?? '/root', '.cache'),
	'kinstall/lab/artifacts',
);

/** One line of `--json`: an event of the run, or what the command itself says. */
export type Line = Partial<Event> & Readonly<Record<string, unknown>>;
export type Told = Outcome & {readonly lines: readonly Line[]};

const parse = (out: string): Line[] =>
	out.split('\n').flatMap(line => {
		try {
			return [JSON.parse(line) as Line];
		} catch {
			return [];
		}
	});

/** The artifacts of the lab for a minor, or by their ids: made once, and quick after that. */
export const makeArtifacts = async (...wanted: readonly string[]): Promise<void> => {
	const {code, err, out} = await run(path.join(root, 'scripts/lab/artifacts/make.sh'), ['', ...wanted], {seconds: 2400});
	if (code !== 0) throw new Error(`make.sh ended with ${code}\n${(err || out).slice(-2000)}`);
};

/** The compiled package (or the one in KINSTALL_DIST) in a folder of its own, so that a build made meanwhile does not pull it away. */
export const makePackage = async () => {
	// Short: the sockets of ssh lie below, and their paths may have 107 bytes.
	const directory = await mkdtemp(path.join(tmpdir(), 'kh-'));
	await cp(process.env.KINSTALL_DIST ?? path.join(root, 'dist'), path.join(directory, 'dist'), {recursive: true});
	await cp(path.join(root, 'package.json'), path.join(directory, 'package.json'));
	await symlink(path.join(root, 'node_modules'), path.join(directory, 'node_modules'));
	const env = {TMPDIR: path.join(directory, 't')};
	await mkdir(env.TMPDIR);
	const bin = path.join(directory, 'dist/source/bin.cjs');
	const kinstall = async (cwd: string, words: readonly string[], seconds = 300): Promise<Told> => {
		const outcome = await run(process.execPath, [bin, ...words], {cwd, env, seconds});
		return {...outcome, lines: parse(outcome.out)};
	};
	/** Starts `kinstall ... --json` and hands on its lines; `group` is what a kill of it all must hit. */
	const start = (cwd: string, words: readonly string[], hear: (line: Line) => void) => {
		const child = execa(process.execPath, [bin, ...words, '--json'], {
			cwd,
			env,
			stdin: 'ignore',
			buffer: false,
			reject: false,
			detached: true,
		});
		createInterface({input: child.stdout}).on('line', line => parse(line).forEach(hear));
		return {pid: child.pid!, ended: child.then(({exitCode}) => exitCode)};
	};
	/** Ends the ssh connections that outlive a command, then removes it all. */
	const remove = async () => {
		await run('sh', ['-c', 'for s in "$0"/kinstall-*/*; do [ ! -S "$s" ] || ssh -O exit -S "$s" x 2>/dev/null; done', env.TMPDIR]);
		await rm(directory, {recursive: true, force: true});
	};
	return {directory, kinstall, start, remove};
};

export type Package = Awaited<ReturnType<typeof makePackage>>;

/** kubectl as it was unpacked on this machine for the cluster in `folder`. */
export const kubectlOf = async (folder: string): Promise<string> => {
	const {binaries} = JSON.parse(await readFile(path.join(folder, '.unpacked.json'), 'utf8')) as {
		binaries: Record<string, Record<string, {file: string}>>;
	};
	return Object.values(binaries).flatMap(paths => paths['/usr/local/bin/kubectl']?.file ?? [])[0]!;
};
