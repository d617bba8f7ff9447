#!/usr/bin/env -S npx zx
// Look at one host while somebody still types it in: `probe.ts HOST-AS-JSON [SSH-CONFIG]`; with a fingerprint as third word, accept its key first if it is that one.
import type {Host} from '../source/spec/types.ts';
import {texts} from '../source/texts/texts.ts';
import {explain} from './lib/explain.ts';
import {look} from './lib/facts.ts';
import {readHostKey, rememberHostKey} from './lib/host-key.ts';
import {shellOn} from './lib/shell.ts';
import {ConnectionError, connect} from './lib/ssh.ts';

const [json = '{}', configFile = '', shown] = process.argv.slice(2);
const host = JSON.parse(json) as Host;
const config = configFile || undefined;
const answer = (body: object) =>
	process.send ? process.send({type: 'probed', ...body}) : process.stdout.write(`${JSON.stringify(body)}\n`);

/** Remembers the host's key, but only the one that a person has seen. Returns why not. */
const accept = async (fingerprint: string): Promise<string | undefined> => {
	const key = await readHostKey(host, config);
	if (key && key.fingerprint !== fingerprint) return texts.run.otherKey(key.fingerprint, fingerprint);
	if (key) await rememberHostKey(key);
	return undefined;
};

const lookAtHost = async () => {
	await connect(host, config);
	const {facts} = await look(shellOn(host, `probe-${process.pid}`, {config, silent: true}), host);
	answer({reachable: true, detail: '', os: facts.os.name, cores: facts.cores, memory: facts.memory});
};

try {
	const refused = shown ? await accept(shown) : undefined;
	if (refused) answer({reachable: false, detail: refused, refused: true});
	else await lookAtHost();
} catch (error) {
	const unknown = error instanceof ConnectionError && error.kind === 'keyUnknown' ? await readHostKey(host, config) : undefined;
	const detail = error instanceof ConnectionError ? error.message : explain(error).reason;
	answer({reachable: false, detail, ...(unknown && {fingerprint: unknown.fingerprint})});
}
if (process.send) process.disconnect();
