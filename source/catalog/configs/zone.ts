/** A DNS zone with the hosts, the endpoint and the cluster's applications: RFC 1035, and bind9's configuration for it. */
import {createHash} from 'node:crypto';
import {isAddress} from '../../spec/network.ts';
import type {ClusterSpec, Host} from '../../spec/types.ts';
import {addressesOf, hostsWith, nodes} from '../topology.ts';

type Zone = NonNullable<ClusterSpec['zone']>;

/** The package's own: its AppArmor profile lets named read no other one. */
export const zoneDirectory = '/etc/bind/kinstall';
export const namedConfigFile = `${zoneDirectory}/named.conf`;
export const zoneFileOf = ({domain}: Zone): string => `${zoneDirectory}/${domain}.zone`;

/** The host that answers for the zone, where kinstall runs a name server. */
export const nameServer = ({zone, hosts}: Pick<ClusterSpec, 'zone' | 'hosts'>): Host | undefined =>
	hosts.find(({name}) => name === zone?.on);

type Line = readonly [name: string, addresses: readonly string[]];

const recordOf = (address: string): string => `${address.includes(':') ? 'AAAA' : 'A'} ${address}`;

/** A name as it stands in the zone: without the domain, where it ends in that; undefined for the domain itself. */
const within = (name: string, {domain}: Zone): string | undefined => {
	if (name === domain) return undefined;
	return name.endsWith(`.${domain}`) ? name.slice(0, -domain.length - 1) : name;
};

/** Where clients come in: the virtual address, or every balancer. */
const entrances = (spec: ClusterSpec): readonly string[] =>
	spec.balancer.vip ? [spec.balancer.vip.address] : hostsWith(spec, 'balancer').flatMap(addressesOf);

/** Where the API server is found: at an address by itself, at a name in this zone by whoever stands there. Another name is somebody else's. */
const endpointLines = (spec: ClusterSpec, zone: Zone): Line[] => {
	const {host} = spec.endpoint;
	const at = entrances(spec);
	if (isAddress(host)) return [['api', [host]]];
	if (host !== zone.domain && !host.endsWith(`.${zone.domain}`)) return [];
	return [[within(host, zone) ?? '@', at.length > 0 ? at : hostsWith(spec, 'control-plane').flatMap(addressesOf)]];
};

const lines = (spec: ClusterSpec, zone: Zone): Line[] => {
	const hosts = spec.hosts.flatMap((host): Line[] => {
		const name = within(host.name, zone);
		return name === undefined ? [] : [[name, addressesOf(host)]];
	});
	const taken = new Set(hosts.map(([name]) => name));
	const server = nameServer(spec);
	const at = entrances(spec);
	const others: Line[] = [
		...endpointLines(spec, zone),
		...(server ? [['ns', addressesOf(server)] as const] : []),
		// Without a balancer an ingress answers on the nodes themselves.
		['*', at.length > 0 ? at : nodes(spec).flatMap(addressesOf)],
	];
	return [...hosts, ...others.filter(([name]) => !taken.has(name))];
};

const serialOf = (domain: string, server: string, records: readonly string[]): number =>
	createHash('sha256')
		.update([domain, server, ...records].join('\n'))
		.digest()
		.readUInt32BE() || 1;

/**
 * The zone in its file. The serial is made of what the zone says, so the same spec gives the same file; it need not rise, as no other server copies the zone.
 * An application's name is every name that nothing else has.
 */
export const zoneFile = (spec: ClusterSpec, zone: Zone): string => {
	const records = lines(spec, zone).flatMap(([name, addresses]) => addresses.map(address => `${name} IN ${recordOf(address)}`));
	const server = nameServer(spec) ? 'ns' : 'localhost.';
	return [
		`$ORIGIN ${zone.domain}.`,
		'$TTL 300',
		`@ IN SOA ${server} hostmaster ${serialOf(zone.domain, server, records)} 3600 600 1209600 300`,
		`@ IN NS ${server}`,
		...records,
		'',
	].join('\n');
};

/** Whether a file beside cluster.yaml is a zone as kinstall wrote it there: its serial says so. */
export const isZoneFile = (name: string, text: string): boolean => {
	const domain = name.slice(0, -'.zone'.length);
	const [origin, , soa = '', , ...rest] = text.split('\n');
	const [, server = '', serial] = /^@ IN SOA (\S+) hostmaster (\d+) /.exec(soa) ?? [];
	return origin === `$ORIGIN ${domain}.` && serial === String(serialOf(domain, server, rest.slice(0, -1)));
};

const list = (addresses: readonly string[]): string => addresses.map(address => ` ${address};`).join('') || ' none;';

/**
 * named.conf. It answers for its zone alone; where it is told whom to ask for all other names, the hosts of the cluster alone may ask it for them.
 * Statements: https://bind9.readthedocs.io/en/v9.18.28/reference.html
 */
export const namedConfig = (spec: ClusterSpec, zone: Zone, host: Host): string => {
	const own = addressesOf(host);
	const families = [own.filter(address => !address.includes(':')), own.filter(address => address.includes(':'))] as const;
	const others = spec.hosts.flatMap(addressesOf);
	const open = zone.forward.length > 0;
	return [
		'options {',
		'\tdirectory "/var/cache/bind";',
		'\tpid-file none;',
		`\tlisten-on {${list(families[0])} 127.0.0.1; };`,
		`\tlisten-on-v6 {${list(families[1])} };`,
		'\tallow-query { any; };',
		'\tallow-transfer { none; };',
		'\tnotify no;',
		// To validate it would ask the root servers, and who forwards in a closed network rarely signs.
		'\tdnssec-validation no;',
		...(open
			? [
					'\trecursion yes;',
					`\tallow-recursion { 127.0.0.1;${list(others)} };`,
					'\tforward only;',
					`\tforwarders {${list(zone.forward)} };`,
				]
			: ['\trecursion no;']),
		'\tversion none;',
		'};',
		'controls { };',
		`zone "${zone.domain}" {`,
		'\ttype master;',
		`\tfile "${zoneFileOf(zone)}";`,
		'};',
		'',
	].join('\n');
};
