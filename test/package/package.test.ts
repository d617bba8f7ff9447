/** What `npm install kinstall` gives: what is in it, that it starts, and that it installs a host. */
import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {nodesReady} from '../hosts/health.ts';
import {root, run} from '../hosts/lab.ts';
import {type LabCluster, makeLabCluster} from '../hosts/lab-cluster.ts';
import {keys, openScreen} from '../hosts/pseudo-terminal.ts';
import {type Installed, installPackage, oldNodes} from './installed.ts';

let installed: Installed;
let cluster: LabCluster;

test.before(async t => {
	t.timeout(300_000, 'npm pack and npm install');
	const began = Date.now();
	installed = await installPackage();
	t.log(`packed and installed in ${((Date.now() - began) / 1000).toFixed(1)} s`);
});

test.after.always(async t => {
	t.timeout(120_000);
	await cluster?.remove();
	await installed?.remove();
});

test.serial('the package has what runs, what explains it, and nothing of the tests', async t => {
	const {files, size} = installed.packed;
	const {out} = await run('du', ['-sm', installed.folder]);
	t.log(`tarball ${(size / 1024).toFixed(0)} KiB, ${files.length} files; ${out.split('\t')[0]} MiB installed`);
	// What npx fetches in a moment; each addon adds some kilobytes.
	t.true(size < 1.25 * 2 ** 20, `${size}`);
	const phases = (await readdir(path.join(root, 'scripts'))).filter(file => /^\d\d-.*\.ts$/.test(file));
	t.true(phases.length > 10);
	const lab = (await run('find', ['scripts/lab', '-name', '*.sh', '-o', '-name', '*.pl', '-o', '-name', '*.sha256'], {cwd: root})).out;
	const texts = (await run('find', ['source/texts', '-name', '*.sh'], {cwd: root})).out;
	const wanted = [
		'LICENSE',
		'README.md',
		'dist/source/bin.cjs',
		'dist/source/cli/main.js',
		'dist/licences.txt',
		'dist/scripts/host/functions.bash',
		...phases.flatMap(file => [`scripts/${file}`, `dist/scripts/${file.replace(/ts$/, 'js')}`]),
		...`${lab}${texts}`.split('\n').flatMap(file => (file === '' ? [] : [`dist/${file}`])),
	];
	t.deepEqual(
		wanted.filter(file => !files.includes(file)),
		[],
		'missing in the package',
	);
	t.deepEqual(
		files.filter(file => /(^|\/)(test|fixtures|docs|node_modules)\/|\.test\.|\.tsx$|^source\/|\.tgz$|\.log$/.test(file)),
		[],
		'not for users',
	);
	const unmapped: string[] = [];
	for (const file of files.filter(name => /^dist\/.*\.c?js$/.test(name))) {
		const map = /\/\/# sourceMappingURL=(\S+)/.exec(await readFile(path.join(installed.package, file), 'utf8'))?.[1];
		if (map && !files.includes(path.join(path.dirname(file), map))) unmapped.push(file);
	}
	t.deepEqual(unmapped, [], 'source maps that are named and missing');
});

test.serial('npx starts it and says the version of the package', async t => {
	const {version} = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {version: string};
	const {code, out, err} = await installed.npx(['--version']);
	t.deepEqual({code, out, err}, {code: 0, out: `${version}\n`, err: ''});
});

test.serial('npx without a terminal says what to do instead', async t => {
	const {code, out, err} = await installed.npx([]);
	t.is(code, 2);
	t.is(out, '');
	t.regex(err, /needs a terminal.*kinstall apply/);
});

const inTerminal = (t: ExecutionContext) => {
	const screen = openScreen('npx', ['--no-install', 'kinstall'], {cwd: installed.folder, env: installed.env});
	let over = false;
	void screen.ended.then(() => {
		over = true;
	});
	t.teardown(() => over || screen.kill('SIGHUP'));
	return screen;
};

test.serial('npx in a terminal asks what to do; Enter leads to the first screen, and q restores the terminal', async t => {
	t.timeout(90_000);
	const screen = inTerminal(t);
	await screen.sees('Make a new cluster');
	screen.press(keys.enter);
	await screen.sees('Which machines make up the cluster?');
	await screen.sees('No host yet.');
	t.deepEqual(screen.mode(), {buffer: 'alternate', cursor: 'hidden'});
	screen.press('q');
	t.is((await screen.ended).exitCode, 0);
	t.deepEqual(screen.mode(), {buffer: 'normal', cursor: 'shown'});
	t.false((await readdir(installed.folder)).includes('cluster.yaml'), 'nothing was answered, so nothing is written');
});

test.serial('q leaves at once, and Ctrl-C with its exit code', async t => {
	t.timeout(90_000);
	for (const [key, code] of [
		['q', 0],
		['\u0003', 130],
	] as const) {
		const screen = inTerminal(t);
		await screen.sees('Make a new cluster');
		t.is(screen.mode().cursor, 'hidden');
		screen.press(key);
		t.is((await screen.ended).exitCode, code);
		t.deepEqual(screen.mode(), {buffer: 'normal', cursor: 'shown'});
	}
});

test.serial('an old Node gets one clear line', async t => {
	const bin = path.join(installed.package, 'dist/source/bin.cjs');
	const old = await oldNodes();
	const nodes = old.map(({file, version}) => ({file, version, words: [bin]}));
	const pretended = {file: process.execPath, version: '22.19.0', words: [...(await installed.pretend('22.19.0')), bin]};
	for (const {file, version, words} of [...nodes, pretended]) {
		t.log(`${file === process.execPath ? 'as if it were ' : ''}Node ${version}`);
		const {code, out, err} = await run(file, [...words, 'plan']);
		t.deepEqual(
			{code, out, err},
			{code: 1, out: '', err: `kinstall needs Node 22.20 or newer, this is ${version}. Try: npx -p node@24 -p kinstall kinstall\n`},
		);
	}
	// As a shell starts it: what Node is told about its memory, an old one must know, too.
	for (const {file, version} of old) {
		const {code, err} = await run(path.join(installed.folder, 'node_modules/.bin/kinstall'), [], {
			env: {...process.env, PATH: `${path.dirname(file)}:/usr/bin:/bin`},
		});
		t.is(code, 1);
		t.true(err.startsWith(`kinstall needs Node 22.20 or newer, this is ${version}.`), err);
	}
});

test.serial('the installed package installs a host', async t => {
	t.timeout(1_800_000, 'artifacts, a lab of one host, and the install');
	cluster = await makeLabCluster('package', '10.95.1', [{roles: ['control-plane', 'etcd', 'worker']}]);
	const began = Date.now();
	const file = path.join(cluster.folder, 'cluster.yaml');
	const {code, out, err} = await installed.npx(['apply', '--yes', '--approve', 'expected', '-f', file], 300);
	t.log(`apply: ${((Date.now() - began) / 1000).toFixed(1)} s`);
	t.is(code, 0, `${out.slice(-2000)}\n${err.slice(-2000)}`);
	t.regex(out, /The cluster stands/);
	await t.notThrowsAsync(nodesReady(cluster, 60));
});
