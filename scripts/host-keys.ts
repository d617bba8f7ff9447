#!/usr/bin/env -S npx zx
// Accept the keys of hosts that are not known yet, after printing their fingerprints. A changed key is never accepted here.
import {texts} from '../source/texts/texts.ts';
import {onCluster} from './lib/cluster.ts';
import {emit} from './lib/emit.ts';
import {readHostKey, rememberHostKey} from './lib/host-key.ts';
import {sshConfigOf} from './lib/phase.ts';
import {ConnectionError, connect} from './lib/ssh.ts';

await onCluster(async ({spec, folder}) => {
	const config = sshConfigOf(spec, folder);
	for (const host of spec.hosts.filter(({local}) => !local)) {
		try {
			await connect(host, config);
		} catch (error) {
			if (!(error instanceof ConnectionError) || error.kind !== 'keyUnknown') continue;
			const key = await readHostKey(host, config);
			if (!key) continue;
			await rememberHostKey(key);
			emit({type: 'changed', host: host.name, what: texts.cli.hostKey(key.fingerprint, key.file)});
		}
	}
});
