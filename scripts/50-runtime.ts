#!/usr/bin/env -S npx zx
// containerd and the images that came with the artifacts.
import {createReadStream} from 'node:fs';
import {phase} from './lib/phase.ts';
import {readUnpacked} from './lib/put.ts';

await phase(async ({$, put, unit, folder, changed}) => {
	await put();
	await unit('ctr version');
	const {images} = await readUnpacked(folder);
	if (images.length === 0) return;
	const {stdout} = await $`ctr -n k8s.io images ls -q`;
	const there = new Set(stdout.split('\n'));
	for (const {file, references} of images) {
		if (references.every(reference => there.has(reference))) continue;
		await $({input: createReadStream(file)})`ctr -n k8s.io images import -`;
		changed(`image ${references.join(', ')}`);
	}
});
