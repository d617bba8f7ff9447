import {expandAddresses} from '../spec/host-ranges.ts';
import {type NamedAddress, parseHosts} from '../spec/parse-hosts.ts';
import {texts} from '../texts/texts.ts';
import type {Answers} from './answers.ts';
import {nextName, suggestRoles, withHosts} from './suggest.ts';

export type Added = {
	readonly answers: Answers;
	readonly count: number /** Why nothing, or not all, was added. */;
	readonly message?: string;
};

/**
 * Adds what was typed or pasted: addresses and ranges, or lines with names and addresses. The first hosts of a table get
 * the roles of a good cluster, later ones are workers. All or nothing: a text with a problem adds no host.
 */
export function addHosts(answers: Answers, text: string): Added {
	const found = hostsIn(text, new Set(answers.hosts.map(({name}) => name)));
	if ('problem' in found) return {answers, count: 0, message: found.problem};
	const taken = new Set(answers.hosts.map(({address}) => address));
	const fresh = found.hosts.filter(({address}) => !taken.has(address));
	const [known] = found.hosts.filter(({address}) => taken.has(address));
	const message = known ? texts.ui.nodes.already(known.address) : texts.ui.nodes.added(fresh.length);
	if (fresh.length === 0) return {answers, count: 0, message};
	const ssh = answers.hosts.at(-1)?.ssh ?? {};
	const hosts = fresh.map(({name, address}, index) => ({
		name,
		address,
		roles: answers.hosts.length === 0 ? suggestRoles(index, fresh.length) : (['worker'] as const),
		local: false,
		ssh,
	}));
	return {answers: withHosts(answers, [...answers.hosts, ...hosts]), count: fresh.length, message};
}

function hostsIn(text: string, names: ReadonlySet<string>): {readonly hosts: readonly NamedAddress[]} | {readonly problem: string} {
	const range = expandAddresses(text);
	if (range.problems.length === 0) return {hosts: named(range.addresses, names)};
	const lines = parseHosts(text, names);
	const [problem] = lines.problems;
	if (!problem) return {hosts: lines.hosts};
	const looksLikeRange = /^[\d.,:a-f\s-]+$/i.test(text);
	return {problem: (looksLikeRange ? range.problems[0]?.reason : undefined) ?? problem.reason};
}

function named(addresses: readonly string[], names: ReadonlySet<string>): readonly NamedAddress[] {
	const taken = new Set(names);
	return addresses.map(address => {
		const name = nextName(taken);
		taken.add(name);
		return {name, address};
	});
}
