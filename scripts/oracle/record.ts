import path from 'node:path';
import {lives} from '../../source/catalog/place.ts';
import {flagRows} from '../../source/catalog/render-flags.ts';
import {type FlaggedDaemon, flaggedDaemons} from '../../source/spec/types.ts';
import {ask} from './ask.ts';
import {type About, type Flags, readFlags, recorded, writeAbout, writeFlags, writeProbed, writeText} from './fixtures.ts';
import {parseEtcdHelp, parseHelp} from './help.ts';
import {successorNames} from './names.ts';
import {binariesOf, kubernetesArchive} from './places.ts';
import {probeEmitted} from './probe-emitted.ts';
import {probeFlags} from './probe-flags.ts';
import {oracleVersions} from './versions.ts';

/** All names that a daemon ever had, as far as is known: `--help` is silent about those that are deprecated. */
export const candidatesOf = async (daemon: FlaggedDaemon): Promise<Set<string>> => {
	const folders = await recorded(daemon === 'etcd' ? 'etcd-' : '');
	const known = await Promise.all(folders.map(async folder => Object.keys((await readFlags(folder))[daemon] ?? {})));
	return new Set([...known.flat(), ...flagRows[daemon].map(({name}) => name), ...successorNames(daemon)]);
};

type Asked = {readonly help: string; readonly known: NonNullable<Flags[FlaggedDaemon]>; readonly asked: number};

const askDaemon = async (daemon: FlaggedDaemon, binary: string): Promise<Asked> => {
	const help = (await ask(binary, ['--help'])).output;
	const parsed = daemon === 'etcd' ? parseEtcdHelp(help) : parseHelp(help);
	const candidates = await candidatesOf(daemon);
	return {help, known: await probeFlags(binary, parsed, candidates), asked: new Set([...candidates, ...Object.keys(parsed)]).size};
};

const recordDaemons = async (folder: string, binaries: ReadonlyArray<readonly [FlaggedDaemon, string]>, about: Omit<About, 'asked'>) => {
	const answers: Array<readonly [FlaggedDaemon, Asked]> = [];
	for (const [daemon, binary] of binaries) answers.push([daemon, await askDaemon(daemon, binary)]);
	for (const [daemon, {help}] of answers) await writeText(folder, `${daemon}.help.txt`, help);
	await writeFlags(folder, Object.fromEntries(answers.map(([daemon, {known}]) => [daemon, known])));
	await writeAbout(folder, {...about, asked: Object.fromEntries(answers.map(([daemon, {asked}]) => [daemon, asked]))});
};

/** Writes fixtures/flags/MINOR: what its executables say of themselves, and of the plans for it. */
export const recordMinor = async (minor: string): Promise<void> => {
	const [version, bin] = [oracleVersions[minor]!, binariesOf(minor)!];
	const binaries = flaggedDaemons.filter(daemon => daemon !== 'etcd').map(daemon => [daemon, path.join(bin, daemon)] as const);
	const says = (await ask(path.join(bin, 'kubelet'), ['--version'])).output.trim();
	await recordDaemons(minor, binaries, {version, says, stub: lives({until: '1.24'}, minor) && kubernetesArchive(version) === undefined});
	await writeProbed(minor, await probeEmitted(minor, bin));
};

/** The same for one etcd. */
export const recordEtcd = async (version: string, binary: string): Promise<void> => {
	const says = (await ask(binary, ['--version'])).output.split('\n')[0]!;
	await recordDaemons(`etcd-${version.split('.', 2).join('.')}`, [['etcd', binary]], {version, says, stub: false});
};
