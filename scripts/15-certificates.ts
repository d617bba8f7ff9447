#!/usr/bin/env -S npx zx
// Certificates, keys and kubeconfigs of a host; keys 0600, straight from pki/. Safe to run again.
import {phase} from './lib/phase.ts';

await phase(async ({put}) => {
	await put();
});
