/** What the check found on one host; kept as `facts/HOST.json`. Holds only what stays the same from one day to the next. */
export type Facts = {
	readonly host: string;
	/** `debian`, `12`. */
	readonly os: {readonly id: string; readonly version: string; readonly name: string};
	/** As artifacts name it: `amd64`, `arm64`. */
	readonly arch: string;
	readonly kernel: string;
	/** The controllers' hierarchy: 1 also stands for hybrid. */
	readonly cgroup: 1 | 2;
	/** Whether root may lower its out-of-memory score and raise limits (CAP_SYS_RESOURCE). */
	readonly sysResource: boolean;
	/** Whether the clock is the host's own: a container has that of its machine, whether root may set it or not. */
	readonly ownClock: boolean;
	readonly cores: number;
	/** MiB. */
	readonly memory: number;
	/** Name of the package manager, `apt`, `dnf`, or absent. */
	readonly packager?: string;
	/** Whether the size of the connection-tracking table may be set. */
	readonly conntrack: boolean;
	/** Whether a file names a server that pods can ask, too: not one on the host's own loopback. */
	readonly resolver: boolean;
	/** That file, where it is not /etc/resolv.conf: systemd-resolved has its own stub there. */
	readonly resolvConf?: string;
	/** Network interface of each of the host's addresses in cluster.yaml, as far as its routes tell: `{'10.0.0.11': 'eth0'}`. */
	readonly devices?: Readonly<Record<string, string>>;
};
