/** Packages of the distribution, with the apt of this machine, and lists and a cache of their own: nothing of the machine's is touched. */
import {mkdir, readFile, stat, writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {NeededPackages} from '../../plan/needs.ts';
import {texts} from '../../texts/texts.ts';
import {rememberedDigest} from '../artifacts/digest.ts';
import {refuse} from './open-bundle.ts';
import type {Source} from './types.ts';

const t = texts.bundle;

/** `debian-12`, of this machine. */
const localSystem = async (): Promise<string> => {
	const text = await readFile('/etc/os-release', 'utf8').catch(() => '');
	const field = (name: string) => new RegExp(`^${name}="?([^"\\n]*)`, 'm').exec(text)?.[1] ?? '';
	return `${field('ID')}-${field('VERSION_ID')}`;
};

const aptIn = async (folder: string, arch: string, environment: NodeJS.ProcessEnv, signal?: AbortSignal) => {
	const {execa} = await import('execa');
	for (const name of ['lists/partial', 'archives/partial', 'none/partial']) await mkdir(path.join(folder, name), {recursive: true});
	await writeFile(path.join(folder, 'status'), '');
	const options = [
		`Dir::State::lists=${folder}/lists`,
		`Dir::State::status=${folder}/status`,
		`Dir::Cache=${folder}`,
		`Dir::Cache::archives=${folder}/archives`,
		`APT::Architecture=${arch}`,
		`APT::Architectures=${arch}`,
		'APT::Install-Recommends=false',
		'APT::Sandbox::User=',
		'Acquire::Languages=none',
		'Debug::NoLocking=true',
	];
	// apt knows these names in lower case alone.
	const proxies = Object.fromEntries(
		Object.entries(environment)
			.filter(([name]) => /^(https?|no)_proxy$/i.test(name))
			.map(([name, value]) => [name.toLowerCase(), value]),
	);
	return async (command: string, words: readonly string[]): Promise<string> => {
		const env = {...environment, ...proxies, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive'};
		const told = await execa(command, [...options.flatMap(option => ['-o', option]), ...words], {
			env,
			extendEnv: false,
			reject: false,
			stdin: 'ignore',
			...(signal && {cancelSignal: signal}),
		});
		signal?.throwIfAborted();
		if (told.failed)
			throw refuse('apt', String(told.stderr || told.originalMessage || told.exitCode).trim(), {what: t.packages, next: t.nextApt});
		return told.stdout;
	};
};

type Apt = Awaited<ReturnType<typeof aptIn>>;

/** What apt would fetch for a host with nothing on it, by file name. */
const closureOf = async (apt: Apt, folder: string, names: readonly string[]): Promise<string[]> => {
	const told = await apt('apt-get', ['-o', `Dir::Cache::archives=${folder}/none`, '-qq', '-y', '--print-uris', 'install', ...names]);
	return [...told.matchAll(/^'[^']+' (\S+\.deb) \d+/gm)].map(([, name]) => name!).sort();
};

const partsOf = (file: string) => {
	const [name = '', version = '', arch = ''] = file.replace(/\.deb$/, '').split('_');
	return {name, version: decodeURIComponent(version), arch};
};

/** The records of an archive's own index, of exactly these files, in their order; the files lie beside it. */
const indexOf = async (apt: Apt, files: readonly string[]): Promise<{text: string; sums: ReadonlyMap<string, string>}> => {
	const wanted = files.map(file => `${partsOf(file).name}=${partsOf(file).version}`);
	const records = (await apt('apt-cache', ['show', ...wanted])).split('\n\n').map(record => record.trim());
	const field = (record: string, name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(record)?.[1];
	const found = new Map(records.map(record => [`${field(record, 'Package')}=${field(record, 'Version')}`, record]));
	const rows = files.map((file, index) => {
		const record = found.get(wanted[index]!);
		if (record === undefined) throw refuse('apt', t.noRecord, {what: file, next: t.nextApt});
		return {file, sum: field(record, 'SHA256') ?? '', text: record.replace(/^Filename: .*$/m, `Filename: ./${file}`)};
	});
	return {text: rows.map(({text}) => `${text}\n\n`).join(''), sums: new Map(rows.map(({file, sum}) => [file, sum]))};
};

const fetchGroup = async (
	{system, arch, names}: Required<NeededPackages>,
	cache: string,
	env: NodeJS.ProcessEnv,
	signal?: AbortSignal,
): Promise<Source[]> => {
	const folder = path.join(cache, 'apt', `${system}-${arch}`);
	const apt = await aptIn(folder, arch, env, signal);
	await apt('apt-get', ['-qq', 'update']);
	const files = await closureOf(apt, folder, names);
	// What is there already is not fetched again, and what was cut off goes on.
	await apt('apt-get', ['-qq', '-y', '--download-only', 'install', ...names]);
	const {text, sums} = await indexOf(apt, files);
	const index = path.join(folder, 'Packages');
	await writeFile(index, text);
	const place = `packages/${system}-${arch}`;
	const sourceOf = async (file: string, member: Pick<Source['member'], 'name' | 'kind' | 'version' | 'arch'>): Promise<Source> => {
		const sha256 = await rememberedDigest(file, 'sha256', cache, signal);
		return {file, member: {...member, size: (await stat(file)).size, sha256}};
	};
	const packages = files.map(async name => {
		const file = path.join(folder, 'archives', name);
		const source = await sourceOf(file, {...partsOf(name), name: `${place}/${name}`, kind: 'package'});
		const {sha256} = source.member;
		const expected = sums.get(name) ?? '';
		if (sha256 !== expected) throw refuse(file, texts.artifacts.wrongSum('sha256', sha256, expected, 'apt'), {next: t.nextRemove});
		return source;
	});
	return [await sourceOf(index, {name: `${place}/Packages`, kind: 'index', version: '', arch}), ...(await Promise.all(packages))];
};

/**
 * Packages and all that they depend on, with an index for apt, each as the distribution's signed lists say. Hosts that nobody looked at are taken
 * for such as this machine. `env` says by which proxy, if any. Throws an ArtifactError where there is no apt, it fails, or hosts have another distribution than this machine.
 */
export const fetchPackages = async (
	needed: readonly NeededPackages[],
	cache: string,
	env: NodeJS.ProcessEnv,
	signal?: AbortSignal,
): Promise<Source[]> => {
	const own = await localSystem();
	const groups = Map.groupBy(needed, ({system = own, arch}) => `${system} ${arch}`);
	const sources: Source[] = [];
	for (const [key, rows] of groups) {
		const [system = '', arch = ''] = key.split(' ');
		if (system !== own) throw refuse('/etc/os-release', t.otherSystem(own, system), {what: t.packages, next: t.nextOtherSystem});
		const names = [...new Set(rows.flatMap(row => row.names))].sort();
		sources.push(...(await fetchGroup({system, arch, names}, cache, env, signal)));
	}
	return sources;
};
