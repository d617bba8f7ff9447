/** The package as users get it: packed, and installed with its production dependencies into an empty folder. */
import {cp, mkdir, mkdtemp, realpath, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type Outcome, root, run} from '../hosts/lab.ts';

export type Packed = {readonly filename: string; readonly size: number; readonly files: readonly string[]};

/** What npm tells the scripts that it runs must not reach the npm that a test runs. */
const fromNpm = /^(npm_package_|npm_lifecycle_|npm_command$|npm_config_local_prefix$|INIT_CWD$|NODE_OPTIONS$|NODE_ENV$)/;

/** The environment of a person whose Node is this one. */
const environment = async (): Promise<NodeJS.ProcessEnv> => ({
	...Object.fromEntries(Object.entries(process.env).filter(([name]) => !fromNpm.test(name))),
	PATH: `${path.dirname(await realpath(process.execPath))}:${process.env.PATH}`,
});

const must = async (outcome: Promise<Outcome>): Promise<string> => {
	const {code, out, err} = await outcome;
	if (code !== 0) throw new Error(`ended with ${code}\n${err.slice(-2000) || out.slice(-2000)}`);
	return out;
};

/** The checkout, or a copy of it that has the dist/ of KINSTALL_DIST. */
const sourceOf = async (directory: string): Promise<string> => {
	const dist = process.env.KINSTALL_DIST;
	if (!dist) return root;
	const copy = path.join(directory, 'source');
	const left = ['dist', 'node_modules', '.git'].map(name => path.join(root, name));
	await cp(root, copy, {recursive: true, filter: source => !left.includes(source)});
	await cp(dist, path.join(copy, 'dist'), {recursive: true});
	return copy;
};

export const installPackage = async () => {
	// Short: the sockets of ssh lie below, and their paths may have 107 bytes.
	const directory = await mkdtemp(path.join(tmpdir(), 'kp-'));
	const [tarballs, folder, temporary] = ['tarballs', 'empty', 't'].map(name => path.join(directory, name)) as [string, string, string];
	await Promise.all([tarballs, folder, temporary].map(async name => mkdir(name)));
	const env = {...(await environment()), TMPDIR: temporary};
	const npm = async (words: readonly string[], cwd: string) => must(run('npm', words, {cwd, env, seconds: 240}));

	const told = await npm(['pack', '--json', '--pack-destination', tarballs], await sourceOf(directory));
	const [pack] = JSON.parse(told) as [{filename: string; size: number; files: ReadonlyArray<{path: string}>}];
	const packed: Packed = {...pack, files: pack.files.map(file => file.path)};
	await npm(['install', '--omit=dev', '--no-audit', '--no-fund', '--prefer-offline', path.join(tarballs, packed.filename)], folder);
	return {
		packed,
		/** Where it was installed; `package` is kinstall's own folder in it. */
		folder,
		package: path.join(folder, 'node_modules/kinstall'),
		env,
		/** `npx --no-install kinstall ...`, from the folder. What npm itself warns of is left out. */
		npx: async (words: readonly string[], seconds = 60): Promise<Outcome> => {
			const {err, ...outcome} = await run('npx', ['--no-install', 'kinstall', ...words], {cwd: folder, env, seconds});
			return {...outcome, err: err.replaceAll(/^npm (warn|notice).*\n/gm, '')};
		},
		/** Runs the bin as an old Node would see it, where the machine has none. */
		pretend: async (version: string) => {
			const preload = path.join(directory, 'old.cjs');
			await writeFile(preload, `Object.defineProperty(process, 'versions', {value: {...process.versions, node: '${version}'}});\n`);
			return ['--require', preload];
		},
		remove: async () => {
			await run('sh', ['-c', 'for s in "$0"/kinstall-*/*; do [ ! -S "$s" ] || ssh -O exit -S "$s" x 2>/dev/null; done', temporary]);
			await rm(directory, {recursive: true, force: true});
		},
	};
};

export type Installed = Awaited<ReturnType<typeof installPackage>>;

/** The Nodes of this machine, outside of any node_modules, that are too old for kinstall. */
export const oldNodes = async (): Promise<ReadonlyArray<{readonly file: string; readonly version: string}>> => {
	const {out} = await run('which', ['-a', 'node']);
	const files = out.split('\n').filter(file => file !== '' && !file.includes('node_modules'));
	const found = await Promise.all(
		files.map(async file => ({file: await realpath(file), version: (await run(file, ['--version'])).out.trim().slice(1)})),
	);
	return found.filter(({version, file}, index) => {
		const [major = 0, minor = 0] = version.split('.').map(Number);
		return (major < 22 || (major === 22 && minor < 20)) && found.findIndex(one => one.file === file) === index;
	});
};
