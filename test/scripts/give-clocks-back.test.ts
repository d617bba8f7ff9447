/** What chrony had taken the place of comes back to a host, with a package manager of the test's own. */
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {execa} from 'execa';
import {root} from '../../source/run/root.ts';

test('a package comes back by the HTTP proxy that it went by', async t => {
	const state = await mkdtemp(path.join(tmpdir(), 'kinstall-clocks-'));
	t.teardown(() => rm(state, {recursive: true}));
	await writeFile(path.join(state, 'packages.lost'), 'systemd-timesyncd\n');
	const text = `
		set -euo pipefail
		source ${path.join(root, 'scripts/host/functions.bash')}
		state=${state}
		apt-get() { echo "$http_proxy $https_proxy $no_proxy $*" >$state/asked; }
		take_proxy
		give_clocks_back`;
	await execa('bash', ['-c', text], {
		input: 'HTTP_PROXY=http://shown:1\nHTTPS_PROXY=http://b:2\nNO_PROXY=.svc,::1\nHTTP_PROXY=http://u:p%3D@a:1\n',
		env: {http_proxy: '', https_proxy: '', no_proxy: ''},
	});
	t.regex(await readFile(path.join(state, 'asked'), 'utf8'), /^http:\/\/u:p%3D@a:1 http:\/\/b:2 \.svc,::1 install .* systemd-timesyncd\n$/);
	await t.throwsAsync(readFile(path.join(state, 'packages.lost')), {code: 'ENOENT'});
});

test('where the lists of packages are too old, they are asked for anew', async t => {
	const state = await mkdtemp(path.join(tmpdir(), 'kinstall-clocks-'));
	t.teardown(() => rm(state, {recursive: true}));
	await writeFile(path.join(state, 'packages.lost'), 'systemd-timesyncd\n');
	const text = `
		set -euo pipefail
		source ${path.join(root, 'scripts/host/functions.bash')}
		state=${state}
		apt-get() { echo "$1" >>$state/asked; if [ $1 = update ]; then touch $state/new; else [ -e $state/new ]; fi; }
		give_clocks_back`;
	const {stdout} = await execa('bash', ['-c', text]);
	t.is(stdout, '');
	t.is(await readFile(path.join(state, 'asked'), 'utf8'), 'install\nupdate\ninstall\n');
	await t.throwsAsync(readFile(path.join(state, 'packages.lost')), {code: 'ENOENT'});
});
