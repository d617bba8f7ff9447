/** How the cluster is: what the end of an install, `kinstall status` and the Cluster screen show. Holds nothing secret. */
export type ClusterStatus = {
	/** `kubectl get componentstatuses`, as printed. */
	readonly componentStatuses: string;
	/** `kubectl get nodes -o wide`, as printed. */
	readonly nodes: string;
	readonly readyNodes: number;
	readonly totalNodes: number;
	readonly probes: readonly Probe[];
	/** ISO 8601. Absent, as is all that follows, in journals of a version that did not look at it. */
	readonly seen?: string;
	readonly hosts?: readonly HostSeen[];
	readonly leases?: readonly Lease[];
	readonly etcd?: Etcd;
	/** The virtual IP and the hosts that have it, which should be one; absent where keepalived holds none. */
	readonly vip?: VipSeen;
	readonly certificates?: readonly CertificateSeen[];
	/** What of the addons runs; absent when no API server said so. */
	readonly addons?: readonly AddonSeen[];
	/** Requests for certificates that nobody has decided; absent when no API server said so. */
	readonly pendingRequests?: number;
};

export type Probe = {readonly host: string; readonly what: string; readonly healthy: boolean; readonly detail: string};

/** A workload of an addon, or an API that it stands behind. */
export type AddonSeen = {
	/** The addon's id, as its label has it. */
	readonly addon: string;
	/** `kind namespace name`; no namespace is `-`. */
	readonly object: string;
	/** Pods; an API is one, or none. */
	readonly wanted: number;
	readonly ready: number;
	/** Why an API is not there. */
	readonly said?: string;
};

export type HostSeen = {
	readonly host: string;
	/** When it answered last, ISO 8601; absent when it never did. */
	readonly seen?: string;
	/** Why it did not answer this time; absent when it did. */
	readonly silent?: string;
};

export type VipSeen = {readonly address: string; readonly holders: readonly string[]};

/** Who leads among the daemons of one kind. */
export type Lease = {
	readonly name: string;
	/** As the daemon names itself, `HOST_UUID`. */
	readonly holder: string;
	/** Seconds since the holder renewed it, by the clock of the host that was asked. */
	readonly age: number;
	/** Seconds that it holds without being renewed. */
	readonly duration: number;
};

export type Etcd = {readonly members: readonly EtcdMember[]; readonly alarms: readonly EtcdAlarm[]};

export type EtcdMember = {
	/** Hexadecimal, as etcdctl prints it in its tables. */
	readonly id: string;
	/** Empty for a member that was added and has not started. */
	readonly name: string;
	readonly learner: boolean;
	/** What it says of itself; absent when it did not answer. */
	readonly own?: {
		readonly leader: boolean;
		readonly term: number;
		readonly index: number;
		/** Bytes of its database's file, and of what is used of it. */
		readonly size: number;
		readonly used: number;
		readonly version: string;
	};
};

export type EtcdAlarm = {readonly member: string; readonly alarm: string};

/** A certificate that lies on hosts, once, with all the places where it lies. */
export type CertificateSeen = {
	readonly commonName: string;
	readonly issuer: string;
	readonly authority: boolean;
	/** Lower-case hexadecimal. */
	readonly serial: string;
	/** sha256 of the certificate in DER, lower-case hexadecimal. */
	readonly fingerprint: string;
	/** ISO 8601. */
	readonly notBefore: string;
	readonly notAfter: string;
	readonly places: ReadonlyArray<{readonly host: string; readonly path: string}>;
};
