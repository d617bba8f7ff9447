// `npm run oracle [-- MINOR...]`: builds the executables of one minor after another, asks them, and writes fixtures/flags and what ships of it.
// What is built is not built again; what was interrupted goes on. Without minors: all of versions.ts. `-- --built`: those that are built.
import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {chmod, mkdir, mkdtemp, rename, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {releases} from '../../source/catalog/releases.ts';
import {flaggedDaemons} from '../../source/spec/types.ts';
import {readAbout, recorded} from './fixtures.ts';
import {makeKnown} from './known.ts';
import {binariesOf, containerdArchive, etcdArchive, kubernetesArchive, kubernetesFolder, toolFile} from './places.ts';
import {candidatesOf, recordEtcd, recordMinor} from './record.ts';
import {oracleVersions} from './versions.ts';

const minutesEach = 10;
/** etcd is not Kubernetes'. */
const daemons = flaggedDaemons.filter(daemon => daemon !== 'etcd');

const run = (command: string, ...args: string[]): boolean => spawnSync(command, args, {stdio: ['ignore', 2, 2]}).status === 0;

/** Takes executables out of an archive of the lab; a folder that is there is whole. */
const unpack = async (archive: string, folder: string, strip: number): Promise<void> => {
	if (existsSync(folder)) return;
	await mkdir(path.dirname(folder), {recursive: true});
	const half = await mkdtemp(`${folder}.`);
	if (!run('tar', '-xzf', archive, '-C', half, `--strip-components=${strip}`)) throw new Error(`${archive} cannot be unpacked`);
	await chmod(half, 0o755);
	await rename(half, folder);
};

const build = async (minor: string): Promise<boolean> => {
	const version = oracleVersions[minor]!;
	if (binariesOf(minor)) return true;
	const archive = kubernetesArchive(version);
	if (archive === undefined) return run('nice', '-n', '19', 'bash', path.join(import.meta.dirname, 'build.sh'), version, ...daemons);
	const folder = kubernetesFolder(version);
	await rm(folder, {recursive: true, force: true});
	await unpack(archive, path.join(folder, 'bin'), 3);
	await writeFile(path.join(folder, 'complete'), '');
	return true;
};

/** etcd and containerd are taken from the lab's archives, where they are; another etcd is built. */
const takeTools = async (mayBuild: boolean): Promise<void> => {
	for (const {minor, etcd, containerd} of releases) {
		const [one, other] = [etcdArchive(etcd), containerdArchive(minor)];
		if (one) await unpack(one, path.dirname(toolFile('etcd', etcd)), 1);
		else if (mayBuild) run('nice', '-n', '19', 'bash', path.join(import.meta.dirname, 'build-etcd.sh'), etcd);
		if (other) await unpack(other, path.dirname(toolFile('containerd', containerd)), 1);
	}
};

const recordEtcds = async (): Promise<void> => {
	for (const version of new Set(releases.map(({etcd}) => etcd))) {
		const binary = toolFile('etcd', version);
		if (existsSync(binary)) await recordEtcd(version, binary);
	}
};

/** Whether an executable was asked for every name that is known by now. */
const isAsked = async (minor: string): Promise<boolean> => {
	if (!(await recorded('')).includes(minor)) return false;
	const {asked} = await readAbout(minor);
	const counts = await Promise.all(flaggedDaemons.map(async daemon => [daemon, (await candidatesOf(daemon)).size] as const));
	return counts.every(([daemon, count]) => daemon === 'etcd' || (asked[daemon] ?? 0) >= count);
};

const words = process.argv.slice(2);
const minors = words.filter(word => !word.startsWith('-'));
const strangers = minors.filter(minor => !oracleVersions[minor]);
if (strangers.length > 0) throw new RangeError(`not in scripts/oracle/versions.ts: ${strangers.join(', ')}`);
const built = (minor: string): boolean => binariesOf(minor) !== undefined || kubernetesArchive(oracleVersions[minor]!) !== undefined;
const wanted = (minors.length > 0 ? minors : Object.keys(oracleVersions)).filter(minor => !words.includes('--built') || built(minor));
const missing = wanted.filter(minor => !built(minor));
console.log(`${wanted.length} to ask, ${missing.length} to build before: up to ${missing.length * minutesEach + wanted.length} minutes`);

const failed: string[] = [];
await takeTools(!words.includes('--built'));
await recordEtcds();
for (const minor of wanted) {
	console.log(`${minor}: ${built(minor) ? 'asking' : 'building'}`);
	if (await build(minor)) await recordMinor(minor);
	else failed.push(minor);
}

// A name that a later one brought is asked of the earlier ones, too: --help is silent about deprecated flags.
for (const minor of Object.keys(oracleVersions).filter(binariesOf)) {
	if (await isAsked(minor)) continue;
	console.log(`${minor}: asking again`);
	await recordMinor(minor);
}

await writeFile(path.join(import.meta.dirname, '..', '..', 'source', 'catalog', 'flags', 'known.ts'), await makeKnown());
if (failed.length > 0) console.log(`not built: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
