import {healthPort} from '../catalog/configs/balancer.ts';
import {cniFile} from '../catalog/configs/cni-file.ts';
import {nameServer} from '../catalog/configs/zone.ts';
import {
	addressesOf,
	approvesRenewals,
	balancerPorts,
	balances,
	frontHosts,
	frontPorts,
	holdsVip,
	localAddress,
} from '../catalog/topology.ts';
import type {ClusterSpec, Host} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import {pulls} from './distribution.ts';
import type {Finding} from './finding.ts';
import {ipvsModules} from './phases/prepare.ts';

/** What the check sees of a host besides its facts: things of the moment. */
export type Looks = {
	/** Ports that something listens on. */
	readonly ports: readonly number[];
	/** Units of ours that run here. */
	readonly units: readonly string[];
	/** MiB free: path -> MiB. */
	readonly free: Readonly<Record<string, number>>;
	/** Seconds that the host's clock is ahead of ours. */
	readonly clock: number;
	/** Its major version, `252`; absent where it was not told. */
	readonly systemd?: number;
	readonly machineId: string;
	/** What its interfaces have. */
	readonly addresses: readonly string[];
	/** As the kernel has it. */
	readonly hostname: string;
	readonly interfaces: Readonly<Record<string, Interface>>;
	readonly routes: readonly Route[];
	/** Devices whose default route over IPv6 the kernel has from a router, and keeps only while the host forwards nothing. */
	readonly advertised: readonly string[];
	/** Devices and files that are swapped to. */
	readonly swaps: readonly string[];
	/** Of the packages, modules and kernel parameters that preparing a host may ask for: those it has. */
	readonly packages: readonly string[];
	readonly modules: readonly string[];
	readonly sysctls: Readonly<Record<string, string>>;
	/** Of the modules of ipvs those that its kernel has: loaded, built in, or below /lib/modules. */
	readonly ipvs: readonly string[];
	/** The files of pod networks in /etc/cni/net.d, of which containerd takes the first by name. */
	readonly networks: readonly string[];
	/** The version of its nft, `1.0.6`; empty where there is none yet. */
	readonly nft: string;
	/** The hardware address that answers for the virtual IP, lower-case; absent where none does, or nobody asked. */
	readonly neighbour?: string;
	/** What became of a connection to an endpoint that is no host's; absent where nobody asked. */
	/** What the HTTP proxy said to this host: the status of its answer, or why there was none; `open` where nothing was asked of it. */
	readonly httpProxy?: number | 'open' | 'refused' | 'silent' | 'unknown';
	/** By its host: a registry that this host cannot pull from as its containerd would; absent where nobody asked. */
	readonly registries?: Readonly<Record<string, {readonly trouble: keyof typeof texts.registry.troubles; readonly detail: string}>>;
	/** Who has port 53, and where; absent where nobody asked. */
	readonly nameServers?: readonly NameServer[];
	/** What of a download by itself does not work there; absent where nobody asked. */
	readonly mirrors?: {
		/** Programs that it lacks for it: `curl`, `tar`. */
		readonly lacks: readonly string[];
		/** Places that did not give what they were asked for, before one did. */
		readonly away: ReadonlyArray<{readonly url: string; readonly trouble: MirrorTrouble; readonly detail: string}>;
	};
	readonly endpoint?: 'answers' | 'refused' | 'silent' | 'unknown';
};

/** A socket on port 53. The program is `-` where it could not be told. */
export type NameServer = {readonly protocol: 'tcp' | 'udp' /** Canonical. */; readonly address: string; readonly program: string};

export type MirrorTrouble = keyof typeof texts.run.check.mirror.troubles;

export type Interface = {readonly mac: string; readonly mtu: number};

/** Where packets to a CIDR go; `direct` when no gateway stands between. */
export type Route = {readonly to: string; readonly device: string; readonly direct: boolean};

type Listener = {readonly port: number; readonly unit: string; readonly on: (host: Host) => boolean};

const listeners = (spec: ClusterSpec): readonly Listener[] => [
	{port: 2379, unit: 'etcd.service', on: host => host.roles.includes('etcd')},
	{port: 2380, unit: 'etcd.service', on: host => host.roles.includes('etcd')},
	{port: 2381, unit: 'etcd.service', on: host => host.roles.includes('etcd')},
	{port: 6443, unit: 'kube-apiserver.service', on: host => host.roles.includes('control-plane')},
	{port: 10257, unit: 'kube-controller-manager.service', on: host => host.roles.includes('control-plane')},
	{port: 10259, unit: 'kube-scheduler.service', on: host => host.roles.includes('control-plane')},
	{port: 10250, unit: 'kubelet.service', on: host => host.node},
	{port: 10256, unit: 'kube-proxy.service', on: host => host.node},
	...[spec.endpoint.port, spec.balancer.localPort].map(port => ({
		port,
		unit: 'kinstall-balancer.service',
		on: (host: Host) => balances(spec, host) && balancerPorts(spec, host).includes(port),
	})),
	{port: healthPort, unit: 'kinstall-balancer.service', on: host => holdsVip(spec, host)},
	...Object.values(frontPorts).map(port => ({port, unit: 'kinstall-front.service', on: (host: Host) => frontHosts(spec).includes(host)})),
];

