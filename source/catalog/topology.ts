/** Who is what in a cluster: the questions that rows ask of a spec. */

import type {AddonSpec} from '../spec/addon-types.ts';
import {type Family, family} from '../spec/network.ts';
import {type AuthorityId, authorityIds, type ClusterSpec, type Host, type OwnAuthority, type Role} from '../spec/types.ts';

export const hostsWith = (spec: ClusterSpec, role: Role): Host[] => spec.hosts.filter(host => host.roles.includes(role));
export const nodes = (spec: ClusterSpec): Host[] => spec.hosts.filter(host => host.node);
export const firstControlPlane = (spec: ClusterSpec): Host => hostsWith(spec, 'control-plane')[0]!;

/** Every address of a host, the first family's before the other's. */
export const addressesOf = ({address, addresses}: Host): string[] => [address, ...addresses];
/** Its address of a family; undefined where it has none. */
export const addressOf = (host: Host, kind: Family): string | undefined => addressesOf(host).find(address => family(address) === kind);

/** An address as it stands in a URL: IPv6 in brackets. */
export const inUrl = (address: string): string => (address.includes(':') ? `[${address}]` : address);

const etcdUrl = ({address}: Host): string => `https://${inUrl(address)}:2379`;
/**
 * Whether every API server keeps to the etcd member of its own host, as kubeadm's do. Lists come from an API server's cache, which waits up to ten seconds
 * for the member that it followed when that one's host dies; its own member dies with itself. It needs a balancer before all clients that finds out when a
 * member is dead and its API server is not: haproxy asks.
 */
export const keepToTheirMembers = (spec: ClusterSpec): boolean => {
	const controlPlanes = hostsWith(spec, 'control-plane');
	const everyWayIsOurs = hostsWith(spec, 'balancer').length > 0 || outsideTargets(spec).length === 0;
	return (
		controlPlanes.length > 1 &&
		controlPlanes.every(({roles}) => roles.includes('etcd')) &&
		spec.balancer.kind === 'haproxy' &&
		everyWayIsOurs
	);
};
/** The members that a control plane's API server speaks to. */
export const etcdUrls = (spec: ClusterSpec, host: Host): string[] =>
	(keepToTheirMembers(spec) ? [host] : hostsWith(spec, 'etcd')).map(etcdUrl);
export const endpointUrl = ({endpoint}: ClusterSpec): string => `https://${inUrl(endpoint.host)}:${endpoint.port}`;

/** The nodes' own balancers listen here; it stands in every API server's certificate. */
export const localAddress = '127.0.0.1';
/** Where kubelet and kube-proxy find the API servers: the endpoint, or the balancer on their own host. */
export const nodeUrl = (spec: ClusterSpec): string =>
	spec.balancer.onNodes ? `https://${localAddress}:${spec.balancer.localPort}` : endpointUrl(spec);

/** Whether a balancer of ours stands on a host: before the endpoint, or for the host's own daemons. */
export const balances = ({balancer}: ClusterSpec, {roles, node}: Host): boolean =>
	balancer.kind !== 'none' && (roles.includes('balancer') || (balancer.onNodes && node));
/** The ports on which it listens there: the endpoint's on every address, the other one on loopback. */
export const balancerPorts = ({balancer, endpoint}: ClusterSpec, {roles, node}: Host): number[] => [
	...(roles.includes('balancer') ? [endpoint.port] : []),
	...(balancer.onNodes && node ? [balancer.localPort] : []),
];
/** Where a host's balancer answers on the host itself, as bash opens it (`127.0.0.1/6443`): on loopback, in each family it listens in. Empty where there is none. */
export const balancerAnswers = (spec: ClusterSpec, host: Host): string[] => {
	const {balancer, endpoint} = spec;
	if (!balances(spec, host)) return [];
	return [
		...(host.roles.includes('balancer') ? addressesOf(host).map(at => `${at.includes(':') ? '::1' : '127.0.0.1'}/${endpoint.port}`) : []),
		...(balancer.onNodes && host.node ? [`${localAddress}/${balancer.localPort}`] : []),
	];
};
/** Whether a host may hold the virtual IP. */
export const holdsVip = ({balancer}: ClusterSpec, {roles}: Host): boolean => balancer.vip !== undefined && roles.includes('balancer');

