import type {ClusterSpec, Host} from '../../spec/types.ts';
import type {Place} from '../place.ts';
import {addressesOf} from '../topology.ts';

/** The package's own: its AppArmor profile lets chronyd read no other one. */
export const timeDirectory = '/etc/chrony';
export const chronyConfigFile = `${timeDirectory}/kinstall.conf`;

/** Whether kinstall sets the clocks. */
export const setsClocks = ({time}: ClusterSpec): boolean => time.kind === 'chrony';

const gives = ({time}: ClusterSpec, host: Host): boolean => host.name === time.from;

/** Whom a host asks: the one that gives the others its time, or the servers. */
const asked = (spec: ClusterSpec, host: Host): readonly string[] => {
	const giver = spec.hosts.find(other => gives(spec, other));
	return giver === undefined || giver.name === host.name ? spec.time.servers : [giver.address];
};

/**
 * chrony.conf. A clock that is off when chrony starts is set at once, three times at most; later it is only made faster or slower, as a step would take
 * leases and certificates along. The host that gives its time does so also while it reaches no server: then all have the same wrong one, which
 * etcd minds less than different ones. Directives: https://chrony-project.org/doc/4.3/chrony.conf.html
 */
export const chronyConfig = ({spec, host}: Place): string => {
	const others = spec.hosts.filter(({name}) => name !== host.name).flatMap(addressesOf);
	const lines = [
		...asked(spec, host).map(server => `server ${server} iburst`),
		...(gives(spec, host) ? ['local stratum 10', ...others.map(address => `allow ${address}`)] : ['port 0']),
		// chronyc talks through the socket alone.
		'cmdport 0',
		'driftfile /var/lib/chrony/chrony.drift',
		'makestep 1 3',
		'rtcsync',
	];
	return `${lines.join('\n')}\n`;
};
