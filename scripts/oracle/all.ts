// `npm run oracle [-- MINOR...]`: builds the executables of one minor after another, asks them, and writes fixtures/flags and what ships of it.
// What is built is not built again; what was interrupted goes on. Without minors: all of versions.ts. `-- --built`: those that are built.
import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {releases} from '../../source/catalog/releases.ts';
import {flaggedDaemons} from '../../source/spec/types.ts';
import {readAbout, recorded} from './fixtures.ts';
import {makeKnown} from './known.ts';
import {binariesOf, toolFile} from './places.ts';
import {candidatesOf, recordEtcd, recordMinor} from './record.ts';
import {takeFromLab} from './take.ts';
import {oracleVersions} from './versions.ts';

const minutesEach = 10;
/** etcd is not Kubernetes'. */
const daemons = flaggedDaemons.filter(daemon => daemon !== 'etcd');

const run = (command: string, ...args: string[]): boolean => spawnSync(command, args, {stdio: ['ignore', 2, 2]}).status === 0;

const runScript = (name: string, ...words: string[]): boolean =>
	run('nice', '-n', '19', 'bash', path.join(import.meta.dirname, '..', 'lab', 'artifacts', 'upstream', `${name}.sh`), ...words);

const build = (minor: string): boolean => binariesOf(minor) !== undefined || runScript('kubernetes', oracleVersions[minor]!, ...daemons);

/** What each Kubernetes goes with. */
const buildTools = (): void => {
	for (const tool of ['etcd', 'containerd'] as const)
		for (const version of new Set(releases.map(release => release[tool])))
			if (!existsSync(toolFile(tool, version))) runScript(tool, version);
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

await takeFromLab();
const words = process.argv.slice(2);
const minors = words.filter(word => !word.startsWith('-'));
const strangers = minors.filter(minor => !oracleVersions[minor]);
if (strangers.length > 0) throw new RangeError(`not in scripts/oracle/versions.ts: ${strangers.join(', ')}`);
const built = (minor: string): boolean => binariesOf(minor) !== undefined;
const wanted = (minors.length > 0 ? minors : Object.keys(oracleVersions)).filter(minor => !words.includes('--built') || built(minor));
const missing = wanted.filter(minor => !built(minor));
console.log(`${wanted.length} to ask, ${missing.length} to build before: up to ${missing.length * minutesEach + wanted.length} minutes`);

const failed: string[] = [];
if (!words.includes('--built')) buildTools();
await recordEtcds();
for (const minor of wanted) {
	console.log(`${minor}: ${built(minor) ? 'asking' : 'building'}`);
	if (build(minor)) await recordMinor(minor);
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