/**
 * Where an endpoint that is no host's and that kinstall does not hold must lead, `10.0.0.11:6443`: to the balancers, or where there are none to
 * the API servers. Empty when the endpoint is a host's or held.
 */
export const outsideTargets = (spec: ClusterSpec): string[] => {
	const {endpoint, balancer} = spec;
	if (spec.hosts.some(host => addressesOf(host).includes(endpoint.host)) || balancer.vip?.address === endpoint.host) return [];
	if (balancer.vip) return [`${inUrl(balancer.vip.address)}:${endpoint.port}`];
	const balancers = hostsWith(spec, 'balancer');
	return balancers.length > 0
		? balancers.map(({address}) => `${inUrl(address)}:${endpoint.port}`)
		: hostsWith(spec, 'control-plane').map(({address}) => `${inUrl(address)}:6443`);
};

/** A control plane that is no worker keeps ordinary pods away. */
export const isTainted = (host: Host): boolean => host.node && host.roles.includes('control-plane') && !host.roles.includes('worker');

/** The nodes that take ordinary pods; every node where none does. */
export const ingressNodes = (spec: ClusterSpec): Host[] => {
	const open = nodes(spec).filter(host => !isTainted(host));
	return open.length > 0 ? open : nodes(spec);
};

/** The hosts on which TLS of the applications ends. */
export const frontHosts = (spec: ClusterSpec): Host[] =>
	spec.balancer.front !== undefined && spec.balancer.kind !== 'none' ? hostsWith(spec, 'balancer') : [];
/** Where the front listens there. */
export const frontPorts = {https: 443, http: 80} as const;

/** Whether every API server has a way to pods: only `routed` gives one to a host without a kubelet. */
export const podsReached = (spec: ClusterSpec): boolean =>
	spec.cni.kind === 'routed' || hostsWith(spec, 'control-plane').every(({node}) => node);

/** Who approves renewals, as the API server sees it. */
export const approverUser = 'kinstall:csr-approver';

export const pkiDirectory = '/etc/kubernetes/pki';

/** The pairs of a kubelet that asks for none itself, below that directory and without their endings. */
export const kubeletClient = 'kubelet-client';
export const kubeletServing = 'kubelet';

/** With one authority, `ca` stands for the others too. */
export const authorityFor = ({pki}: ClusterSpec, id: AuthorityId): AuthorityId => (pki.authorities === 'one' ? 'ca' : id);

/** The person's own authority that stands in the place of `id`, if there is one. */
export const ownAuthority = (spec: ClusterSpec, id: AuthorityId): OwnAuthority | undefined => spec.pki.own[authorityFor(spec, id)];

/** The authorities that have no key here: what they are to sign is signed elsewhere. With one authority all three, or none. */
export const signsElsewhere = (spec: ClusterSpec): AuthorityId[] =>
	authorityIds.filter(id => {
		const own = ownAuthority(spec, id);
		return own !== undefined && own.key === undefined;
	});

/** Whether the cluster signs its kubelets' requests itself: the controller manager needs the key of `ca` for that. */
export const signsRequests = (spec: ClusterSpec): boolean => !signsElsewhere(spec).includes('ca');

/** Whether the controller manager gives nodes their pods' ranges: flannel reads them off the nodes, and nobody else sets them. */
export const allocatesNodeCidrs = ({cni}: ClusterSpec): boolean => cni.kind === 'flannel';

/** Whether the plan does: calico gives pods addresses by blocks of its own. */
export const plansPodCidrs = ({cni}: ClusterSpec): boolean => cni.kind === 'routed' || cni.kind === 'none';

/** Whether a unit on the control planes approves renewals of kubelets' serving certificates. */
export const approvesRenewals = (spec: ClusterSpec): boolean => signsRequests(spec) && spec.security.approver;

/** What `addons` says of one of kinstall's own; undefined where nobody wants it. */
export const addonOf = <K extends NonNullable<AddonSpec['kind']>>(spec: ClusterSpec, kind: K) =>
	spec.addons.find((addon): addon is Extract<AddonSpec, {readonly kind: K}> => addon.kind === kind);

export const isDualStack = ({network}: ClusterSpec): boolean => network.pods.length > 1;

/** Off by default in 1.19 and 1.20. */
export const dualStackGate = {name: 'IPv6DualStack', until: '1.21'} as const;
