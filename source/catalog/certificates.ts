/**
 * The certificates of a cluster, as rows.
 *
 * `scope` says how many there are: `'cluster'` is one for all, a role is one for each host with it, and `'node'` is one for each
 * host with `node: true`. A row with `when?: (spec: ClusterSpec) => boolean` exists only where that is true: it is neither
 * requested nor laid on a host otherwise. `signsElsewhere(spec)` in topology.ts tells which authorities have no key here.
 */

import type {OwnPair} from '../spec/addon-types.ts';
import {nthAddress} from '../spec/network.ts';
import type {AuthorityId, ClusterSpec, Front, Host, Role} from '../spec/types.ts';
import {issuerCertificate, issuersWithKeys} from './addons/cert-manager.ts';
import {metricsServerTls} from './addons/metrics-server.ts';
import {traefikTls} from './addons/traefik.ts';
import {adminGroup, hasSuperAdmin} from './administrators.ts';
import {
	addonOf,
	approverUser,
	approvesRenewals,
	firstControlPlane,
	hostsWith,
	kubeletClient,
	kubeletServing,
	nodes as nodesOf,
	ownAuthority,
	pkiDirectory,
	signsRequests,
} from './topology.ts';

/** One certificate of a cluster, all that there is to say of it. Adding one touches this file only. */
export type CertificateRow = {
	readonly id: string;
	/** Id of the row that signs; an authority names itself. */
	readonly signer: AuthorityId;
	/** One for the whole cluster, or one for each host of a role, or for each node. */
	readonly scope: 'cluster' | 'node' | Role;
	/** Whether this cluster has it; every cluster when absent. */
	readonly when?: (spec: ClusterSpec) => boolean;
	readonly commonName: string | ((host: Host) => string);
	/** The person's own pair that takes its place, where there is one; the first of `names` is then the domain that it must be for, of one that does not issue. */
	readonly own?: (spec: ClusterSpec) => OwnPair | undefined;
	/** Whether what is the person's own is an authority, with which something in the cluster signs for whoever asks it. */
	readonly issues?: true;
	/** The Kubernetes group. */
	readonly organization?: string | ((spec: ClusterSpec) => string);
	/** DNS names and addresses it serves under, as the host's own scope sees them. */
	readonly names?: (spec: ClusterSpec, host: Host) => readonly string[];
	readonly usages: ReadonlyArray<'server' | 'client'>;
	/** Path below /etc/kubernetes/pki on a host, without its ending. */
	readonly path: string;
	/** The hosts that get the certificate, and those that get its private key. */
	readonly certificateOn: (host: Host) => boolean;
	readonly keyOn: (host: Host) => boolean;
	/** `user:group` of the certificate; who may read a key: accounts.ts. */
	readonly owner: string;
};

export const certificateMode = 0o644;

const nobody = (): boolean => false;
const controlPlanes = ({roles}: Host): boolean => roles.includes('control-plane');
const members = ({roles}: Host): boolean => roles.includes('etcd');
const nodes = ({node}: Host): boolean => node;

const either =
	(...who: ReadonlyArray<(host: Host) => boolean>) =>
	(host: Host): boolean =>
		who.some(belongs => belongs(host));

const addressesOf = ({address, addresses}: Host): string[] => [address, ...addresses];

const memberNames = (_: ClusterSpec, host: Host): string[] => [host.name, 'localhost', ...addressesOf(host), '127.0.0.1', '::1'];

const controlPlaneNames = (spec: ClusterSpec): string[] => [
	...hostsWith(spec, 'control-plane').flatMap(host => [host.name, ...addressesOf(host)]),
	'localhost',
	'127.0.0.1',
];

const apiserverNames = (spec: ClusterSpec): string[] => [
	'kubernetes',
	'kubernetes.default',
	'kubernetes.default.svc',
	`kubernetes.default.svc.${spec.domain}`,
	...controlPlaneNames(spec),
	spec.endpoint.host,
	...(spec.balancer.vip ? [spec.balancer.vip.address] : []),
	...hostsWith(spec, 'balancer').flatMap(addressesOf),
	// The service `kubernetes` has the first address of each family.
	...spec.network.services.map(cidr => nthAddress(cidr, 1)),
	...spec.pki.names,
];

