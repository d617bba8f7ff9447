import type {Draft, DraftHost} from '../draft.ts';
import type {Found} from '../found.ts';
import type {FlaggedDaemon} from '../types.ts';
import type {KnownRelease} from '../version.ts';

/** Why a flag, or this value of it, may not be given to a daemon of that Kubernetes, which is undefined while it is in doubt; undefined when it may. */
export type JudgeFlag = (daemon: FlaggedDaemon, name: string, kubernetes: string | undefined, value?: string) => string | undefined;

export type RuleOptions = {
	/** What can be installed, oldest first. Absent, any exact version will do, and only an exact one. */
	readonly releases?: readonly KnownRelease[] | undefined;
	/** Absent, every flag will do. */
	readonly judgeFlag?: JudgeFlag | undefined;
};

/** What must hold between fields; the version is the exact one. A rule keeps silent about what is not known. */
export type Rule = (spec: Draft, options: RuleOptions) => readonly Found[];

export type PlacedHost = DraftHost & {readonly index: number};

/** The hosts that can be understood, with their place in the file. */
export const placedHosts = (spec: Draft): PlacedHost[] => (spec.hosts ?? []).flatMap((host, index) => (host ? [{...host, index}] : []));

export const has = (host: DraftHost, role: string): boolean => host.roles?.some(other => other === role) ?? false;

/** Every address of a host that can be understood, with its place below the host. */
export const placedAddresses = ({address, addresses = []}: DraftHost): Array<{address: string; path: readonly (string | number)[]}> => [
	...(address === undefined ? [] : [{address, path: ['address']}]),
	...addresses.flatMap((other, index) => (other === undefined ? [] : [{address: other, path: ['addresses', index]}])),
];

/** How a host is called in a sentence. */
export const called = (host: PlacedHost): string => host.name ?? `hosts[${host.index}]`;

/** Whether nothing is left in doubt about who has which role. */
export const rolesKnown = (spec: Draft): boolean =>
	spec.hosts?.every(host => host?.roles?.every(role => role !== undefined) ?? false) ?? false;

export const known = <T>(values: ReadonlyArray<T | undefined> | undefined): T[] => (values ?? []).filter(value => value !== undefined);
