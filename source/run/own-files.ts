/** Files of the person's own that cluster.yaml names and that travel as they are. */
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {addonsOf, identityOf, nameOf} from '../catalog/addons.ts';
import type {OwnFiles} from '../plan/phases/phase.ts';
import {judgeAuditPolicy} from '../spec/audit-policy.ts';
import {type Manifest, readManifests} from '../spec/manifests.ts';
import type {ClusterSpec, Problem} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import {readAuthority} from './authority-file.ts';
import type {Folder} from './folder.ts';
import {InputError} from './input-error.ts';
import {readProxyCredentials} from './proxy-credentials.ts';
import {readRegistryAuthorities, readRegistryCredentials} from './registry-files.ts';

type Base = Pick<Folder, 'directory'>;

const readOwn = async (file: string, field: string, example: string, {directory}: Base): Promise<string> => {
	try {
		return await readFile(path.resolve(directory, file), 'utf8');
	} catch (error) {
		const reason = texts.run.ownFileUnreadable(file, (error as NodeJS.ErrnoException).code ?? String(error));
		throw new InputError([{path: field, reason, example}]);
	}
};

const readAuditPolicy = async ({security}: ClusterSpec, base: Base): Promise<Pick<OwnFiles, 'auditPolicy'>> => {
	const {auditPolicy: file} = security;
	if (file === undefined) return {};
	const text = await readOwn(file, 'security.auditPolicy', './audit-policy.yaml', base);
	const problems = judgeAuditPolicy(text, file);
	if (problems.length > 0) throw new InputError(problems);
	return {auditPolicy: text};
};

/** An object that another file has, or an addon of kinstall's, or the same file twice. */
const judgeTwice = (spec: ClusterSpec, manifests: readonly Manifest[]): Problem[] => {
	const {objectTwice, objectOfAddon, inDocument} = texts.spec.reasons;
	const owners = new Map(
		addonsOf({spec, found: {}}).flatMap(({id, objects}) => objects.map(object => [identityOf(object), objectOfAddon(id)] as const)),
	);
	return manifests.flatMap(({object, file, document, line}): Problem[] => {
		const identity = identityOf(object);
		const here = inDocument(file, document);
		const owner = owners.get(identity);
		if (owner === undefined) owners.set(identity, here);
		return owner === undefined
			? []
			: [{path: `${here}: metadata.name`, reason: objectTwice(nameOf(object), owner), example: `my-${object.metadata.name}`, line}];
	});
};

const readOwnManifests = async (spec: ClusterSpec, base: Base): Promise<Pick<OwnFiles, 'manifests'>> => {
	const files = spec.addons.flatMap((addon, index) => ('file' in addon ? [{file: addon.file, field: `addons[${index}].file`}] : []));
	if (files.length === 0) return {};
	const manifests = await Promise.all(files.map(async ({file, field}) => ({file, text: await readOwn(file, field, './app.yaml', base)})));
	const read = manifests.map(({file, text}) => readManifests(text, file));
	const problems = read.flatMap(one => ('problems' in one ? one.problems : []));
	const twice = judgeTwice(
		spec,
		read.flatMap(one => ('problems' in one ? [] : one.manifests)),
	);
	if (problems.length + twice.length > 0) throw new InputError([...problems, ...twice]);
	return {manifests};
};

const readAcmeAuthorities = async ({addons}: ClusterSpec, base: Base): Promise<Pick<OwnFiles, 'acmeAuthorities'>> => {
	const read: Record<string, string> = {};
	for (const [index, addon] of addons.entries())
		for (const [at, {name, acme}] of (addon.kind === 'cert-manager' ? addon.issuers : []).entries())
			if (acme?.ca !== undefined)
				read[name] = await readAuthority(acme.ca, `addons[${index}].issuers[${at}].acme.ca`, './acme-root.crt', base);
	return Object.keys(read).length > 0 ? {acmeAuthorities: read} : {};
};

/** Reads and checks them. Throws InputError with all that is wrong with one kind of them. */
export const readOwnFiles = async (spec: ClusterSpec, folder: Base): Promise<OwnFiles> => {
	await readProxyCredentials(spec, folder);
	await readRegistryCredentials(spec, folder);
	return {
		...(await readAuditPolicy(spec, folder)),
		...(await readOwnManifests(spec, folder)),
		...(await readAcmeAuthorities(spec, folder)),
		...(spec.registries.some(({ca}) => ca !== undefined) && {authorities: await readRegistryAuthorities(spec, folder)}),
	};
};
