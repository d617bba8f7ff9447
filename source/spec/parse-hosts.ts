import {texts} from '../texts/texts.ts';
import {readAddress, readHostName} from './fields.ts';
import {isAddress} from './network.ts';
import type {Problem} from './types.ts';

const {pasted} = texts.spec;

export type NamedAddress = {readonly name: string; readonly address: string};

type Line = {readonly number: number; readonly addresses: readonly string[]; readonly names: readonly string[]};
type Entry = {readonly number: number; readonly name?: string; readonly address?: string; readonly problems: readonly Problem[]};

/** Lines that hosts files have for the machine itself: they name no host of a cluster. */
const ofTheMachine = ({addresses, names}: Line): boolean =>
	addresses[0] === '127.0.1.1' || names.some(name => /^(localhost|ip6-|broadcasthost)/.test(name));

const readLine = ({number, addresses, names}: Line): Entry => {
	const problem = (reason: string, example?: string): Problem => ({
		path: `[${number - 1}]`,
		line: number,
		reason,
		example: example ?? '10.0.0.11 node1',
	});
	const [text, another] = addresses;
	if (text === undefined) return {number, problems: [problem(pasted.noAddress)]};
	if (another !== undefined) return {number, problems: [problem(pasted.twoAddresses)]};
	const address = readAddress(text);
	const name = names[0] === undefined ? undefined : readHostName(names[0]);
	return {
		number,
		...('value' in address && {address: address.value}),
		...(name && 'value' in name && {name: name.value}),
		problems: [address, ...(name ? [name] : [])].flatMap(reading =>
			'reason' in reading ? [problem(reading.reason, reading.example)] : [],
		),
	};
};

/** Hosts without a name get node1, node2, ... as far as these are free. */
const namesFor = (entries: readonly Entry[], used: ReadonlySet<string>): NamedAddress[] => {
	const taken = new Set([...used, ...entries.flatMap(({name}) => name ?? [])]);
	return entries.flatMap(({address, name, problems}) => {
		if (address === undefined || problems.length > 0) return [];
		let number = 1;
		while (name === undefined && taken.has(`node${number}`)) number++;
		const chosen = name ?? `node${number}`;
		taken.add(chosen);
		return [{name: chosen, address}];
	});
};

const repeated = (entries: readonly Entry[], key: 'name' | 'address'): Problem[] =>
	entries.flatMap((entry, index) => {
		const value = entry[key];
		return value !== undefined && entries.findIndex(other => other[key] === value) < index
			? [{path: `[${entry.number - 1}]`, line: entry.number, reason: pasted.twice(value)}]
			: [];
	});

/**
 * Pasted lines as hosts: a hosts file (`10.0.0.11 node1 node1.example.org # rack 2`), names before addresses, or
 * addresses alone, which get names that are not in `used`. The machine's own lines (localhost) are left out.
 * A problem's path is the line's place from 0, `[3]`; its `line` counts from 1.
 */
export const parseHosts = (
	text: string,
	used: ReadonlySet<string> = new Set(),
): {hosts: readonly NamedAddress[]; problems: readonly Problem[]} => {
	const lines = text.split(/\r?\n/).map((line, index): Line => {
		const words = line
			.replace(/#.*/, '')
			.split(/[\s,;=]+/)
			.filter(word => word !== '');
		return {number: index + 1, addresses: words.filter(isAddress), names: words.filter(word => !isAddress(word))};
	});
	const entries = lines.filter(line => line.addresses.length + line.names.length > 0 && !ofTheMachine(line)).map(readLine);
	const again = [...repeated(entries, 'name'), ...repeated(entries, 'address')];
	const fresh = entries.filter(({number}) => !again.some(({line}) => line === number));
	const problems = [...entries.flatMap(entry => entry.problems), ...again];
	return {
		hosts: namesFor(fresh, used),
		problems: entries.length === 0 ? [{path: '', reason: pasted.nothing, example: '10.0.0.11 node1'}] : problems,
	};
};