/** MiB of all archives that a host may take from mirrors; they lie there while binaries come out of them. */
const archives = 600;

/** MiB that a first install puts below these paths. What comes out of archives is beside them before it goes to its place; both are gone when data comes. */
const needs = (spec: ClusterSpec, host: Host): Readonly<Record<string, number>> => {
	const etcd = host.roles.includes('etcd');
	const binaries = (host.roles.includes('control-plane') ? 280 : 0) + (host.node ? 270 : 0) + (etcd ? 45 : 0);
	const data = (etcd ? 300 : 0) + (host.node ? 500 : 0);
	return {'/usr/local': binaries, '/var/lib': Math.max(data, pulls(spec, host) ? archives + binaries : 0) + 20};
};

export type Words = readonly [what: string, why: string, mend: string];

export const finding = (host: Host, id: string, severity: Finding['severity'], [what, why, mend]: Words): Finding => ({
	host: host.name,
	id,
	severity,
	what,
	why,
	mend,
});

/** knftables, by which kube-proxy writes its rules, takes none before this one. */
const oldestNft = '1.0.1';

/** `LoadCredential=`, by which the approver is handed its key. */
const credentialsSystemd = 247;

const judgeSystemd = (spec: ClusterSpec, host: Host, {systemd}: Looks): Finding[] =>
	host.roles.includes('control-plane') && approvesRenewals(spec) && systemd !== undefined && systemd < credentialsSystemd
		? [finding(host, 'systemd', 'failure', texts.run.check.systemd(systemd, credentialsSystemd))]
		: [];

/** What kube-proxy needs of the kernel and of programs that are there already. */
const judgeProxy = ({proxy}: ClusterSpec, host: Host, {ipvs, nft}: Looks): Finding[] => {
	const words = texts.run.check;
	if (!host.node) return [];
	const lacking = proxy.mode === 'ipvs' ? ipvsModules.filter(name => !ipvs.includes(name)) : [];
	const oldNft = proxy.mode === 'nftables' && nft !== '' && nft.localeCompare(oldestNft, 'en', {numeric: true}) < 0;
	return [
		...(lacking.length > 0 ? [finding(host, 'ipvs', 'failure', words.ipvs(lacking))] : []),
		...(oldNft ? [finding(host, 'nft', 'failure', words.nft(nft, oldestNft))] : []),
	];
};

/** Another network's configuration: left over, or that of a cluster which stands and shall have another network. */
const judgeNetwork = ({cni}: ClusterSpec, host: Host, {networks}: Looks): Finding[] => {
	const wanted = cniFile[cni.kind];
	if (!host.node || wanted === undefined) return [];
	const others = networks.filter(name => name !== wanted);
	// What comes later is taken only until the wanted one is there.
	const severe = others.some(name => name < wanted || Object.values<string | undefined>(cniFile).includes(name));
	return others.length > 0 ? [finding(host, 'network', severe ? 'failure' : 'warning', texts.run.check.network(others, cni.kind))] : [];
};

/** What an HTTP proxy said that does not let a host through. One that cannot reach the registry now may yet, and images may have come along. */
const judgeHttpProxy = ({httpProxy, artifacts}: ClusterSpec, host: Host, {httpProxy: said}: Looks): Finding[] => {
	if (httpProxy === undefined || said === undefined || said === 'open' || said === 200) return [];
	const words = texts.run.check.httpProxy;
	if (typeof said === 'string') return [finding(host, 'http-proxy', 'failure', words.away(httpProxy.https, said))];
	// tinyproxy says 401 to a wrong password.
	if (said === 407 || said === 401)
		return [finding(host, 'http-proxy', 'failure', words.credentials(httpProxy.https, said, httpProxy.credentials))];
	const refuses = said === 403 && artifacts.images.length === 0;
	return [finding(host, 'http-proxy', refuses ? 'failure' : 'warning', words.answers(httpProxy.https, said))];
};

