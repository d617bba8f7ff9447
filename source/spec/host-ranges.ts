import {texts} from '../texts/texts.ts';
import {canonicalAddress, nthAddress, parseCidr} from './network.ts';
import type {Problem} from './types.ts';

const {pasted} = texts.spec;

/** The most addresses that one range may stand for: a mistyped end must not fill the table. */
const maximum = 254;

const full = {ipv4: 32, ipv6: 128} as const;

type Expanded = {readonly addresses: readonly string[]; readonly problems: readonly Problem[]};

const fault = (path: string, reason: string): Expanded => ({addresses: [], problems: [{path, reason, example: '10.0.0.11-13'}]});

const asCidr = (address: string) => parseCidr(`${address}/${address.includes(':') ? full.ipv6 : full.ipv4}`);

/** A range's end may be whole or only its last part: `13` after 10.0.0.11, `1f` after fd00::11. */
const endOf = (first: string, end: string): string =>
	/[.:]/.test(end) ? end : first.replace(first.includes(':') ? /[^:]*$/ : /[^.]*$/, () => end);

const expandWord = (word: string, path: string): Expanded => {
	const [from = '', to, ...rest] = word.split('-');
	const start = canonicalAddress(from);
	if (start === undefined || rest.length > 0 || to === '') return fault(path, pasted.notRange(word));
	if (to === undefined) return {addresses: [start], problems: []};
	const end = canonicalAddress(endOf(from, to));
	if (end === undefined) return fault(path, pasted.notRange(word));
	const [first, last] = [asCidr(start)!, asCidr(end)!];
	if (first.family !== last.family) return fault(path, pasted.mixed);
	if (last.first < first.first) return fault(path, pasted.reversed(start, end));
	const count = last.first - first.first + 1n;
	if (count > maximum) return fault(path, pasted.tooMany(String(count), maximum));
	const whole = first.family === 'ipv4' ? '0.0.0.0/0' : '::/0';
	return {addresses: Array.from({length: Number(count)}, (_, index) => nthAddress(whole, first.first + BigInt(index))), problems: []};
};

/**
 * Addresses and ranges as a person types them: `10.0.0.11-13`, `10.0.0.11-10.0.0.13`, `fd00::11-1f`, several with
 * commas or spaces between. A problem's path is the word's place, from 0: `[1]`.
 */
export const expandAddresses = (text: string): Expanded => {
	const words = text
		.replaceAll(/\s*-\s*/g, '-')
		.split(/[\s,;]+/)
		.filter(word => word !== '');
	if (words.length === 0) return fault('', pasted.nothing);
	const parts = words.map((word, index) => expandWord(word, `[${index}]`));
	const addresses = parts.flatMap(part => part.addresses);
	const twice = new Set(addresses.filter((address, index) => addresses.indexOf(address) < index));
	return {
		addresses: [...new Set(addresses)],
		problems: [...parts.flatMap(part => part.problems), ...[...twice].map(address => ({path: '', reason: pasted.twice(address)}))],
	};
};
