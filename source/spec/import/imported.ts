import {texts} from '../../texts/texts.ts';
import {readAddress, readHostName} from '../fields.ts';
import {isAddress} from '../network.ts';
import type {Role} from '../types.ts';

/** How a host is reached, as the text says it. */
export type ImportedSsh = {
	readonly host?: string;
	readonly user?: string;
	readonly port?: string;
	readonly identityFile?: string;
	/** A jump host. */
	readonly jump?: string;
};

/** A host that a text of somebody else's format names. */
export type Imported = {
	readonly name: string;
	/** Empty when the text gives none. */
	readonly address: string;
	/** As its groups say; empty when they say nothing. */
	readonly roles: readonly Role[];
	readonly ssh: ImportedSsh;
	/** Why it cannot be taken. */
	readonly fault?: string;
};

/** What was read, before it is known whether it will do. */
export type Raw = {
	readonly alias: string;
	/** The address that the other hosts use, when the text tells it apart from where ssh connects to. */
	readonly ip?: string | undefined;
	/** Where ssh connects to: an address or a name. */
	readonly target?: string | undefined;
	readonly roles?: readonly Role[];
	readonly ssh?: {readonly [K in keyof ImportedSsh]?: string | undefined};
};

const present = (ssh: NonNullable<Raw['ssh']>): ImportedSsh =>
	Object.fromEntries(Object.entries(ssh).filter(([, value]) => value !== undefined && value !== ''));

/** The name a host gets: its alias where that can be one, put right where that is clear, none for an alias that is an address. */
const nameOf = (alias: string): {name: string; fault?: string} => {
	if (isAddress(alias)) return {name: ''};
	const reading = readHostName(alias);
	if ('value' in reading) return {name: reading.value};
	return reading.example === undefined ? {name: alias, fault: reading.reason} : {name: reading.example};
};

const read = ({alias, ip, target = alias, roles = [], ssh = {}}: Raw): Imported => {
	const {name, fault: badName} = nameOf(alias);
	const text = ip ?? target;
	const reading = isAddress(text) || /^[\d.]*$/.test(text) ? readAddress(text) : {reason: texts.spec.imported.noAddress(text)};
	const elsewhere = ip !== undefined && target !== ip && target !== alias ? {host: target} : {};
	const fault = 'reason' in reading ? reading.reason : badName;
	return {
		name,
		address: 'value' in reading ? reading.value : '',
		roles,
		ssh: present({...elsewhere, ...ssh}),
		...(fault === undefined ? {} : {fault}),
	};
};

/** Names and addresses are each host's own: a later one that has them again cannot be taken. */
export const finish = (raws: readonly Raw[]): readonly Imported[] => {
	const seen = new Map<string, string>();
	return raws.map(raw => {
		const host = read(raw);
		if (host.fault !== undefined) return host;
		const twice = [host.name, host.address].find(value => value !== '' && seen.has(value));
		if (twice !== undefined) return {...host, fault: texts.spec.imported.twice(twice, seen.get(twice)!)};
		for (const value of [host.name, host.address]) seen.set(value, host.name || host.address);
		return host;
	});
};