const owner = 'root:root';
const own = (who: (host: Host) => boolean) => ({certificateOn: who, keyOn: who, owner});
const authority = {scope: 'cluster', usages: [], keyOn: nobody, owner} as const;
const forControlPlanes = {scope: 'cluster', ...own(controlPlanes)} as const;
const both = ['server', 'client'] as const;

/** A daemon of the control plane: client of the API server, and server of its own health and metrics. */
const daemon = (name: string): CertificateRow => {
	const user = `system:kube-${name}`;
	return {
		...forControlPlanes,
		id: name,
		signer: 'ca',
		commonName: user,
		organization: user,
		names: controlPlaneNames,
		usages: both,
		path: name,
	};
};

const member = (kind: string): CertificateRow => ({
	...own(members),
	id: `etcd-${kind}`,
	signer: 'etcd-ca',
	scope: 'etcd',
	commonName: ({name}) => name,
	names: memberNames,
	usages: both,
	path: `etcd/${kind}`,
});

/** A client that is known by its name alone. */
const client = (id: string, signer: AuthorityId, commonName: string) =>
	({...forControlPlanes, id, signer, commonName, usages: ['client'], path: id}) as const;

/** Serves the names below a domain, with a pair of the person's own where there is one. */
const forDomain = (whose: (spec: ClusterSpec) => Pick<Front, 'domain' | 'tls'> | undefined) =>
	({
		signer: 'ca',
		when: (spec: ClusterSpec): boolean => whose(spec) !== undefined,
		own: (spec: ClusterSpec) => whose(spec)?.tls,
		names: (spec: ClusterSpec): string[] => [whose(spec)!.domain, `*.${whose(spec)!.domain}`],
		usages: ['server'],
	}) as const;

/** The id of the front's certificate; 75-front lays it on its hosts. */
export const frontCertificate = 'front';

/** A kubelet's own, where no controller manager can sign what it would ask for: it is known by its name, and stays in the group of nodes. */
const ofKubelet = {
	...own(nodes),
	signer: 'ca',
	scope: 'node',
	when: (spec: ClusterSpec): boolean => !signsRequests(spec),
	commonName: ({name}: Host): string => `system:node:${name}`,
	organization: 'system:nodes',
} as const;

