#!/usr/bin/env -S npx zx
// containerd, what it knows of registries, and the images that came with the artifacts.
import {hostsDirectory} from '../source/catalog/registries.ts';
import {arches} from './lib/facts.ts';
import {pathsOn} from './lib/paths-on.ts';
import {phase} from './lib/phase.ts';
import {readUnpacked} from './lib/put.ts';
import {told} from './lib/told.ts';

await phase(async ({$, host, plan, put, unit, send, folder, changed}) => {
	await put();
	// containerd 2 would go on reading what an earlier plan had.
	const removed = await $`prune ${hostsDirectory} ${pathsOn(plan, host.name, hostsDirectory).join('\n')}`;
	for (const what of told(removed.stdout, 'changed')) changed(what);
	await unit('ctr version');
	const {images} = await readUnpacked(folder);
	if (images.length === 0) return;
	const {stdout} = await $`uname -m; ctr -n k8s.io images ls -q`;
	const [machine = '', ...lines] = stdout.split('\n');
	const there = new Set(lines);
	for (const {references, arch, ...archive} of images) {
		// Another processor's has the same name, and would stand in the way of the own one.
		if (arch !== undefined && arch !== arches[machine]) continue;
		if (references.every(reference => there.has(reference))) continue;
		const path = `/var/lib/kinstall/arriving/${archive.sha256}.image`;
		await send([{...archive, path}]);
		await $`ctr -n k8s.io images import ${path}; rm -f ${path}`;
		changed(`image ${references.join(', ')}`);
	}
});
