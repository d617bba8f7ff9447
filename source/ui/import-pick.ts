/** Hosts that another file tells of, and those of them that shall be taken. */
import type {Imported} from '../spec/import/imported.ts';
import {type ImportFormat, readImport} from '../spec/import/read-import.ts';
import {texts} from '../texts/texts.ts';
import type {Answers, HostAnswer} from './answers.ts';
import {moveCursor} from './list-cursor.ts';
import {nextName, suggestRoles, withHosts} from './suggest.ts';

export type HostPick = {
	readonly format: ImportFormat;
	readonly hosts: readonly Imported[];
	readonly cursor: number;
	/** Places in `hosts`. */
	readonly picked: ReadonlySet<number>;
};

export type PickAct =
	| {readonly type: 'move'; readonly key: string; readonly page: number}
	| {readonly type: 'toggle'}
	| {readonly type: 'all'};

const takeable = (hosts: readonly Imported[]): ReadonlySet<number> =>
	new Set(hosts.flatMap(({fault}, index) => (fault === undefined ? [index] : [])));

/** Reads a text. All that can be taken is picked at first, but for ssh's configuration, which tells of other machines, too. */
export function openPick(text: string, {hosts: known}: Answers): HostPick {
	const {format, hosts} = readImport(text);
	const taken = new Set(known.flatMap(({name, address}) => [name, address]));
	const judged = hosts.map(host =>
		host.fault === undefined && (taken.has(host.address) || taken.has(host.name))
			? {...host, fault: texts.ui.nodes.already(taken.has(host.address) ? host.address : host.name)}
			: host,
	);
	return {format, hosts: judged, cursor: 0, picked: format === 'ssh-config' ? new Set() : takeable(judged)};
}

export function reducePick(pick: HostPick, act: PickAct): HostPick {
	const {hosts, cursor, picked} = pick;
	if (act.type === 'move') return {...pick, cursor: moveCursor(cursor, act.key, hosts.length, act.page)};
	const all = takeable(hosts);
	if (act.type === 'all') return {...pick, picked: picked.size === all.size ? new Set() : all};
	if (!all.has(cursor)) return pick;
	const next = new Set(picked);
	if (!next.delete(cursor)) next.add(cursor);
	return {...pick, picked: next, cursor: Math.min(hosts.length - 1, cursor + 1)};
}

/** Roles that a file gives to some are kept; a file of control planes without etcd means etcd beside them. */
function rolesOf(hosts: readonly Imported[], first: boolean): ReadonlyArray<HostAnswer['roles']> {
	const told = hosts.some(({roles}) => roles.length > 0);
	if (!told) return hosts.map((_, index) => (first ? suggestRoles(index, hosts.length) : ['worker']));
	const etcd = !first || hosts.some(({roles}) => roles.includes('etcd'));
	return hosts.map(({roles}) => {
		if (roles.length === 0) return ['worker'];
		return !etcd && roles.includes('control-plane') ? [...roles, 'etcd'] : roles;
	});
}

/** The answers with the picked hosts behind those that are there. */
export function takePicked(answers: Answers, {hosts, picked}: HostPick): Answers {
	const chosen = hosts.filter((_, index) => picked.has(index));
	const roles = rolesOf(chosen, answers.hosts.length === 0);
	const names = new Set([...answers.hosts, ...chosen].map(({name}) => name));
	const added = chosen.map(({name, address, ssh}, index): HostAnswer => {
		const own = name === '' ? nextName(names) : name;
		names.add(own);
		return {name: own, address, roles: roles[index]!, local: false, ssh};
	});
	return withHosts(answers, [...answers.hosts, ...added]);
}