/** Authorities before what they sign. */
export const certificateRows: readonly CertificateRow[] = [
	// The controller manager signs the nodes' requests with this one, so its key lies on the control planes. The other two keys lie on no host.
	{
		...authority,
		id: 'ca',
		signer: 'ca',
		commonName: 'kubernetes-ca',
		path: 'ca',
		certificateOn: either(controlPlanes, nodes),
		keyOn: controlPlanes,
	},
	{...authority, id: 'etcd-ca', signer: 'etcd-ca', commonName: 'etcd-ca', path: 'etcd/ca', certificateOn: either(controlPlanes, members)},
	{
		...authority,
		id: 'front-proxy-ca',
		signer: 'front-proxy-ca',
		commonName: 'front-proxy-ca',
		path: 'front-proxy-ca',
		certificateOn: controlPlanes,
	},

	{
		...forControlPlanes,
		id: 'apiserver',
		signer: 'ca',
		commonName: 'kube-apiserver',
		names: apiserverNames,
		usages: ['server'],
		path: 'apiserver',
	},
	// In no group: the rights of system:kubelet-api-admin are bound to its name.
	client('apiserver-kubelet-client', 'ca', 'kube-apiserver-kubelet-client'),
	daemon('controller-manager'),
	daemon('scheduler'),
	{...client('kube-proxy', 'ca', 'system:kube-proxy'), ...own(nodes)},
	{...client('admin', 'ca', 'kubernetes-admin'), organization: adminGroup},
	{...client('super-admin', 'ca', 'kubernetes-super-admin'), organization: 'system:masters', when: hasSuperAdmin},
	client('front-proxy-client', 'front-proxy-ca', 'front-proxy-client'),
	client('apiserver-etcd-client', 'etcd-ca', 'kube-apiserver-etcd-client'),
	{...client('etcd-healthcheck-client', 'etcd-ca', 'kube-etcd-healthcheck-client'), ...own(members), path: 'etcd/healthcheck-client'},
	// What approves renewals of the kubelets' serving certificates: rights are bound to its name.
	{...client('csr-approver', 'ca', approverUser), when: approvesRenewals},
	// What its APIService is verified by: the API servers ask for it as a Service.
	{
		...forControlPlanes,
		id: metricsServerTls.certificate,
		signer: 'ca',
		when: spec => addonOf(spec, 'metrics-server') !== undefined,
		commonName: 'metrics-server',
		names: ({domain}) => ['', '.kube-system', '.kube-system.svc', `.kube-system.svc.${domain}`].map(rest => `metrics-server${rest}`),
		usages: ['server'],
		path: metricsServerTls.certificate,
	},
	// What applications are served with: by Traefik, and before it by the front.
	{
		...forControlPlanes,
		...forDomain(spec => addonOf(spec, 'traefik')),
		id: traefikTls.certificate,
		commonName: 'traefik',
		path: traefikTls.certificate,
	},
	{
		...forDomain(({balancer}) => balancer.front),
		...{scope: 'cluster', certificateOn: nobody, keyOn: nobody, owner},
		id: frontCertificate,
		commonName: 'kinstall-front',
		path: frontCertificate,
	},
	member('server'),
	member('peer'),
	{...ofKubelet, id: 'kubelet-client', usages: ['client'], path: kubeletClient},
	// The names that a kubelet would ask for itself.
	{...ofKubelet, id: 'kubelet-serving', usages: ['server'], names: (_, host) => [host.name, ...addressesOf(host)], path: kubeletServing},
];

/** The hosts whose own certificate a row means: the first control plane stands for the cluster. */
export const hostsOf = (spec: ClusterSpec, {scope}: CertificateRow): Host[] => {
	if (scope === 'cluster') return hostsWith(spec, 'control-plane').slice(0, 1);
	return scope === 'node' ? nodesOf(spec) : hostsWith(spec, scope);
};

/** The authorities with which cert-manager signs. 70-addons makes Secrets of them on one host, and no other one has them. */
const issuerRows = (spec: ClusterSpec): CertificateRow[] =>
	issuersWithKeys(spec).map(({name, ca}) => ({
		id: issuerCertificate(name),
		signer: 'ca',
		scope: 'cluster',
		commonName: name,
		own: () => ca,
		issues: true,
		usages: [],
		path: issuerCertificate(name),
		...own(host => host.name === firstControlPlane(spec).name),
	}));

/** The rows that a cluster has. */
export const rowsFor = (spec: ClusterSpec): CertificateRow[] => [
	...certificateRows.filter(({when}) => when?.(spec) ?? true),
	...issuerRows(spec),
];

/**
 * The controller manager signs with exactly one certificate and refuses a file of several. An own authority's file may hold
 * those above it too, so its first certificate also lies alone on the control planes.
 */
export const signingCertificate = {
	path: 'ca-signer',
	when: (spec: ClusterSpec): boolean => ownAuthority(spec, 'ca')?.key !== undefined,
	on: controlPlanes,
	owner,
} as const;

/** The file of the one certificate that the controller manager signs with. */
export const signingCertificatePath = (spec: ClusterSpec): string =>
	`${pkiDirectory}/${signingCertificate.when(spec) ? signingCertificate.path : 'ca'}.crt`;

/** Signs and verifies the tokens of service accounts: a key pair without a certificate. */
export const serviceAccountKey = {id: 'sa', path: 'sa', on: controlPlanes, owner} as const;
