/** What a plan takes for granted of hosts that nobody looked at, line by line. */
import type {Facts} from './facts.ts';
import type {Site} from './phases/phase.ts';
import {phases} from './phases.ts';
import type {File} from './types.ts';

/** A host as it is taken for until the check has seen it. */
const assumed: Facts = {
	host: '',
	os: {id: 'debian', version: '12', name: 'Debian'},
	arch: 'amd64',
	kernel: '',
	cgroup: 2,
	sysResource: true,
	cores: 2,
	memory: 4096,
	packager: 'apt',
	conntrack: true,
	resolver: true,
};

/** Facts that change bytes, as they could be otherwise. */
const otherwise: ReadonlyArray<readonly [words: string, change: Partial<Facts>]> = [
	['cgroup v2', {cgroup: 1}],
	['CAP_SYS_RESOURCE', {sysResource: false}],
	["a connection table that is the host's own", {conntrack: false}],
];

const filesOf = (site: Site, facts: Facts): File[] =>
	phases
		.filter(phase => phase.hosts(site.spec).some(({name}) => name === site.host.name))
		.flatMap(({files}) => files?.({...site, facts}) ?? []);

/** The lines (numbers from 1) of one text that the other does not have at that place; where lines are only added, the last common one. */
const differing = (text: string, other: string): number[] => {
	const others = new Set(other.split('\n'));
	const lines = text.split('\n');
	const own = lines.flatMap((line, index) => (others.has(line) ? [] : [index + 1]));
	const first = other.split('\n').findIndex((line, index) => line !== lines[index]);
	return own.length > 0 ? own : [Math.max(1, first)];
};

/** One sentence for each fact that decides bytes of a host's files: `node1 /etc/x:3: taken for ...`. */
export const assumptionsOf = (site: Site): string[] => {
	const files = filesOf(site, assumed);
	const {name} = site.host;
	const lines = otherwise.flatMap(([words, change]) => {
		const others = new Map(filesOf(site, {...assumed, ...change}).map(file => [file.path, file.content]));
		return files
			.filter(({path, content}) => !path.endsWith('.service') && others.has(path) && others.get(path) !== content)
			.map(({path, content}) => `${name} ${path}:${differing(content, others.get(path)!).join(',')}: assumes ${words}`);
	});
	return [`${name}: not looked at yet; assumes amd64`, ...lines];
};
