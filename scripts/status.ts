#!/usr/bin/env -S npx zx
// How the cluster is: `kubectl get cs` as printed, beside every daemon asked on its own host. `status.ts --cluster DIR [--every SECONDS]`
import {setTimeout as sleep} from 'node:timers/promises';
import {isWell} from '../source/state/cluster-health.ts';
import {onCluster} from './lib/cluster.ts';
import {emit} from './lib/emit.ts';
import {makeLook} from './lib/look/look-around.ts';

/** Milliseconds that a host has to answer: the first time a connection is made, too. */
const patience = {once: 25_000, first: 8_000, again: 6_000};

await onCluster(async cluster => {
	const look = makeLook(cluster);
	const every = Number(cluster.flags['every']) * 1000;
	if (!(every > 0)) {
		const status = await look(patience.once);
		emit({type: 'status', status});
		process.exitCode = isWell(status) ? 0 : 1;
		return;
	}
	// Who started this may ask for a look at once, and its end is the end of this.
	let wake = new AbortController();
	process.on('message', (message: {type: string}) => {
		if (message.type === 'end') process.exit(0);
		if (message.type === 'look') wake.abort();
	});
	process.on('disconnect', () => process.exit(0));
	for (let wait = patience.first; ; wait = patience.again) {
		wake = new AbortController();
		const next = sleep(every, undefined, {signal: wake.signal}).catch(() => {});
		emit({type: 'status', status: await look(wait)});
		await next;
	}
});
