/** People and programs who use the cluster: what may be asked for one, and the objects that come of it. Pure. */
import {boundAdmins} from '../catalog/administrators.ts';
import {certificateRows} from '../catalog/certificates.ts';
import type {Problem} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';

/** Rights in one namespace: a Role of it, or a ClusterRole such as `view`, `edit` and `admin`. */
export type Grant = {readonly namespace: string; readonly role: string};
export type KnownGrant = Grant & {readonly kind: 'Role' | 'ClusterRole'};

export type UserWish = {
	readonly name: string;
	/** Of a certificate alone: its organizations. */
	readonly groups: readonly string[];
	readonly clusterAdmin: boolean;
	readonly grants: readonly Grant[];
	readonly serviceAccount: boolean;
	readonly days: number;
};

/** A right that somebody has by an object of ours. */
export type UserBinding = {
	readonly user: string;
	readonly kind: 'ClusterRoleBinding' | 'RoleBinding';
	readonly name: string;
	readonly namespace?: string;
	readonly role: string;
	readonly serviceAccount: boolean;
};

/** Only who rules the cluster may make pods here, and so use these accounts. */
export const accountsNamespace = 'kinstall-users';
export const managed = 'app.kubernetes.io/managed-by=kinstall';
const annotation = 'kinstall.io/user';
const rbac = 'rbac.authorization.k8s.io';

const words = texts.run.user;
/** Also the name of a file. */
const personName = /^[A-Za-z0-9]([A-Za-z0-9._@-]{0,61}[A-Za-z0-9])?$/;
const accountName = /^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/;
/** Users that Kubernetes' own daemons and administrators are: who has their name has their rights. */
const ownNames: ReadonlySet<string> = new Set(
	certificateRows.flatMap(({commonName}) => (typeof commonName === 'string' ? [commonName] : [])),
);
/** Whether it may be a user's name, known by a certificate or a token. */
export const isUserName = (name: string): boolean => personName.test(name);

const roleName = /^[A-Za-z0-9]([A-Za-z0-9.:_-]*[A-Za-z0-9])?$/;
const namespaceName = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

const nameProblems = ({name, serviceAccount}: UserWish): Problem[] => {
	if (name.startsWith('system:') || ownNames.has(name)) return [{path: 'NAME', reason: words.systemName(name), example: 'alice'}];
	const fits = serviceAccount ? accountName : personName;
	return fits.test(name)
		? []
		: [{path: 'NAME', reason: serviceAccount ? words.accountName(name) : words.personName(name), example: 'alice'}];
};

const groupProblem = (group: string): Problem[] => {
	const problem = (reason: string): Problem[] => [{path: '--group', reason, example: '--group developers'}];
	if (group === 'system:masters' || group === boundAdmins)
		return [{path: '--group', reason: words.masters(group), example: '--cluster-admin'}];
	if (group.startsWith('system:')) return problem(words.systemGroup(group));
	// As the subject of a certificate carries it: no control characters, and not for ever long (RFC 5280, ub-organization-name).
	return /^[^\p{C}]{1,64}$/u.test(group) && group.trim() === group ? [] : problem(words.groupName(group));
};

/** `NAMESPACE/ROLE` as it was typed; undefined for anything else. */
export const readGrant = (typed: string): Grant | undefined => {
	const [namespace = '', role = '', ...rest] = typed.split('/');
	return rest.length === 0 && namespaceName.test(namespace) && roleName.test(role) ? {namespace, role} : undefined;
};

/** All that is wrong with what was asked for. */
export const judgeUser = (wish: UserWish): Problem[] => [
	...nameProblems(wish),
	...wish.groups.flatMap(groupProblem),
	...(wish.serviceAccount && wish.groups.length > 0
		? [{path: '--group', reason: words.accountGroups, example: '--service-account --role default/view'}]
		: []),
	...(wish.serviceAccount && !wish.clusterAdmin && wish.grants.length === 0
		? [{path: '--service-account', reason: words.noRights, example: '--service-account --role default/view'}]
		: []),
	...(!wish.serviceAccount && !wish.clusterAdmin && wish.grants.length === 0 && wish.groups.length === 0
		? [{path: 'NAME', reason: words.noRights, example: '--role default/view'}]
		: []),
	...(Number.isInteger(wish.days) && wish.days >= 1 && wish.days <= 36_500
		? []
		: [{path: '--days', reason: words.days, example: '--days 90'}]),
];

const meta = (user: string, name: string, namespace?: string) => ({
	name,
	...(namespace !== undefined && {namespace}),
	labels: {'app.kubernetes.io/managed-by': 'kinstall'},
	annotations: {[annotation]: user},
});

/** Namespace and account of one who is known by a token. */
const accountObjects = (name: string): object[] => [
	{apiVersion: 'v1', kind: 'Namespace', metadata: {name: accountsNamespace, labels: {'app.kubernetes.io/managed-by': 'kinstall'}}},
	{apiVersion: 'v1', kind: 'ServiceAccount', metadata: meta(name, name, accountsNamespace), automountServiceAccountToken: false},
];

/** What is applied for a user, in this order. */
export const userObjects = ({name, clusterAdmin, serviceAccount}: UserWish, grants: readonly KnownGrant[]): object[] => {
	const subject = serviceAccount ? {kind: 'ServiceAccount', name, namespace: accountsNamespace} : {kind: 'User', apiGroup: rbac, name};
	const binding = (kind: UserBinding['kind'], metadata: object, roleKind: string, role: string): object => ({
		apiVersion: `${rbac}/v1`,
		kind,
		metadata,
		roleRef: {apiGroup: rbac, kind: roleKind, name: role},
		subjects: [subject],
	});
	return [
		...(serviceAccount ? accountObjects(name) : []),
		...(clusterAdmin ? [binding('ClusterRoleBinding', meta(name, `kinstall:user:${name}`), 'ClusterRole', 'cluster-admin')] : []),
		...grants.map(({namespace, role, kind}) => binding('RoleBinding', meta(name, `kinstall:user:${name}:${role}`, namespace), kind, role)),
	];
};

/** As much of an object as `kubectl get -o json` has it and is read here. */
export type FoundObject = {
	readonly kind: string;
	readonly metadata: {
		readonly name: string;
		readonly namespace?: string;
		readonly annotations?: Readonly<Record<string, string>>;
	};
	readonly roleRef?: {readonly name: string};
	readonly subjects?: ReadonlyArray<{readonly kind: string}>;
};

/** Those of our objects that give somebody rights. */
export const bindingsOf = (objects: readonly FoundObject[]): UserBinding[] =>
	objects.flatMap(({kind, metadata, roleRef, subjects}): UserBinding[] => {
		const user = metadata.annotations?.[annotation];
		if (user === undefined || (kind !== 'ClusterRoleBinding' && kind !== 'RoleBinding')) return [];
		return [
			{
				user,
				kind,
				name: metadata.name,
				...(metadata.namespace !== undefined && {namespace: metadata.namespace}),
				role: roleRef?.name ?? '',
				serviceAccount: subjects?.[0]?.kind === 'ServiceAccount',
			},
		];
	});

/** Those of our objects that are there for one user. */
export const objectsFor = (user: string, objects: readonly FoundObject[]): FoundObject[] =>
	objects.filter(({metadata}) => metadata.annotations?.[annotation] === user);
