/** Which user runs what, and who may read which secret: `security.nonRoot`, in one place. */
import type {ClusterSpec, Host} from '../spec/types.ts';

/** The daemons that need not be root; each one's user and group have its name. */
export type Daemon = 'etcd' | 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler';

/** Readers of the service accounts' key, the only secret that two daemons share. */
export const sharedGroup = 'kube-service-account';

type Secured = Pick<ClusterSpec, 'security'>;

/** `root`, or the daemon's own user. */
export const userOf = ({security}: Secured, daemon: Daemon): string => (security.nonRoot ? daemon : 'root');

/**
 * `user:group` of a secret that these daemons read; none means that only root does. The user is root in any case: no daemon may change its own keys,
 * and while a cluster changes to users of its own, daemons that still run as root go on reading.
 */
export const ownerOf = ({security}: Secured, ...readers: readonly Daemon[]): string => {
	const [reader, other] = readers;
	return security.nonRoot && reader ? `root:${other ? sharedGroup : reader}` : 'root:root';
};

/** The mode that goes with `ownerOf`. */
export const modeOf = ({security}: Secured, ...readers: readonly Daemon[]): number =>
	security.nonRoot && readers.length > 0 ? 0o640 : 0o600;

/** Who reads a private key, by the id of its row; a row that is not here is root's alone. */
export const keyReaders: Readonly<Record<string, readonly Daemon[]>> = {
	'etcd-server': ['etcd'],
	'etcd-peer': ['etcd'],
	apiserver: ['kube-apiserver'],
	'apiserver-kubelet-client': ['kube-apiserver'],
	'apiserver-etcd-client': ['kube-apiserver'],
	'front-proxy-client': ['kube-apiserver'],
	// It signs the kubelets' requests.
	ca: ['kube-controller-manager'],
	'controller-manager': ['kube-controller-manager'],
	scheduler: ['kube-scheduler'],
	sa: ['kube-apiserver', 'kube-controller-manager'],
};

/** The accounts a host needs: users, each with a group of its name, and groups without a user. */
export const accountsOn = ({security}: Secured, {roles}: Host): {readonly users: readonly Daemon[]; readonly groups: readonly string[]} => {
	const controlPlane = security.nonRoot && roles.includes('control-plane');
	const etcd: readonly Daemon[] = security.nonRoot && roles.includes('etcd') ? ['etcd'] : [];
	const kube: readonly Daemon[] = controlPlane ? ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'] : [];
	return {users: [...etcd, ...kube], groups: controlPlane ? [sharedGroup] : []};
};
