/** What a plan takes for granted of hosts that nobody looked at. */
import type {Grounds} from '../catalog/addons.ts';
import {remember} from '../catalog/remember.ts';
import {addressesOf, firstControlPlane, nodes} from '../catalog/topology.ts';
import type {ClusterSpec, Host} from '../spec/types.ts';
import type {Facts} from './facts.ts';
import {addonFiles} from './phases/addons.ts';
import type {Phase, Site} from './phases/phase.ts';
import {phases} from './phases.ts';
import type {Assumption, File} from './types.ts';

/** A host as it is taken for until the check has seen it. */
const assumed: Facts = {
	host: '',
	os: {id: 'debian', version: '12', name: 'Debian'},
	arch: 'amd64',
	kernel: '',
	cgroup: 2,
	sysResource: true,
	ownClock: true,
	cores: 2,
	memory: 4096,
	packager: 'apt',
	conntrack: true,
	resolver: true,
};

/** Facts that change bytes, as they could be otherwise. */
const otherwise = (host: Host) =>
	({
		cgroup: {cgroup: 1},
		sysResource: {sysResource: false},
		ownClock: {ownClock: false},
		conntrack: {conntrack: false},
		devices: {devices: Object.fromEntries(addressesOf(host).map(address => [address, 'another0']))},
	}) as const;
const facts = ['cgroup', 'sysResource', 'ownClock', 'conntrack', 'devices'] as const;

const hostsOf = remember(
	(phase: Phase, spec: ClusterSpec) => [phase, spec],
	(phase, spec) => new Set(phase.hosts(spec).map(({name}) => name)),
);

/** Facts that write down which of them are looked at. */
const watched = (facts: Facts, read: Set<string>): Facts =>
	new Proxy(facts, {
		get: (target, key: keyof Facts) => {
			read.add(key);
			return target[key];
		},
	});

type Assumed = {readonly files: readonly File[]; readonly others: (facts: Facts) => readonly File[]; readonly read: ReadonlySet<string>};

/** What each phase puts on a host that nobody looked at, and which facts decided about it. */
const assumedFiles = (site: Site): Assumed[] =>
	phases
		.filter(phase => phase.files && hostsOf(phase, site.spec).has(site.host.name))
		.map(phase => {
			const read = new Set<string>();
			const files = phase.files!({...site, facts: watched(assumed, read)});
			return {files, others: facts => phase.files!({...site, facts}), read};
		});

/** The lines (numbers from 1) of one text that the other does not have at that place; where lines are only added, the last common one. */
const differing = (text: string, other: string): number[] => {
	const others = new Set(other.split('\n'));
	const lines = text.split('\n');
	const own = lines.flatMap((line, index) => (others.has(line) ? [] : [index + 1]));
	const first = other.split('\n').findIndex((line, index) => line !== lines[index]);
	return own.length > 0 ? own : [Math.max(1, first)];
};

/** What the nodes' name servers decide lies on one control plane alone: which lines are otherwise where none of those that nobody looked at has one. */
export const resolverAssumptions = (spec: ClusterSpec, found: Grounds['found']): Assumption[] => {
	const unseen = nodes(spec).filter(({name}) => !found[name]);
	if (spec.dns.kind !== 'coredns' || unseen.length === 0) return [];
	const [own, other] = [{}, Object.fromEntries(unseen.map(({name}) => [name, {...assumed, host: name, resolver: false}]))].map(seen =>
		addonFiles({spec, found: {...found, ...seen}}),
	);
	return own!.flatMap(({path, content}, index): Assumption[] => {
		const otherwise = other![index]!.content;
		return content === otherwise
			? []
			: [{host: firstControlPlane(spec).name, fact: 'resolver', path, lines: differing(content, otherwise)}];
	});
};

/** Each fact that decides bytes of a host's files, with the lines it decides. */
export const assumptionsOf = (site: Site): Assumption[] => {
	const host = site.host.name;
	const parts = assumedFiles(site);
	const decided = facts.flatMap(fact =>
		parts
			.filter(({read}) => read.has(fact))
			.flatMap(({files, others}) => {
				const contents = new Map(others({...assumed, ...otherwise(site.host)[fact]}).map(file => [file.path, file.content]));
				return files
					.filter(({path, content}) => !path.endsWith('.service') && contents.has(path) && contents.get(path) !== content)
					.map(({path, content}): Assumption => ({host, fact, path, lines: differing(content, contents.get(path)!)}));
			}),
	);
	return [{host, fact: 'arch'}, ...decided];
};
