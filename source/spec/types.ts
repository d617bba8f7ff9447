/** What the person wants: the shape of `cluster.yaml` after parsing, defaults filled in. */
import type {AddonSpec, OwnPair} from './addon-types.ts';

export const roles = ['control-plane', 'etcd', 'worker', 'balancer'] as const;
export type Role = (typeof roles)[number];

export const keyKinds = ['rsa-2048', 'rsa-3072', 'rsa-4096', 'ecdsa-p256', 'ecdsa-p384'] as const;
export type KeyKind = (typeof keyKinds)[number];

/** Daemons that take flags. */
export const flaggedDaemons = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubelet', 'kube-proxy'] as const;
export type FlaggedDaemon = (typeof flaggedDaemons)[number];

export const authorityIds = ['ca', 'etcd-ca', 'front-proxy-ca'] as const;
export type AuthorityId = (typeof authorityIds)[number];

/** What a mirror can stand in the place of: one project's releases, all of GitHub, or every official place. */
export const mirroredSources = ['kubernetes', 'etcd', 'containerd', 'runc', 'cniPlugins', 'github', 'all'] as const;
export type MirroredSource = (typeof mirroredSources)[number];

/** Public mirrors by the region that they are for. */
export const mirrorPresets = ['none', 'cn'] as const;
export type MirrorPreset = (typeof mirrorPresets)[number];

/** Who can take the HTTP proxy: kinstall's own downloads, the package manager of hosts, and daemons. */
export const httpProxyUsers = ['downloads', 'packages', 'containerd', 'kubelet', 'kube-apiserver'] as const;
export type HttpProxyUser = (typeof httpProxyUsers)[number];

export type Subject = {
	/** Two letters. */
	readonly country?: string;
	readonly state?: string;
	readonly locality?: string;
	readonly organization?: string;
	readonly unit?: string;
};

/** How hosts get binaries: from this machine over ssh, or by themselves from mirrors and the official places. */
export const fileWays = ['ssh', 'mirror'] as const;
export type FileWay = (typeof fileWays)[number];

/** When what travels to hosts is compressed: where the link is slow enough that it pays, or as told. */
export const compressions = ['auto', 'never', 'always'] as const;
export type Compression = (typeof compressions)[number];

/** Files relative to cluster.yaml. Without its key, kinstall writes signing requests and takes what was signed. */
export type OwnAuthority = {readonly certificate: string; readonly key?: string};

/** How a host is reached. Everything absent is left to the person's own ssh configuration. */
export type Ssh = {
	/** Name or address ssh dials; the host's `address` when absent. */
	readonly host?: string;
	readonly user?: string;
	readonly port?: number;
	readonly identityFile?: string;
	/** A jump host, as in ssh's ProxyJump. */
	readonly jump?: string;
	/** Run commands through `sudo -n`. */
	readonly sudo?: boolean;
};

export type Host = {
	/** A lower-case RFC 1123 label or name; also the Node's name. */
	readonly name: string;
	/** The address the other hosts use, IPv4 or IPv6. */
	readonly address: string;
	/** Its address of the other family, where it has one. */
	readonly addresses: readonly string[];
	readonly roles: readonly Role[];
	/** True when commands run on this machine, without ssh. */
	readonly local: boolean;
	/** False keeps kubelet, containerd and kube-proxy off this host. Default: true on control planes and workers. */
	readonly node: boolean;
	readonly ssh: Ssh;
	readonly labels: Readonly<Record<string, string>>;
};

export type Vip = {
	readonly address: string;
	/** The network interface on every balancer; the one with the host's address when absent. */
	readonly interface?: string;
	/** VRRP's virtual router id, 1 to 255. */
	readonly routerId: number;
};

export type Front = {readonly domain: string; readonly tls?: OwnPair};

