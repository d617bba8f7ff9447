#!/usr/bin/env -S npx zx
// How every host differs from a plan; changes nothing anywhere. `diff.ts --cluster PLACE [--plan DIR] [--host NAME ...]`
import {createHash} from 'node:crypto';
import {readSecret} from '../source/pki/read-secret.ts';
import type {HostComparison} from '../source/plan/host-comparison.ts';
import {isAsPlanned} from '../source/plan/host-comparison.ts';
import {judgeHost, type Sums, type Wanted, wantedOn} from '../source/plan/judge-host.ts';
import type {Plan} from '../source/plan/types.ts';
import type {Folder} from '../source/run/folder.ts';
import {readPlan} from '../source/run/plan-folder.ts';
import type {Host} from '../source/spec/types.ts';
import {type Cluster, onCluster} from './lib/cluster.ts';
import {emit} from './lib/emit.ts';
import {explain} from './lib/explain.ts';
import {readUnpacked, type Unpacked} from './lib/put.ts';
import {seeHost} from './lib/see-host.ts';
import {ConnectionError} from './lib/ssh.ts';

/** Sums of a host's private keys, as they lie in pki/; one that cannot be read has none. */
const secretSums = async ({files}: Wanted, folder: Folder): Promise<Record<string, string>> => {
	const secrets = [...files.values()].flatMap(({secret}) => secret ?? []);
	const sums = await Promise.all(
		secrets.map(async secret => {
			const bytes = await readSecret(folder.pki, secret).catch(() => undefined);
			return bytes === undefined ? [] : [[secret, createHash('sha256').update(bytes).digest('hex')] as const];
		}),
	);
	return Object.fromEntries(sums.flat());
};

/** Sums of a host's binaries, as far as they were laid out for the very artifacts of this plan. */
const binarySums = (plan: Plan, host: string, unpacked: Unpacked | undefined): Record<string, string> => {
	const artifacts = new Map(plan.artifacts.map(artifact => [artifact.id, artifact]));
	const binaries = plan.steps.flatMap(({tasks}) => tasks.filter(task => task.host === host).flatMap(task => task.binaries));
	return Object.fromEntries(
		binaries.flatMap(({path, artifact: id, member}) => {
			const artifact = artifacts.get(id);
			const laidOut = unpacked?.binaries[host]?.[path];
			if (artifact && laidOut && unpacked?.artifacts?.[id] === artifact.path) return [[path, laidOut.sha256]];
			const {sum} = artifact ?? {};
			return member === undefined && sum?.algorithm === 'sha256' ? [[path, sum.value]] : [];
		}),
	);
};

const compare = async ({on, folder}: Cluster, plan: Plan, host: Host, unpacked: Unpacked | undefined): Promise<HostComparison> => {
	try {
		const wanted = wantedOn(plan, host.name);
		const sums: Sums = {secrets: await secretSums(wanted, folder), binaries: binarySums(plan, host.name, unpacked)};
		const $ = await on(host, `diff-${process.pid}`, {silent: true});
		return {host: host.name, ...judgeHost(wanted, await seeHost($, wanted), sums)};
	} catch (error) {
		const known = error instanceof ConnectionError;
		return {
			host: host.name,
			same: 0,
			differences: [],
			failed: known ? error.message : explain(error).reason,
			...(known && {next: error.next}),
		};
	}
};

await onCluster(async cluster => {
	const {folder, flags} = cluster;
	const plan = await readPlan(typeof flags['plan'] === 'string' ? flags['plan'] : folder.plan);
	const only = flags['host'] as readonly string[] | undefined;
	const unpacked = await readUnpacked(folder).catch(() => undefined);
	const hosts = plan.hosts.filter(({name}) => !only || only.includes(name));
	const comparisons = await Promise.all(
		hosts.map(async host => {
			const comparison = await compare(cluster, plan, host, unpacked);
			emit({type: 'compared', host: host.name, comparison, digest: plan.digest});
			return comparison;
		}),
	);
	process.exitCode = comparisons.every(isAsPlanned) ? 0 : 1;
});
