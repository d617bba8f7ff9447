#!/usr/bin/env -S npx zx
// Rights of people and programs. `user.ts --cluster DIR [list | check WISH | add WISH | remove NAME]`, WISH being a UserWish as JSON.
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {userKubeconfig} from '../source/plan/kubeconfig-files.ts';
import {
	accountsNamespace,
	bindingsOf,
	type FoundObject,
	type KnownGrant,
	managed,
	objectsFor,
	type UserWish,
	userObjects,
} from '../source/plan/users.ts';
import {writeUser} from '../source/run/users.ts';
import {texts} from '../source/texts/texts.ts';
import {type Cluster, onCluster, onControlPlane} from './lib/cluster.ts';
import {emit} from './lib/emit.ts';
import {Failure} from './lib/phase.ts';
import type {Shell} from './lib/shell.ts';

const words = texts.run.user;

/** Whether a namespace has the role, or the cluster has it for all of them. */
const known = async ($: Shell, {namespace, role}: UserWish['grants'][number]): Promise<KnownGrant> => {
	const {stdout} = await $`
		kubectl get namespace ${namespace} -o name --ignore-not-found
		kubectl -n ${namespace} get role ${role} -o name --ignore-not-found
		kubectl get clusterrole ${role} -o name --ignore-not-found`;
	const lines = stdout.split('\n');
	if (!lines.some(line => line.startsWith('namespace/')))
		throw new Failure(words.noNamespace(namespace), `kubectl create namespace ${namespace}`);
	if (lines.some(line => line.startsWith('role.'))) return {namespace, role, kind: 'Role'};
	if (lines.some(line => line.startsWith('clusterrole.'))) return {namespace, role, kind: 'ClusterRole'};
	throw new Failure(words.noRole(namespace, role), words.someRoles);
};

const find = async ($: Shell): Promise<FoundObject[]> => {
	const {stdout} = await $({log: () => {}})`kubectl get clusterrolebindings,rolebindings,serviceaccounts -A -l ${managed} -o json`;
	return (JSON.parse(stdout) as {items: FoundObject[]}).items;
};

/** Lines of kubectl that tell of a change. */
const tell = (stdout: string): void => {
	for (const line of stdout.split('\n')) if (/ (created|configured|deleted)$/.test(line)) emit({type: 'changed', what: line});
};

/** The token comes on standard output and goes to one file. */
const makeToken = async ({spec, folder}: Cluster, $: Shell, {name, days}: UserWish): Promise<void> => {
	const request = {apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {expirationSeconds: days * 24 * 3600}};
	const at = `/api/v1/namespaces/${accountsNamespace}/serviceaccounts/${name}/token`;
	const {stdout} = await $({input: JSON.stringify(request), log: () => {}})`kubectl create --raw=${at} -f -`;
	const {status} = JSON.parse(stdout) as {status: {token: string}};
	const authority = await readFile(path.join(folder.pki, 'ca.crt'), 'utf8');
	await writeUser(folder, name, userKubeconfig(spec, name, authority, {token: status.token}));
};

const add = async (cluster: Cluster, $: Shell, wish: UserWish): Promise<void> => {
	const grants: KnownGrant[] = [];
	for (const grant of wish.grants) grants.push(await known($, grant));
	if (cluster.words[0] === 'check') return;
	const items = userObjects(wish, grants);
	if (items.length > 0) tell((await $({input: JSON.stringify({apiVersion: 'v1', kind: 'List', items})})`kubectl apply -f -`).stdout);
	if (wish.serviceAccount) await makeToken(cluster, $, wish);
};

const remove = async ($: Shell, user: string): Promise<void> => {
	for (const {kind, metadata} of objectsFor(user, await find($))) {
		const where = metadata.namespace === undefined ? [] : ['-n', metadata.namespace];
		tell(
			(await $`kubectl delete ${kind.toLowerCase()} ${metadata.name} ${where} --ignore-not-found | sed 's/ from .* namespace$//'`).stdout,
		);
	}
};

await onCluster(async cluster => {
	const [verb = 'list', text = ''] = cluster.words;
	const {$} = await onControlPlane(cluster, `user-${process.pid}`);
	if (verb === 'list') emit({type: 'users', bindings: bindingsOf(await find($))});
	else if (verb === 'remove') await remove($, text);
	else await add(cluster, $, JSON.parse(text) as UserWish);
});
