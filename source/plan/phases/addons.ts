import {addonsOf, type Grounds, nameOf, type PlannedAddon, prunedKinds, rolloutOf} from '../../catalog/addons.ts';
import {firstControlPlane} from '../../catalog/topology.ts';
import type {File} from '../types.ts';
import {manifest} from './manifest.ts';
import {file, type Phase} from './phase.ts';

const fileOf = ({id}: PlannedAddon): string => `/etc/kinstall/addons/${id}.yaml`;

/** A file for each. */
export const addonFiles = (grounds: Grounds): File[] => addonsOf(grounds).map(addon => file(fileOf(addon), manifest(addon.objects)));

/** On one control plane, also without any addon: what an earlier plan had is deleted. */
export const addons: Phase = {
	id: '70-addons',
	title: 'Addons',
	again: 'together',
	hosts: spec => [firstControlPlane(spec)],
	files: addonFiles,
	vars: site => {
		const planned = addonsOf(site);
		const objects = planned.flatMap(addon => addon.objects);
		return {
			manifests: planned.map(fileOf),
			objects: objects.map(nameOf),
			kinds: prunedKinds,
			// Without a network of ours no node gets Ready before somebody installs one.
			rollouts: site.spec.cni.kind === 'none' ? [] : objects.flatMap(object => rolloutOf(object) ?? []),
		};
	},
};
