/** One combination on three hosts of a lab: installed on fresh ones, or made of the one before; asked, applied again. */
import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {execa} from 'execa';
import {stringify} from 'yaml';
import {answers as answersOf} from './ask.ts';
import type {Combination} from './combinations.ts';
import {lab} from './lab.ts';
import type {Tried} from './results.ts';
import {specOf} from './spec.ts';

/** Of what an apply told as JSON: the first task that failed, or its last words where none did. */
const reasonOf = ({stdout, stderr}: {readonly stdout: string; readonly stderr: string}): string => {
	const failed = stdout.split('\n').find(line => line.includes('"outcome":"failed"') && line.includes('"host"'));
	if (failed === undefined) return lastWords(stderr || stdout);
	const {phase, host, reason} = JSON.parse(failed) as Readonly<Record<string, string>>;
	return `${phase} on ${host}: ${reason}`.slice(0, 400);
};

const lastWords = (output: string): string => output.trim().split('\n').slice(-3).join(' | ').slice(0, 400);

const fresh = async (folder: string): Promise<void> => {
	await lab(['down']);
	await rm(folder, {recursive: true, force: true});
	await mkdir(folder, {recursive: true});
	await lab(['up', '3']);
	await writeFile(path.join(folder, 'ssh-config'), `${await lab(['ssh-config'])}\n`);
};

/** @param commit that is tried @param folder of the cluster @param artifacts folder of the lab's artifacts @param before what the hosts hold; absent for fresh ones */
export const tryOut = async (
	combination: Combination,
	commit: string,
	folder: string,
	artifacts: string,
	before?: Combination,
): Promise<Tried> => {
	const after = before && {after: `${before.proxy}, ${before.balancer}`};
	const tried = {...combination, date: new Date().toISOString().slice(0, 10), commit, ...after};
	if (before === undefined) await fresh(folder);
	const file = path.join(folder, 'cluster.yaml');
	await writeFile(file, stringify(await specOf(combination, artifacts)));
	const apply = () =>
		execa(process.execPath, ['dist/source/bin.cjs', 'apply', '-f', file, '--yes', '--approve', 'expected', '--json'], {
			reject: false,
			timeout: 600_000,
			env: {KINSTALL_LANG: 'en'},
		});
	const started = Date.now();
	const since = (start: number): number => Math.round((Date.now() - start) / 1000);
	const first = await apply();
	const install = since(started);
	if (first.exitCode !== 0) return {...tried, failed: `apply: ${reasonOf(first)}`};
	try {
		await answersOf(combination);
	} catch (error) {
		return {...tried, install, failed: `pods: ${lastWords(String((error as {shortMessage?: string}).shortMessage ?? error))}`};
	}

	const answers = since(started) - install;
	const again = await apply();
	const changes = (await readFile(path.join(folder, 'journal.ndjson'), 'utf8')).trim().split('\n').at(-1)!;
	const {changed} = JSON.parse(changes) as {changed?: number};
	if (again.exitCode !== 0 || changed !== 0) return {...tried, install, answers, failed: `second apply: ${changed} changes`};
	return {...tried, install, answers};
};

export const takeDown = (): Promise<string> => lab(['down']);
