import {addonsDirectory, addonsOf, type Grounds, type PlannedAddon, rolloutOf} from '../../catalog/addons.ts';
import {pullSecretNames, pullSecretObjects, pullSecretsFile} from '../../catalog/pull-secrets.ts';
import {firstControlPlane, nodes, pkiDirectory} from '../../catalog/topology.ts';
import {type OwnAddon, ownAddons} from '../own-addons.ts';
import {secretFile} from '../secret-file.ts';
import type {File} from '../types.ts';
import {manifest} from './manifest.ts';
import {file, type Phase, type Site} from './phase.ts';

const fileOf = ({id}: Pick<PlannedAddon, 'id'>): string => `${addonsDirectory}/${id}.yaml`;

/** What addons are made from. */
const groundsOf = ({spec, found, pki, own: {acmeAuthorities}}: Site): Grounds => ({
	spec,
	found,
	ca: pki.certificates['ca']!.certificate,
	certificates: pki.certificates,
	...(acmeAuthorities && {acmeAuthorities}),
});

/** `addon secret path` of each certificate that goes into the cluster, the path without its ending. */
const secrets = (planned: readonly PlannedAddon[]): string[] =>
	planned.flatMap(({id, tls}) => tls.map(({secret, certificate}) => `${id} ${secret} ${pkiDirectory}/${certificate}`));

/** A file for each of kinstall's. */
export const addonFiles = (grounds: Grounds): File[] => addonsOf(grounds).map(addon => file(fileOf(addon), manifest(addon.objects)));

/** The person's, where a pod can run. They may hold Secrets. */
const own = ({spec, own: {manifests = []}}: Site): OwnAddon[] => (nodes(spec).length === 0 ? [] : ownAddons(manifests));

/** What lets pods pull, as the person's registries say. */
const pullSecretFiles = ({spec, pki: {pullSecrets}}: Site): File[] =>
	pullSecrets && nodes(spec).length > 0
		? [secretFile(pullSecretsFile, pullSecrets.file, 0o600, 'root:root', `id=${pullSecrets.id}`, manifest(pullSecretObjects(spec)))]
		: [];

/** On one control plane, also without any addon: what an earlier plan had is deleted. */
export const addons: Phase = {
	id: '70-addons',
	title: 'Addons',
	again: 'together',
	hosts: spec => [firstControlPlane(spec)],
	files: site => [
		...addonFiles(groundsOf(site)),
		...pullSecretFiles(site),
		...own(site).map(addon => file(fileOf(addon), addon.content, 0o600)),
	],
	vars: site => {
		const planned = addonsOf(groundsOf(site));
		const theirs = own(site);
		const opening = pullSecretFiles(site);
		const ready = planned.flatMap(one => one.ready);
		const pullSecrets = opening.length > 0 ? pullSecretNames(site.spec) : [];
		const workloads = [
			...planned.flatMap(({objects}) => objects.flatMap(object => rolloutOf(object) ?? [])),
			...theirs.flatMap(({rollouts}) => rollouts),
		];
		return {
			directory: addonsDirectory,
			secrets: secrets(planned),
			objects:
				[...planned.flatMap(({objects}) => objects), ...secrets(planned), ...pullSecrets].length +
				theirs.reduce((sum, {objects}) => sum + objects, 0),
			manifests: [...[...planned, ...theirs].map(fileOf), ...opening.map(({path}) => path)],
			...(pullSecrets.length > 0 && {pullSecrets}),
			...(ready.length > 0 && {ready}),
			// Without a network of ours no node gets Ready before somebody installs one.
			...(site.spec.cni.kind === 'none' ? {rollouts: [], asks: []} : {rollouts: workloads, asks: planned.flatMap(({asks}) => asks ?? [])}),
		};
	},
};
