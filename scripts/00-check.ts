#!/usr/bin/env -S npx zx
// Look at every host at once: is it reachable, what is it, what stands in the way. Writes facts/HOST.json; changes nothing on a host.
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import type {Facts} from '../source/plan/facts.ts';
import type {Finding} from '../source/plan/finding.ts';
import {judgeFacts} from '../source/plan/judge-facts.ts';
import {judgeDrift, judgeLooks, type Looks} from '../source/plan/judge-looks.ts';
import {holderOf, writeWhole} from '../source/run/folder.ts';
import {texts} from '../source/texts/texts.ts';
import {onCluster} from './lib/cluster.ts';
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
	const findings: Finding[] = [];
	const looks: Record<string, Looks> = {};
	const facts: Facts[] = [];
	const alone = !(await holderOf(folder));
	await Promise.all(
		spec.hosts.map(async host => {
			emit({type: 'task-started', host: host.name});
			try {
				const seen = await look(await on(host, '00-check'), host, alone);
				looks[host.name] = seen.looks;
				facts.push(seen.facts);
				const file = path.join(folder.facts, `${host.name}.json`);
				const before = await readFacts(file);
				// With --keep a plan stands already: what it was made from must still be true.
				const drift = before && flags['keep'] ? judgeDrift(host, before, seen.facts) : [];
				findings.push(...drift);
				if (drift.length === 0) await writeWhole(file, `${JSON.stringify(seen.facts, null, '\t')}\n`);
				emit({type: 'task-ended', host: host.name, outcome: 'unchanged'});
			} catch (error) {
				const {reason, next} = error instanceof ConnectionError ? {reason: error.message, next: error.next} : explain(error);
				const unknown = error instanceof ConnectionError && error.kind === 'keyUnknown';
				const key = unknown ? await readHostKey(host, sshConfigOf(spec, folder)) : undefined;
				findings.push({
					host: host.name,
					id: 'connection',
					severity: 'failure',
					what: key ? texts.run.check.shownKey(reason, key.fingerprint) : reason,
					why: texts.run.check.connection,
					mend: next ?? '',
				});
				emit({type: 'task-ended', host: host.name, outcome: 'failed', reason, ...(next && {next})});
			}
		}),
	);
	const all = [...findings, ...judgeFacts(spec, facts), ...judgeLooks(spec, looks)];
	for (const finding of all) emit({type: 'finding', host: finding.host, finding});
	process.exitCode = all.some(({severity}) => severity === 'failure') ? 1 : 0;
});