/** A registry of the person's own. Files are relative to cluster.yaml. */
export type RegistrySpec = {
	/** A name or an address, and a port where it is not the usual one: as image names have it. */
	readonly host: string;
	/** Registries whose images it has, too: asked before them. */
	readonly mirrorOf: readonly string[];
	/** Where it has the images of one of those, below its own root; at the root when absent. */
	readonly paths: Readonly<Record<string, string>>;
	/** Authorities of its certificate, in PEM, beside those that a host knows. */
	readonly ca?: string;
	/** It speaks no TLS. */
	readonly plainHttp: boolean;
	/** A file with a line `USER:PASSWORD`. */
	readonly credentials?: string;
	/** Whether containerd of every node has the credentials. */
	readonly onNodes: boolean;
	/** Pods of these namespaces have the credentials by a Secret. */
	readonly pullSecret?: {readonly namespaces: readonly string[]};
};

export type ClusterSpec = {
	readonly apiVersion: 'kinstall/v1';
	readonly name: string;
	/** Exact, with a leading v: `v1.20.2`. */
	readonly kubernetes: string;
	/** The cluster's DNS domain, `cluster.local`. */
	readonly domain: string;
	/** Where clients find the API server: a host's address, a VIP, or a DNS name. */
	readonly endpoint: {readonly host: string; readonly port: number};
	readonly network: {
		/** CIDRs, one a family. */
		readonly pods: readonly string[];
		readonly services: readonly string[];
		/** Prefix length of one node's part of the IPv4 range of pods; of IPv6 it is always 64. */
		readonly nodeMask: number;
	};
	readonly hosts: readonly Host[];
	/** A configuration file for ssh, instead of `~/.ssh/config`; relative to cluster.yaml. */
	readonly ssh: {readonly config?: string};
	readonly pki: {
		readonly authorities: 'three' | 'one';
		readonly key: KeyKind;
		/** Lifetime of leaves, and of authorities. */
		readonly days: number;
		readonly caDays: number;
		/** Further names and addresses for the API server's certificate. */
		readonly names: readonly string[];
		/** Attributes of every certificate's subject but `organization`, which on a leaf would be a group: authorities alone carry it. */
		readonly subject: Subject;
		/** The person's own authorities. */
		readonly own: {readonly [K in AuthorityId]?: OwnAuthority};
	};
	readonly security: {
		/** `metadata`: the API server writes who did what, without bodies. `policy`: what the person's own file says. */
		readonly audit: 'none' | 'metadata' | 'policy';
		/** That file, relative to cluster.yaml; there with `policy` alone. */
		readonly auditPolicy?: string;
		/** When the log is turned over: megabytes of one file, days, and files beside the one that is written. */
		readonly auditLog: {readonly maxSize: number; readonly maxAge: number; readonly maxBackup: number};
		/** What Secrets are encrypted with in etcd. `identity`: they are no longer, and what was is read, and written anew. */
		readonly encryption: 'none' | 'secretbox' | 'aescbc' | 'identity';
		/** Which key of its kind writes, from 1: a higher one is made where it is not there yet. */
		readonly encryptionKey: number;
		/** What pods may be where their namespace says nothing. `warn`: whoever makes one that `baseline` would refuse is told, and it is made. */
		readonly podSecurity: 'none' | 'warn' | 'baseline' | 'restricted';
		/** What may be asked of an API server anonymously: its health (and cluster-info), or whatever RBAC allows. */
		readonly anonymous: 'health' | 'all';
		/** etcd, API server, controller manager and scheduler run as users of their own. */
		readonly nonRoot: boolean;
		/** A unit on the control planes approves renewals of kubelets' serving certificates. */
		readonly approver: boolean;
	};
	/** Flags added to or put in the place of those of the catalog, without their dashes. */
	readonly extraFlags: Readonly<Record<FlaggedDaemon, Readonly<Record<string, string>>>>;
	readonly cni: {
		readonly kind: 'routed' | 'flannel' | 'calico' | 'none';
		readonly flannel: {readonly backend: 'vxlan' | 'host-gw'};
		/** Without an MTU, calico finds it itself. */
		readonly calico: {readonly encapsulation: 'vxlan' | 'ipip'; readonly mtu?: number};
	};
	readonly dns: {readonly kind: 'coredns' | 'none'};
	readonly balancer: {
		readonly kind: 'nginx' | 'haproxy' | 'none';
		/** A balancer on every node besides: kubelet and kube-proxy reach the API servers through 127.0.0.1. */
		readonly onNodes: boolean;
		/** Where it listens there. */
		readonly localPort: number;
		/** The address that keepalived holds on one of the hosts with the role; absent where kinstall holds none. */
		readonly vip?: Vip;
		/** Ends TLS for `*.domain` on 443 of the hosts with the role, and passes requests to the ingress; absent where nothing does. */
		readonly front?: Front;
	};
	readonly time: {
		/** `host`: each host's own clock is left alone. */
		readonly kind: 'host' | 'chrony';
		/** Names or addresses of NTP servers. */
		readonly servers: readonly string[];
		/** The host that the others take their time from; it alone asks the servers. */
		readonly from?: string;
	};
	/** A DNS zone for the hosts, the endpoint and the applications. */
	readonly zone?: {
		readonly domain: string;
		/** The host that answers for it; absent where the zone is a file alone. */
		readonly on?: string;
		/** Addresses of the servers that it asks for all other names; without any it answers for none of them. */
		readonly forward: readonly string[];
	};
	readonly proxy: {readonly mode: 'iptables' | 'nftables' | 'ipvs'};
	/** Absent where requests go straight. */
	readonly httpProxy?: {
		/** The proxy for http:// and the one for https://: scheme, host and port, without credentials. */
		readonly http: string;
		readonly https: string;
		/** Names, `.domains`, addresses and CIDRs that are asked directly, beside those of the cluster. */
		readonly no: readonly string[];
		readonly for: readonly HttpProxyUser[];
		/** A file with a line `USER:PASSWORD`; relative to cluster.yaml. */
		readonly credentials?: string;
	};
	/** In the order in which they are asked. */
	readonly registries: readonly RegistrySpec[];
	/** In the order in which they are applied. */
	readonly addons: readonly AddonSpec[];
	readonly artifacts: {
		/** `auto` asks, in order: folder (if `path`), cache, mirrors (if there are any), the official place. */
		readonly from: 'auto' | 'folder' | 'mirror' | 'download' | 'bundle';
		/** A folder with archives under upstream's own names, or the bundle; relative to cluster.yaml. */
		readonly path?: string;
		/** Base URL of a mirror of every official place: the first of `mirrors.all`. */
		readonly url?: string;
		/** Base URLs, asked in their order, by what they stand in the place of. */
		readonly mirrors: {readonly [K in MirroredSource]?: readonly string[]};
		/** Public mirrors that are asked after the person's own. */
		readonly preset: MirrorPreset;
		/** `published`: sums from the catalog. `beside`: for own builds, the `.sha256` next to each file; shown as not pinned. */
		readonly sums: 'published' | 'beside';
		/** Image archives (docker-archive) imported on every node; relative to the folder. */
		readonly images: readonly string[];
	};
	/** How binaries, packages and images come to the hosts. */
	readonly distribution: {
		readonly from: FileWay;
		readonly compress: Compression;
		/** What all hosts together may take, as `10MB/s`. */
		readonly limit?: string;
		/** How many hosts take files at the same time; all when absent. */
		readonly atOnce?: number;
	};
};

/** One thing wrong with an input: where, why, and what would be right. */
export type Problem = {
	/** Like `hosts[2].address`; empty for the whole. */
	readonly path: string;
	readonly reason: string;
	readonly example?: string;
	/** The line of the file, from 1, where that is known. */
	readonly line?: number;
};
