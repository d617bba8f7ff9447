#!/usr/bin/env -S npx zx
// Look at every host at once: is it reachable, what is it, what stands in the way. Writes facts/HOST.json; changes nothing on a host.
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {nameServer} from '../source/catalog/configs/zone.ts';
import {outsideTargets} from '../source/catalog/topology.ts';
import type {Facts} from '../source/plan/facts.ts';
import type {Finding} from '../source/plan/finding.ts';
import {judgeBetween} from '../source/plan/judge-between.ts';
import {judgeEndpoint} from '../source/plan/judge-endpoint.ts';
import {judgeFacts} from '../source/plan/judge-facts.ts';
import {judgeDrift, judgeLooks, type Looks} from '../source/plan/judge-looks.ts';
import {judgePreparation} from '../source/plan/judge-preparation.ts';
import {offeredPackages} from '../source/run/bundle/offered-packages.ts';
import {readBundleLock} from '../source/run/bundle/take-bundle.ts';
import {holderOf, writeWhole} from '../source/run/folder.ts';
import {readProxyCredentials} from '../source/run/proxy-credentials.ts';
import {readRegistryAuthorities, readRegistryCredentials} from '../source/run/registry-files.ts';
import {texts} from '../source/texts/texts.ts';
import {askMirrors} from './lib/ask-mirrors.ts';
import {askedProxy} from './lib/ask-proxy.ts';
import {askRegistries} from './lib/ask-registries.ts';
import {onCluster} from './lib/cluster.ts';
import {dialFrom} from './lib/dial-from.ts';
import {emit} from './lib/emit.ts';
import {explain} from './lib/explain.ts';
import {look} from './lib/facts.ts';
import {readHostKey} from './lib/host-key.ts';
import {sshConfigOf} from './lib/phase.ts';
import {ConnectionError} from './lib/ssh.ts';

const readFacts = async (file: string): Promise<Facts | undefined> =>
	readFile(file, 'utf8').then(
		text => JSON.parse(text) as Facts,
		() => undefined,
	);

await onCluster(async ({spec, folder, on, flags}) => {
	const looks: Record<string, Looks> = {};
	let failed = false;
	const tell = (findings: readonly Finding[]) => {
		for (const finding of findings) {
			failed ||= finding.severity === 'failure';
			emit({type: 'finding', host: finding.host, finding});
		}
	};
	const {vip} = spec.balancer;
	const outside = outsideTargets(spec).length > 0;
	const credentials = await readProxyCredentials(spec, folder);
	const files = {
		credentials: await readRegistryCredentials(spec, folder),
		authorities: await readRegistryAuthorities(spec, folder),
		proxy: credentials,
	};
	// What is wrong with a bundle itself is told where it is used.
	const lock = spec.artifacts.from === 'bundle' ? await readBundleLock(spec, folder).catch(() => undefined) : undefined;
	const alone = !(await holderOf(folder));
	await Promise.all(
		spec.hosts.map(async host => {
			emit({type: 'task-started', host: host.name});
			try {
				const proxy = askedProxy(spec, host, credentials);
				const seen = await look(await on(host, '00-check'), host, alone, {
					...(vip && host.roles.includes('balancer') && {vip: vip.address}),
					...(outside && {endpoint: spec.endpoint}),
					...(proxy && {proxy}),
					...(nameServer(spec)?.name === host.name && {names: true}),
				});
				const registries =
					host.node && spec.registries.length > 0
						? await askRegistries(spec, files, await on(host, '00-check', {silent: true}), dialFrom(host, sshConfigOf(spec, folder)))
						: {};
				const mirrors = await askMirrors(spec, host, seen.facts.arch, credentials, await on(host, '00-check', {silent: true}));
				const looked = {...seen.looks, registries, ...(mirrors && {mirrors})};
				looks[host.name] = looked;
				const file = path.join(folder.facts, `${host.name}.json`);
				const before = await readFacts(file);
				// With --keep a plan stands already: what it was made from must still be true.
				const drift = before && flags['keep'] ? judgeDrift(host, before, seen.facts) : [];
				tell(drift);
				tell(judgeFacts(spec, [seen.facts]));
				tell(judgeLooks(spec, {[host.name]: looked}));
				tell(judgePreparation(spec, host, seen.facts, looked, lock && offeredPackages(lock, seen.facts)));
				if (drift.length === 0) await writeWhole(file, `${JSON.stringify(seen.facts, null, '\t')}\n`);
				emit({type: 'task-ended', host: host.name, outcome: 'unchanged'});
			} catch (error) {
				const {reason, next} = error instanceof ConnectionError ? {reason: error.message, next: error.next} : explain(error);
				const unknown = error instanceof ConnectionError && error.kind === 'keyUnknown';
				const key = unknown ? await readHostKey(host, sshConfigOf(spec, folder)) : undefined;
				const what = key ? texts.run.check.shownKey(reason, key.fingerprint) : reason;
				tell([{host: host.name, id: 'connection', severity: 'failure', what, why: texts.run.check.connection, mend: next ?? ''}]);
				emit({type: 'task-ended', host: host.name, outcome: 'failed', reason, ...(next && {next})});
			}
		}),
	);
	tell([...judgeBetween(spec, looks), ...judgeEndpoint(spec, looks)]);
	process.exitCode = failed ? 1 : 0;
});
