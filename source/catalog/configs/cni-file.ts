import type {ClusterSpec} from '../../spec/types.ts';

/** Where containerd looks for a pod network; of several files it takes the first by name. */
export const cniDirectory = '/etc/cni/net.d';

/** The file there of each pod network; undefined where somebody else brings one. */
export const cniFile = {
	routed: '10-kinstall.conflist',
	flannel: '10-flannel.conflist',
	calico: '10-calico.conflist',
	none: undefined,
} as const satisfies Readonly<Record<ClusterSpec['cni']['kind'], string | undefined>>;
