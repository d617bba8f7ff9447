#!/usr/bin/env -S npx zx
// Look at one host while somebody still types it in: `probe.ts HOST-AS-JSON [SSH-CONFIG]`; with `accept` as third word, accept its key first.
import type {Host} from '../source/spec/types.ts';
import {explain} from './lib/explain.ts';
import {look} from './lib/facts.ts';
import {readHostKey, rememberHostKey} from './lib/host-key.ts';
import {shellOn} from './lib/shell.ts';
import {ConnectionError, connect} from './lib/ssh.ts';

const [json = '{}', configFile = '', verb] = process.argv.slice(2);
const host = JSON.parse(json) as Host;
const config = configFile || undefined;
const answer = (body: object) =>
	process.send ? process.send({type: 'probed', ...body}) : process.stdout.write(`${JSON.stringify(body)}\n`);

try {
	if (verb === 'accept') {
		const key = await readHostKey(host, config);
		if (key) await rememberHostKey(key);
	}
	await connect(host, config);
	const {facts} = await look(shellOn(host, `probe-${process.pid}`, {config, silent: true}), host);
	answer({reachable: true, detail: '', os: facts.os.name, cores: facts.cores, memory: facts.memory});
} catch (error) {
	const unknown = error instanceof ConnectionError && error.kind === 'keyUnknown' ? await readHostKey(host, config) : undefined;
	const detail = error instanceof ConnectionError ? error.message : explain(error).reason;
	answer({reachable: false, detail, ...(unknown && {fingerprint: unknown.fingerprint})});
}
if (process.send) process.disconnect();
