#!/usr/bin/env -S npx zx
// The pod network "routed": a bridge on this node, and routes to the pods of the others.
import {phase} from './lib/phase.ts';

await phase(async ({put, unit}) => {
	await put();
	await unit();
});
