/**
 * What systemd takes away from a daemon that does not need it, as rows. `since` is the first systemd that knows the directive: an older one
 * warns and goes on without it. kinstall itself needs 240 (Type=exec).
 */
export type Directive = {readonly name: string; readonly value: string; readonly since: number};
export type Profile = readonly Directive[];

/** What no daemon of ours needs that starts no containers. */
const everywhere: Profile = [
	{name: 'NoNewPrivileges', value: 'yes', since: 187},
	{name: 'ProtectSystem', value: 'strict', since: 232},
	{name: 'ProtectHome', value: 'yes', since: 214},
	{name: 'PrivateTmp', value: 'yes', since: 183},
	{name: 'PrivateDevices', value: 'yes', since: 209},
	{name: 'PrivateMounts', value: 'yes', since: 239},
	{name: 'ProtectHostname', value: 'yes', since: 242},
	{name: 'ProtectClock', value: 'yes', since: 245},
	{name: 'ProtectKernelLogs', value: 'yes', since: 244},
	{name: 'ProtectControlGroups', value: 'yes', since: 232},
	// ProcSubset=pid would hide net.core.somaxconn too: Go then listens with a backlog of 128.
	{name: 'ProtectProc', value: 'invisible', since: 247},
	{name: 'RestrictNamespaces', value: 'yes', since: 233},
	{name: 'RestrictRealtime', value: 'yes', since: 231},
	{name: 'RestrictSUIDSGID', value: 'yes', since: 242},
	{name: 'LockPersonality', value: 'yes', since: 235},
	{name: 'MemoryDenyWriteExecute', value: 'yes', since: 231},
	{name: 'SystemCallArchitectures', value: 'native', since: 209},
	// What is filtered fails and does not kill: a later Go or libc may try a call first that it can do without.
	{name: 'SystemCallErrorNumber', value: 'EPERM', since: 209},
	{name: 'UMask', value: '0077', since: 183},
];

const kernelAsItIs: Profile = [
	{name: 'ProtectKernelModules', value: 'yes', since: 232},
	{name: 'ProtectKernelTunables', value: 'yes', since: 232},
];

// Netlink without CAP_NET_ADMIN only reads: Go lists the host's interfaces with it.
const network: Directive = {name: 'RestrictAddressFamilies', value: 'AF_UNIX AF_INET AF_INET6 AF_NETLINK', since: 211};

/** Files below /etc, a socket, and at most a data directory: etcd, API server, controller manager, scheduler. */
export const sealed: Profile = [
	...everywhere,
	...kernelAsItIs,
	network,
	{name: 'CapabilityBoundingSet', value: '', since: 183},
	{name: 'SystemCallFilter', value: '@system-service', since: 239},
	{name: 'SystemCallFilter', value: '~@privileged @resources', since: 239},
	// The rotation of a log gives the new file to the old one's owner, which is the same.
	{name: 'SystemCallFilter', value: '@chown', since: 239},
];

/** nginx and haproxy: they begin as root, hand their work to another user, and may listen below 1024. */
export const balancing: Profile = [
	...everywhere,
	...kernelAsItIs,
	{name: 'RestrictAddressFamilies', value: 'AF_UNIX AF_INET AF_INET6', since: 211},
	{name: 'CapabilityBoundingSet', value: 'CAP_SETUID CAP_SETGID CAP_KILL CAP_NET_BIND_SERVICE', since: 183},
	{name: 'SystemCallFilter', value: '@system-service', since: 239},
	{name: 'SystemCallFilter', value: '~@resources', since: 239},
];

/** The same as fronts of applications: nginx gives directories for what it buffers to the user it works as. */
export const fronting: Profile = balancing.map(row =>
	row.name === 'CapabilityBoundingSet' ? {...row, value: `${row.value} CAP_CHOWN`} : row,
);

/** named: listens at port 53 and goes on as another user. It looks for the host's addresses (AF_NETLINK), and raises its limits where it may. */
export const naming: Profile = [
	...everywhere,
	...kernelAsItIs,
	{name: 'RestrictAddressFamilies', value: 'AF_UNIX AF_INET AF_INET6 AF_NETLINK', since: 211},
	{name: 'CapabilityBoundingSet', value: 'CAP_SETUID CAP_SETGID CAP_NET_BIND_SERVICE', since: 183},
	{name: 'SystemCallFilter', value: '@system-service', since: 239},
];

/** keepalived: adds an address, tells the neighbours (AF_PACKET), speaks VRRP (a raw socket), and runs its check as another user. */
export const addressing: Profile = [
	...everywhere,
	...kernelAsItIs,
	{name: 'RestrictAddressFamilies', value: 'AF_UNIX AF_INET AF_INET6 AF_NETLINK AF_PACKET', since: 211},
	{name: 'CapabilityBoundingSet', value: 'CAP_NET_ADMIN CAP_NET_RAW CAP_SETUID CAP_SETGID CAP_KILL', since: 183},
	{name: 'SystemCallFilter', value: '@system-service', since: 239},
	{name: 'SystemCallFilter', value: '~@resources', since: 239},
];

/** chronyd: sets the clock, may listen below 1024, and goes on as a user of its package's, to which it gives its files. */
export const timing: Profile = [
	...everywhere.filter(({name}) => name !== 'ProtectClock'),
	...kernelAsItIs,
	{name: 'RestrictAddressFamilies', value: 'AF_UNIX AF_INET AF_INET6', since: 211},
	{
		name: 'CapabilityBoundingSet',
		value: 'CAP_SYS_TIME CAP_SETUID CAP_SETGID CAP_CHOWN CAP_DAC_OVERRIDE CAP_FOWNER CAP_NET_BIND_SERVICE',
		since: 183,
	},
	{name: 'SystemCallFilter', value: '@system-service @clock', since: 239},
	{name: 'SystemCallFilter', value: '~@resources', since: 239},
];

/** What sets routes, rules and sysctls of the host's network, and may load a module for that: so modules and tunables stay open. */
export const routing: Profile = [
	...everywhere,
	network,
	{name: 'CapabilityBoundingSet', value: 'CAP_NET_ADMIN CAP_NET_RAW CAP_SYS_MODULE', since: 183},
	{name: 'SystemCallFilter', value: '@system-service @module', since: 239},
];

/**
 * containerd and the kubelet. Whatever is taken from containerd is taken from each container: capabilities, system calls, new privileges. The kubelet
 * mounts volumes that the host and containers must see, which ends with a mount namespace of its own, and so with every Protect and Private directive;
 * it runs mount helpers and volume plugins as they are, and sets cgroups and sysctls. Whoever may start containers on a host is root there anyway.
 */
export const unconfined: Profile = [];
