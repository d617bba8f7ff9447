/** The person's own manifests, a path relative to cluster.yaml. */
export type FileAddon = {readonly kind?: 'file'; readonly file: string};
export type MetricsServerAddon = {readonly kind: 'metrics-server'; readonly replicas: number};
/** The person's own certificate, with what leads to its root behind it, and its key: paths relative to cluster.yaml. */
export type OwnPair = {readonly certificate: string; readonly key: string};
/** Where Traefik takes requests on its nodes, when nobody says. */
export const ingressPorts = {http: 30_080, https: 30_443} as const;
export type TraefikAddon = {
	readonly kind: 'traefik';
	/** Applications have names below it; the certificate is for `*.domain`. */
	readonly domain: string;
	/** How many run; absent, one on each node that takes ordinary pods. */
	readonly replicas?: number;
	/** Whether it takes Ingresses that name no class. */
	readonly defaultClass: boolean;
	readonly nodePorts: {readonly http: number; readonly https: number};
	/** In the place of a certificate that the cluster's authority signs. */
	readonly tls?: OwnPair;
};
export type HeadlampAddon = {
	readonly kind: 'headlamp';
	/** Its name below the domain of Traefik, which passes requests to it. */
	readonly host?: string;
	/** A port of every node, without TLS. */
	readonly nodePort?: number;
};
/** What becomes of a claim's directory when the claim is deleted. */
export const nfsEnds = ['archive', 'delete', 'retain'] as const;
/** A storage class over a directory that an NFS server exports. */
export type NfsAddon = {
	readonly kind: 'nfs';
	readonly server: string;
	readonly path: string;
	/** Of the class. */
	readonly name: string;
	readonly default: boolean;
	readonly onDelete: (typeof nfsEnds)[number];
};
/** An authority that cert-manager asks over the network, and that looks for its answer on port 80 of the names. */
export type AcmeIssuer = {
	/** The URL of its directory. */
	readonly server: string;
	/** Who signed the certificate of that server, where no public authority did: a path relative to cluster.yaml. */
	readonly ca?: string;
	/** Where it writes to when a certificate ends. */
	readonly email?: string;
	/** The class of the Ingresses that lead to what answers it. */
	readonly ingressClass: string;
};
/** A ClusterIssuer; one of the three says of which kind. */
export type IssuerSpec = {
	readonly name: string;
	readonly selfSigned?: true;
	/** The person's own authority and its key, which get into the cluster as a Secret. */
	readonly ca?: OwnPair;
	readonly acme?: AcmeIssuer;
};
export type CertManagerAddon = {readonly kind: 'cert-manager'; readonly issuers: readonly IssuerSpec[]};
/** What runs in the cluster beside its network and its DNS. */
export type AddonSpec = FileAddon | MetricsServerAddon | TraefikAddon | HeadlampAddon | NfsAddon | CertManagerAddon;
