import type {AddonSeen, CertificateSeen, ClusterStatus, Lease} from './cluster-status.ts';

/** Whether all of a workload's pods are ready, or an API answers. */
export const isUp = ({wanted, ready}: AddonSeen): boolean => ready >= wanted;

/** Whether every daemon answers on its host, every node is Ready, one host holds the virtual IP and the addons are up: what `kinstall status` ends with. */
export const isWell = ({probes, readyNodes, totalNodes, vip, addons = []}: ClusterStatus): boolean =>
	probes.every(({healthy}) => healthy) &&
	readyNodes === totalNodes &&
	(vip === undefined || vip.holders.length === 1) &&
	addons.every(isUp);

/** The host that holds a lease: the daemons name themselves `HOST_UUID`. */
export const holderHost = ({holder}: Lease): string => holder.replace(/_[^_]*$/, '');

/** Nobody leads while a lease is older than it lasts. */
export const isHeld = ({holder, age, duration}: Lease): boolean => holder !== '' && age <= duration;

const day = 86_400_000;

export type Lifetime = {
	/** Whole days; negative when it has ended. */
	readonly days: number;
	/** Of its lifetime, 0 to 1. */
	readonly left: number;
	readonly mark: 'ended' | 'soon' | 'good';
};

/** Below this many days somebody should do something. */
const soon = 30;

/**
 * How long a certificate still lasts. One whose whole life is short is not called out while most of it is left.
 * @param now milliseconds since 1970
 */
export const lifetimeOf = ({notBefore, notAfter}: CertificateSeen, now: number): Lifetime => {
	const [from, to] = [Date.parse(notBefore), Date.parse(notAfter)];
	const left = Math.min(1, Math.max(0, (to - now) / (to - from)));
	const days = Math.floor((to - now) / day);
	return {days, left, mark: to <= now ? 'ended' : days < soon && left < 1 / 3 ? 'soon' : 'good'};
};
