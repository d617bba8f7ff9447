/** From a spec to a plan on disk: keys and certificates are made or reused, facts are read, no host is touched. */
import {readdir, readFile, rm} from 'node:fs/promises';
import path from 'node:path';
import {issuerCertificate, issuersWithKeys} from '../catalog/addons/cert-manager.ts';
import type {Pki} from '../catalog/certificate-types.ts';
import {isZoneFile, zoneFile} from '../catalog/configs/zone.ts';
import {issueEncryption} from '../pki/encryption.ts';
import {forgetIssuers, forgetSecrets} from '../pki/forget-secrets.ts';
import {issueProxySecret} from '../pki/http-proxy.ts';
import {issueAll} from '../pki/issue-all.ts';
import {issuePullSecrets, issueRegistrySecrets} from '../pki/registries.ts';
import {adminKubeconfig} from '../plan/kubeconfig-files.ts';
import {makePlan} from '../plan/make-plan.ts';
import {requestCertificates} from '../plan/request-certificates.ts';
import type {Plan} from '../plan/types.ts';
import {type PodCidrs, readGiven} from '../spec/assign-pod-cidrs.ts';
import type {ClusterSpec} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import {alone} from './alone.ts';
import {type Folder, writeWhole} from './folder.ts';
import {InputError} from './input-error.ts';
import {readOwnFiles} from './own-files.ts';
import {writePlan} from './plan-folder.ts';
import {readProxyCredentials} from './proxy-credentials.ts';
import {readFacts} from './read-facts.ts';
import {readRegistryCredentials} from './registry-files.ts';

/** What of a cluster's folder never belongs into git; pki/ ignores itself. */
const ignored = ['/admin.kubeconfig', '/users/', '/.lock*', '/.unpacked.json', '*.new-*'];

/** Adds what is missing to the folder's .gitignore; a person's own lines stay. */
const ignore = async ({directory}: Folder): Promise<void> => {
	const file = path.join(directory, '.gitignore');
	const text = await readFile(file, 'utf8').catch(() => '');
	const missing = ignored.filter(line => !text.split('\n').includes(line));
	if (missing.length > 0) await writeWhole(file, `${text}${text && !text.endsWith('\n') ? '\n' : ''}${missing.join('\n')}\n`);
};

/** What earlier runs gave; nothing before the first. */
const readPodCidrs = async ({podCidrs}: Folder): Promise<PodCidrs> => {
	const text = await readFile(podCidrs, 'utf8').catch(() => '{}');
	try {
		return readGiven(JSON.parse(text));
	} catch (error) {
		throw new InputError([
			{path: podCidrs, reason: texts.run.noPodCidrs((error as Error).message), example: '{"node1": ["10.244.0.0/24"]}'},
		]);
	}
};

/** A plan, and the public half of the keys and certificates it was made with. */
export type Planned = {readonly plan: Plan; readonly pki: Pki};

/**
 * Makes the plan, and keys and certificates where they are missing, but writes no plan down.
 * Throws InputError when a file that cluster.yaml names cannot be used; nothing was made then.
 * Throws PkiError when a certificate in pki/ is not the one this spec asks for, WaitingForSignatures when some are signed elsewhere
 * and not there yet.
 */
export const planCluster = async (spec: ClusterSpec, folder: Folder): Promise<Planned> => {
	const own = await readOwnFiles(spec, folder);
	const {certificates, keyPairs} = requestCertificates(spec);
	const issued = await issueAll(certificates, keyPairs, folder.pki, {now: new Date(), base: folder.directory});
	const encryption = await issueEncryption(spec.security, folder.pki);
	const credentials = await readProxyCredentials(spec, folder);
	const proxySecret = spec.httpProxy && credentials !== undefined && (await issueProxySecret(spec.httpProxy, credentials, folder.pki));
	const opening = await readRegistryCredentials(spec, folder);
	const registrySecrets = await issueRegistrySecrets(spec, opening, folder.pki);
	const pullSecrets = await issuePullSecrets(spec, opening, folder.pki);
	const pki = {
		...issued,
		...(encryption && {encryption}),
		...(proxySecret && {proxySecret}),
		registrySecrets,
		...(pullSecrets && {pullSecrets}),
	};
	return {plan: makePlan(spec, await readFacts(folder), pki, await readPodCidrs(folder), own), pki};
};

/** Zones that were written here before the domain became another one, or none. */
const forgetZones = async ({zone}: ClusterSpec, {directory}: Folder): Promise<void> => {
	for (const name of await readdir(directory)) {
		if (!name.endsWith('.zone') || name === `${zone?.domain}.zone`) continue;
		const file = path.join(directory, name);
		if (isZoneFile(name, await readFile(file, 'utf8').catch(() => ''))) await rm(file);
	}
};

/** What no plan of this folder reads any more. */
const forget = async (spec: ClusterSpec, pki: Pki, folder: Folder): Promise<void> => {
	await forgetZones(spec, folder);
	await forgetSecrets(pki, folder.pki);
	await forgetIssuers(
		issuersWithKeys(spec).map(({name}) => issuerCertificate(name)),
		folder.pki,
	);
};

/**
 * Makes the plan and writes it to `directory` (default: the folder's own `plan/`).
 * Throws PkiError when a certificate in pki/ is not the one this spec asks for, WaitingForSignatures when some are signed elsewhere
 * and not there yet, FolderLocked while a run or a reset works in the folder.
 */
export const makeClusterPlan = (spec: ClusterSpec, folder: Folder, directory: string = folder.plan): Promise<Planned> =>
	alone(folder, async () => {
		const {plan, pki} = await planCluster(spec, folder);
		await writePlan(plan, directory);
		if (spec.zone) await writeWhole(path.join(folder.directory, `${spec.zone.domain}.zone`), zoneFile(spec, spec.zone));
		const key = await readFile(path.join(folder.pki, 'admin.key'), 'utf8');
		await ignore(folder);
		await writeWhole(folder.adminKubeconfig, adminKubeconfig(spec, pki, key), 0o600);
		if (directory === folder.plan) await forget(spec, pki, folder);
		return {plan, pki};
	});
