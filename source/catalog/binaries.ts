import type {Component} from './checksums.ts';

/** What a host must be for a binary to belong on it: `node` runs pods, the others are roles. */
export type Need = 'control-plane' | 'etcd' | 'node';

/** One executable of a component: where it lies in the archive, where it goes, and which hosts get it. */
export type BinaryRow = {
	readonly component: Component;
	readonly path: string;
	/** Absent when the artifact is the executable itself. */
	readonly member?: (version: string, arch: string) => string;
	readonly need: Need;
};

const bin = '/usr/local/bin';

const kubernetes = (name: string, need: Need): BinaryRow => ({
	component: 'kubernetes-server',
	path: `${bin}/${name}`,
	member: () => `kubernetes/server/bin/${name}`,
	need,
});

const etcd = (name: string): BinaryRow => ({
	component: 'etcd',
	path: `${bin}/${name}`,
	member: (version, arch) => `etcd-v${version}-linux-${arch}/${name}`,
	need: 'etcd',
});

const containerd = (name: string): BinaryRow => ({
	component: 'containerd',
	path: `${bin}/${name}`,
	member: () => `bin/${name}`,
	need: 'node',
});

const cniPlugin = (name: string): BinaryRow => ({component: 'cni-plugins', path: `/opt/cni/bin/${name}`, member: () => name, need: 'node'});

export const binaryRows: readonly BinaryRow[] = [
	kubernetes('kube-apiserver', 'control-plane'),
	kubernetes('kube-controller-manager', 'control-plane'),
	kubernetes('kube-scheduler', 'control-plane'),
	kubernetes('kubectl', 'control-plane'),
	kubernetes('kubelet', 'node'),
	kubernetes('kube-proxy', 'node'),
	etcd('etcd'),
	etcd('etcdctl'),
	containerd('containerd'),
	containerd('containerd-shim-runc-v2'),
	containerd('ctr'),
	{component: 'runc', path: '/usr/local/sbin/runc', need: 'node'},
	cniPlugin('bridge'),
	cniPlugin('host-local'),
	cniPlugin('loopback'),
	cniPlugin('portmap'),
	cniPlugin('bandwidth'),
];

/** The rows of one component. */
export const binariesOf = (component: Component): readonly BinaryRow[] => binaryRows.filter(row => row.component === component);
