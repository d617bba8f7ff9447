import {mkdtemp, readFile, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {execa} from 'execa';
import {refreshAge, refreshScript, refreshTime} from '../../source/catalog/configs/apiserver-refresh.ts';
import {parseSpec} from '../../source/spec/parse-spec.ts';
import type {ClusterSpec, Host} from '../../source/spec/types.ts';

const load = async (name: string): Promise<ClusterSpec> => {
	const parsed = parseSpec(await readFile(`fixtures/specs/${name}.yaml`, 'utf8'), name);
	if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
	return parsed.spec;
};

const controlPlanes = (spec: ClusterSpec): Host[] => spec.hosts.filter(({roles}) => roles.includes('control-plane'));

test('each control plane has an age and a time of its own, well within the life of the certificate', async t => {
	const spec = await load('five');
	for (const [kubernetes, days] of [
		['v1.20.2', 365],
		['v1.32.9', 365],
		['v1.33.0', 1096],
		['v1.36.0', 1096],
	] as const) {
		const there = {...spec, kubernetes};
		const ages = controlPlanes(there).map(host => refreshAge(there, host));
		t.is(new Set(ages).size, ages.length);
		t.true(
			ages.every(age => age > 30 && age < days - 60),
			`${kubernetes}: ${ages.join(', ')}`,
		);
	}
	const times = controlPlanes(spec).map(host => refreshTime(spec, host));
	t.deepEqual(times, ['*-*-* 02:00:00 UTC', '*-*-* 02:20:00 UTC']);
});

/** Runs the script with a systemctl and a kubectl that answer as told; gives its end and what it asked of them. */
const runs = async (text: string, {age, ready}: {age: number; ready: readonly string[]}) => {
	const directory = await mkdtemp(path.join(tmpdir(), 'kinstall-refresh-'));
	const asked = path.join(directory, 'asked');
	const place = async (name: string, lines: string) => writeFile(path.join(directory, name), `#!/bin/bash\n${lines}\n`, {mode: 0o755});
	await place('systemctl', `case $1 in show) echo 1000000 ;; is-active) echo active ;; *) echo "$*" >>${asked} ;; esac`);
	await place(
		'kubectl',
		`case "$*" in ${[...ready, '127.0.0.1'].map(address => `*//${address}:*`).join(' | ')}) echo ok ;; *) exit 1 ;; esac`,
	);
	await place('sleep', '');
	await writeFile(path.join(directory, 'proc'), `${age * 86_400 + 100}.5 1.0\n`);
	const local = text
		.replaceAll('/usr/local/bin/kubectl', path.join(directory, 'kubectl'))
		.replaceAll('/proc/uptime', path.join(directory, 'proc'));
	const {exitCode, all} = await execa('bash', ['-c', local], {
		all: true,
		reject: false,
		env: {PATH: `${directory}:${process.env['PATH']}`},
	});
	return {exitCode, all, asked: await readFile(asked, 'utf8').catch(() => '')};
};

test('an old API server is restarted while another is ready', async t => {
	const spec = await load('five');
	const [first, second] = controlPlanes(spec);
	const told = await runs(refreshScript(spec, first!), {age: 300, ready: [second!.address]});
	t.is(told.exitCode, 0, told.all);
	t.is(told.asked, 'restart kube-apiserver.service\n');
});

test('an old API server is left alone while no other is ready, and the unit fails for all to see', async t => {
	const spec = await load('five');
	const told = await runs(refreshScript(spec, controlPlanes(spec)[0]!), {age: 300, ready: []});
	t.is(told.exitCode, 1);
	t.regex(told.all!, /not restarted/);
	t.is(told.asked, '');
});

test('a young API server is left alone', async t => {
	const spec = await load('five');
	const [first, second] = controlPlanes(spec);
	const told = await runs(refreshScript(spec, first!), {age: 200, ready: [second!.address]});
	t.is(told.exitCode, 0);
	t.regex(told.all!, /200 days old and is restarted at 243/);
	t.is(told.asked, '');
});

test('the only control plane is restarted all the same, and says so', async t => {
	const spec = await load('one');
	const told = await runs(refreshScript(spec, controlPlanes(spec)[0]!), {age: 300, ready: []});
	t.is(told.exitCode, 0, told.all);
	t.regex(told.all!, /the only control plane/);
	t.is(told.asked, 'restart kube-apiserver.service\n');
});
