/** What an apply changed in the cluster, and what is to be deleted, from looks at its objects. Pure. */
import {addonIds} from '../catalog/addons.ts';

/** An object as a host's function `objects` tells of it. */
export type Seen = {
	readonly uid: string;
	/** Another one when the object's content is. */
	readonly content: string;
	/** Made by a controller for another object. */
	readonly owned: boolean;
	/** The value of our label; absent on what is not ours. */
	readonly addon?: string;
	readonly apiVersion: string;
	readonly kind: string;
	readonly namespace?: string;
	readonly name: string;
};

/** Lines `UID CONTENT owned|- ADDON|- APIVERSION KIND NAMESPACE|- NAME`; others, as warnings, are left out. */
export const parseObjects = (lines: string): Seen[] =>
	lines.split('\n').flatMap(line => {
		const [uid = '', content = '', owner, addon = '', apiVersion = '', kind = '', namespace = '', name, ...more] = line.split(' ');
		if (!/^[\da-f-]{36}$/.test(uid) || name === undefined || more.length > 0) return [];
		const seen = {uid, content, owned: owner === 'owned', apiVersion, kind, name};
		return [{...seen, ...(addon !== '-' && {addon}), ...(namespace !== '-' && {namespace})}];
	});

/** `kind namespace name`; no namespace is `-`. */
export const seenName = ({kind, namespace = '-', name}: Seen): string => `${kind} ${namespace} ${name}`;

/** As kubectl takes a kind that others may have the name of. */
export const kindArgument = ({apiVersion, kind}: Seen): string => {
	const [group, version] = apiVersion.split('/');
	return version === undefined ? kind : `${kind}.${version}.${group}`;
};

/** Whose end would be that of data, or of what others have in it. */
const keeps = ({kind, addon = ''}: Seen): boolean =>
	['CustomResourceDefinition', 'PersistentVolumeClaim', 'PersistentVolume'].includes(kind) ||
	(kind === 'Namespace' && !addonIds.includes(addon));

/** What sends requests to another object goes before it, what has others in it after them. */
const rank = ({kind}: Seen): number => (/^APIService$|WebhookConfiguration$/.test(kind) ? 0 : kind === 'Namespace' ? 2 : 1);

type Looks = {
	/** The planned objects that there were, and all of them as they are now. */
	readonly before: readonly Seen[];
	readonly after: readonly Seen[];
	/** All with our label. */
	readonly labelled: readonly Seen[];
};

/** `made` were made or changed; `left` is what an earlier plan had and this one has not, in the order in which it goes; `kept` of it stays for its data. */
export const judgeApplied = ({before, after, labelled}: Looks): {made: Seen[]; left: Seen[]; kept: Seen[]} => {
	const contents = new Map(before.map(({uid, content}) => [uid, content]));
	const planned = new Set(after.map(({uid}) => uid));
	const left = labelled.filter(({uid, owned}) => !owned && !planned.has(uid));
	return {
		made: after.filter(({uid, content}) => contents.get(uid) !== content),
		left: left.filter(one => !keeps(one)).sort((a, b) => rank(a) - rank(b)),
		kept: left.filter(keeps),
	};
};
