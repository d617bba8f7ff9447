import semver from 'semver';
import type {Facts} from '../plan/facts.ts';
import type {ClusterSpec, Host} from '../spec/types.ts';

/** Where a row is looked at from: one host of one cluster, with what is known of that host. */
export type Place = {readonly spec: ClusterSpec; readonly host: Host; readonly facts?: Facts | undefined};

/** A value, or how it follows from the place. Rows never change. */
export type From<T> = T | ((place: Place) => T);

/** `[since, until)` of that component's own version, as `1.24`; absent ends are open. */
export type Lifespan = {readonly since?: string; readonly until?: string};

export const from = <T>(value: From<T>, place: Place): T => (typeof value === 'function' ? (value as (place: Place) => T)(place) : value);

/** Whether a row lives at a version such as `v1.20.2`. Throws on what is not a version. */
export const lives = ({since, until}: Lifespan, version: string): boolean => {
	const exact = semver.coerce(version);
	if (!exact) throw new Error(`not a version: ${version}`);
	const minor = `${exact.major}.${exact.minor}.0`;
	return (!since || semver.gte(minor, `${since}.0`)) && (!until || semver.lt(minor, `${until}.0`));
};

/** One command-line flag of a component: `--name=value`. An absent value leaves the flag out at that place. */
export type Flag = Lifespan & {
	readonly name: string;
	readonly value: From<string | undefined>;
	/** What it says when the person sets it too; the person's value alone when absent. */
	readonly merge?: (own: string, given: string) => string;
	/** Why it is used although the component calls it deprecated. */
	readonly deprecated?: string;
};
