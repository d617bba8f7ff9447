#!/usr/bin/env -S npx zx
// containerd and the images that came with the artifacts.
import {phase} from './lib/phase.ts';
import {readUnpacked} from './lib/put.ts';

await phase(async ({$, put, unit, send, folder, changed}) => {
	await put();
	await unit('ctr version');
	const {images} = await readUnpacked(folder);
	if (images.length === 0) return;
	const {stdout} = await $`ctr -n k8s.io images ls -q`;
	const there = new Set(stdout.split('\n'));
	for (const {references, ...archive} of images) {
		if (references.every(reference => there.has(reference))) continue;
		const path = `/var/lib/kinstall/arriving/${archive.sha256}.image`;
		await send([{...archive, path}]);
		await $`ctr -n k8s.io images import ${path}; rm -f ${path}`;
		changed(`image ${references.join(', ')}`);
	}
});
