/** Who is what in a cluster: the questions that rows ask of a spec. */
import type {ClusterSpec, Host, Role} from '../spec/types.ts';

export const hostsWith = (spec: ClusterSpec, role: Role): Host[] => spec.hosts.filter(host => host.roles.includes(role));
export const nodes = (spec: ClusterSpec): Host[] => spec.hosts.filter(host => host.node);
export const firstControlPlane = (spec: ClusterSpec): Host => hostsWith(spec, 'control-plane')[0]!;

/** An address as it stands in a URL: IPv6 in brackets. */
export const inUrl = (address: string): string => (address.includes(':') ? `[${address}]` : address);

export const etcdUrls = (spec: ClusterSpec): string[] => hostsWith(spec, 'etcd').map(host => `https://${inUrl(host.address)}:2379`);
export const endpointUrl = ({endpoint}: ClusterSpec): string => `https://${inUrl(endpoint.host)}:${endpoint.port}`;

/** A control plane that is no worker keeps ordinary pods away. */
export const isTainted = (host: Host): boolean => host.node && host.roles.includes('control-plane') && !host.roles.includes('worker');

export const pkiDirectory = '/etc/kubernetes/pki';
