/** Functions of a host's shell, with a memory of the test's own. */
import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {execa} from 'execa';
import {root} from '../../source/run/root.ts';

const makeState = async (t: ExecutionContext): Promise<string> => {
	const state = await mkdtemp(path.join(tmpdir(), 'kinstall-state-'));
	t.teardown(() => rm(state, {recursive: true}));
	return state;
};

const onHost = async (state: string, text: string) =>
	execa(
		'bash',
		['-c', `set -euo pipefail\nsource ${path.join(root, 'scripts/host/functions.bash')}\nstate=${state} secrets=${state}/run\n${text}`],
		{
			reject: false,
		},
	);

test('what no plan has any more goes with the directories that were made for it, and no other one', async t => {
	const state = await makeState(t);
	const there = path.join(state, 'etc');
	const files = ['certs.d/a/hosts.toml', 'certs.d/b/hosts.toml', 'certs.d/b/ca.crt', 'config.toml'].map(file => path.join(there, file));
	for (const file of files) {
		await mkdir(path.dirname(file), {recursive: true});
		await writeFile(file, '');
	}
	await writeFile(path.join(state, 'placed'), files.map(file => `${file}\n`).join(''));
	const made = ['certs.d', 'certs.d/a', 'certs.d/b'].map(directory => path.join(there, directory));
	await writeFile(path.join(state, 'directories'), made.map(directory => `${directory}\n`).join(''));
	const prune = async (left: readonly string[]) => (await onHost(state, `prune ${there}/certs.d '${left.join('\n')}'`)).stdout.split('\n');

	t.deepEqual(await prune(files.slice(1, 2)), [`changed ${files[0]} removed`, `changed ${files[2]} removed`]);
	t.deepEqual((await readdir(there, {recursive: true})).sort(), ['certs.d', 'certs.d/b', 'certs.d/b/hosts.toml', 'config.toml']);
	t.is(await readFile(path.join(state, 'placed'), 'utf8'), `${files[1]}\n${files[3]}\n`);
	t.deepEqual(await prune(files.slice(1, 2)), ['']);
	t.deepEqual(await prune([]), [`changed ${files[1]} removed`]);
	t.deepEqual(await readdir(there), ['config.toml']);

	// A directory that was there before is the person's.
	await mkdir(path.join(there, 'certs.d'));
	await writeFile(files[0]!.replace('/a/', '/'), '');
	await writeFile(path.join(state, 'placed'), `${there}/certs.d/hosts.toml\n`);
	await writeFile(path.join(state, 'directories'), '');
	t.deepEqual(await prune([]), [`changed ${there}/certs.d/hosts.toml removed`]);
	t.deepEqual(await readdir(there), ['certs.d', 'config.toml']);
});

test('a Secret with an addon’s key lies on the host for as long as its command runs, however that ends', async t => {
	const state = await makeState(t);
	const kubectl = 'kubectl() { cat; }';
	const secrets = "tls_manifests 'metrics-server metrics-tls /pki/metrics-server' </dev/null";
	const look = 'stat -c "%a %n" $secrets/*';
	const seen = await onHost(state, `${kubectl}\n${secrets}\n${look}\nfalse`);
	t.is(seen.exitCode, 1);
	t.is(seen.stdout, `600 ${state}/run/metrics-tls-tls.yaml`);
	t.deepEqual(await readdir(path.join(state, 'run')), []);
	t.true((await onHost(state, `${kubectl}\n${secrets}\n${look}\nkill $$; wait`)).failed);
	t.deepEqual(await readdir(path.join(state, 'run')), []);
	const cut = await onHost(state, `kubectl() { [ $1 != label ] || return 1; }\n${secrets}\n${look}`);
	t.is(cut.stdout, '');
	t.deepEqual(await readdir(path.join(state, 'run')), []);
});