/** Addresses that stand for all of one family; a socket at :: takes both, as a rule. */
const everywhere = ['0.0.0.0', '::'];

/** Who has port 53 where the zone's name server wants it. A resolver at an address of its own, as systemd-resolved at 127.0.0.53, is in nobody's way. */
const judgeNames = (spec: ClusterSpec, host: Host, {units, nameServers = []}: Looks): Finding[] => {
	if (nameServer(spec)?.name !== host.name || units.includes('kinstall-names.service')) return [];
	const wanted = [...everywhere, localAddress, ...addressesOf(host)];
	const others = nameServers.filter(({address}) => wanted.includes(address));
	const said = others.map(({program, address, protocol}) => `${program} (${address}, ${protocol})`);
	return said.length > 0 ? [finding(host, 'port', 'failure', texts.run.check.names([...new Set(said)]))] : [];
};

/** Registries that a node cannot pull from. */
const judgeRegistries = ({registries}: ClusterSpec, host: Host, {registries: found = {}}: Looks): Finding[] => {
	const {troubles, nexts, check} = texts.registry;
	return registries.flatMap(({host: name, ca, credentials}) => {
		const {trouble, detail} = found[name] ?? {};
		if (trouble === undefined) return [];
		const files = {ca, credentials};
		const words = [check.what(name, troubles[trouble](detail ?? '', files)), check.why, nexts[trouble](files)] as const;
		return [finding(host, 'registry', trouble === 'tokens' ? 'warning' : 'failure', words)];
	});
};

/** Places that a host cannot download from: another place is asked then, or the file comes over ssh. */
const judgeMirrors = (host: Host, {mirrors}: Looks): Finding[] => {
	const {lacks, away, troubles} = texts.run.check.mirror;
	if (mirrors === undefined) return [];
	return [
		...(mirrors.lacks.length > 0 ? [finding(host, 'mirror', 'failure', lacks(mirrors.lacks))] : []),
		...mirrors.away.map(({url, trouble, detail}) => finding(host, 'mirror', 'warning', away(url, troubles[trouble](detail)))),
	];
};

/** What of the moment speaks against an install on each host by itself. Pure. */
export const judgeLooks = (spec: ClusterSpec, looks: Readonly<Record<string, Looks>>): Finding[] => {
	const words = texts.run.check;
	return spec.hosts.flatMap(host => {
		const look = looks[host.name];
		if (!look) return [];
		const installed = look.units.length > 0;
		return [
			...listeners(spec)
				.filter(({port, unit, on}) => on(host) && look.ports.includes(port) && !look.units.includes(unit))
				.map(({port, unit}) => finding(host, 'port', 'failure', words.port(port, unit))),
			...Object.entries(needs(spec, host))
				.filter(([path, need]) => !installed && (look.free[path] ?? look.free['/'] ?? need) < need)
				.map(([path, need]) => finding(host, 'disk', 'failure', words.disk(path, look.free[path] ?? look.free['/'] ?? 0, need))),
			...(Math.abs(look.clock) > 60 ? [finding(host, 'clock', 'failure', words.clock(look.clock))] : []),
			...(Math.abs(look.clock) > 2 && Math.abs(look.clock) <= 60 ? [finding(host, 'clock', 'warning', words.clock(look.clock))] : []),
			...addressesOf(host)
				.filter(address => !look.addresses.includes(address))
				.map(address => finding(host, 'address', 'failure', words.address(address))),
			...judgeSystemd(spec, host, look),
			...judgeProxy(spec, host, look),
			...judgeNetwork(spec, host, look),
			...judgeNames(spec, host, look),
			...judgeHttpProxy(spec, host, look),
			...judgeRegistries(spec, host, look),
			...judgeMirrors(host, look),
		];
	});
};

/** Facts that a host may be without. Any other one that was not written down was not asked for by the version that did. */
const mayLack = ['packager', 'resolvConf', 'devices'];

/** Whether a host is still as the plan took it. Pure. */
export const judgeDrift = (host: Host, before: object, now: object): Finding[] => {
	const fields = Object.keys({...before, ...now}).filter(
		key =>
			(key in before || mayLack.includes(key)) &&
			JSON.stringify((before as Record<string, unknown>)[key]) !== JSON.stringify((now as Record<string, unknown>)[key]),
	);
	const values = (from: object, key: string) => JSON.stringify((from as Record<string, unknown>)[key]) ?? '-';
	return fields.length > 0
		? [
				finding(
					host,
					'drift',
					'failure',
					texts.run.check.drift(fields.map(key => `${key} ${values(before, key)} -> ${values(now, key)}`).join(', ')),
				),
			]
		: [];
};
