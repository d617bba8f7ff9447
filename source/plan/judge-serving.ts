import type {Host} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import {type Asked, diskProofs, type Evidence, judgeSubject, judgeUsages, type OnDisk, type Verdict, verdictOf} from './asked.ts';

export const servingSigner = 'kubernetes.io/kubelet-serving';

/** As much of a host as decides here. */
export type Node = Pick<Host, 'name' | 'address' | 'addresses' | 'node'>;

const words = texts.run.verdict;

/** What speaks against a node by its disk. */
const diskReasons = (node: string, onDisk: OnDisk | undefined): string[] => {
	const own = onDisk?.ours && onDisk.commonName === `system:node:${node}`;
	return [
		...(onDisk === undefined ? [words.noDisk(node)] : own ? [] : [words.foreignDisk(node)]),
		...(onDisk?.issued === false ? [words.otherDisk(node)] : []),
	];
};

/** What speaks against it by what its kubelet serves now. */
const wireReasons = (node: string, asked: Asked, serves: readonly string[]): string[] => {
	const missing = [...asked.dnsNames, ...asked.ipAddresses].filter(name => !serves.includes(name));
	return missing.length > 0 ? [words.unserved(missing.join(', '), node)] : [];
};

/** A kubelet's request for a certificate to serve with. What is known of the node is its disk, or what it serves now. */
export const judgeServing = (
	asked: Asked,
	{hosts}: {readonly hosts: readonly Node[]},
	{certificate, serves}: Evidence,
): {node?: string; verdict: Verdict} => {
	const host = hosts.find(({name, node}) => node && asked.requestor === `system:node:${name}`);
	if (!host) return {verdict: {expected: false, proofs: [], reasons: [words.unknownRequestor(asked.requestor)]}};
	const strangers = [
		...asked.dnsNames.filter(name => name !== host.name),
		...asked.ipAddresses.filter(address => address !== host.address && !host.addresses.includes(address)),
	];
	const reasons = [
		...judgeSubject(asked, host.name),
		...judgeUsages(asked, 'server auth'),
		...(asked.dnsNames.length + asked.ipAddresses.length === 0 ? [words.noNames] : []),
		...(strangers.length > 0 ? [words.strangeNames(strangers.join(', '), host.name)] : []),
		...(serves ? wireReasons(host.name, asked, serves) : diskReasons(host.name, certificate)),
	];
	const proofs = [
		words.node(host.name),
		...diskProofs(host.name, certificate),
		...(serves && serves.length > 0 ? [words.serves(host.name, serves.join(', '))] : []),
	];
	return {node: host.name, verdict: verdictOf(reasons, proofs, [words.keyInMemory])};
};
