/** What the balancers of every kind have in common. */
import type {Place} from '../place.ts';
import {addressesOf, holdsVip, hostsWith, inUrl, keepToTheirMembers, localAddress, ownAuthority} from '../topology.ts';

export const balancerDirectory = '/etc/kinstall/balancer';
/** The cluster's authority, by which a balancer knows the API servers it asks. */
export const balancerAuthority = `${balancerDirectory}/ca.crt`;

/**
 * What an API server is asked. About etcd only where each has a member of its own behind it: where all have the same ones, no other API server would do
 * better while these elect a leader. Kubernetes that does not know one of the names takes no offence.
 */
export const readyPath = ({spec}: Place): string => (keepToTheirMembers(spec) ? '/readyz' : '/readyz?exclude=etcd&exclude=etcd-readiness');

/** Over plain HTTP, for the check of keepalived: `readyPath` of an API server, as one sees it through this balancer. */
export const healthPort = 6445;
export const hasHealthPort = ({spec, host}: Place): boolean => holdsVip(spec, host);

/**
 * What an API server that is ready says to a client without a name. 403 is what one says that knows no rights yet. Where no such client is let in at all,
 * an answer must do.
 */
export const alive = ({spec}: Place): readonly number[] =>
	spec.extraFlags['kube-apiserver']['anonymous-auth'] === 'false' ? [200, 401] : [200];

/**
 * Whether a balancer can verify the API servers that it asks. OpenSSL goes up to a root, which an authority of the person's own need not be; clients
 * verify for themselves in any case.
 */
export const knowsRoot = ({spec}: Place): boolean => ownAuthority(spec, 'ca') === undefined;

/** A name in every API server's certificate, and in no other one's that the same authority signed. */
export const apiServerName = 'kubernetes';

export const servers = ({spec}: Place): Array<{name: string; at: string}> =>
	hostsWith(spec, 'control-plane').map(({name, address}) => ({name, at: `${inUrl(address)}:6443`}));

/** The endpoint's port on all addresses of each of the host's families; undefined where none but the host's own daemons come. */
export const endpointListeners = ({spec, host}: Place): Array<{six: boolean; port: number}> =>
	host.roles.includes('balancer') ? addressesOf(host).map(address => ({six: address.includes(':'), port: spec.endpoint.port})) : [];

/** The loopback listener for kubelet and kube-proxy, if the host has one. */
export const localListeners = ({spec, host}: Place): string[] =>
	spec.balancer.onNodes && host.node ? [`${localAddress}:${spec.balancer.localPort}`] : [];
