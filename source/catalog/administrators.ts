/**
 * Who administers a cluster, in kubeadm's manner and under its names, so that its commands fit: from 1.29 on `kubernetes-admin` has its rights by a
 * binding, which can be taken away, and `kubernetes-super-admin` is the one whom no authorization stops, for the first binding and for the worst day.
 */
import type {ClusterSpec} from '../spec/types.ts';
import {lives} from './place.ts';

const masters = 'system:masters';
export const boundAdmins = 'kubeadm:cluster-admins';

export const hasSuperAdmin = ({kubernetes}: Pick<ClusterSpec, 'kubernetes'>): boolean => lives({since: '1.29'}, kubernetes);

/** The group of `kubernetes-admin`. */
export const adminGroup = (spec: Pick<ClusterSpec, 'kubernetes'>): string => (hasSuperAdmin(spec) ? boundAdmins : masters);

/** On a control plane: the kubeconfig that has all rights before any are bound. */
export const mightiestKubeconfig = (spec: Pick<ClusterSpec, 'kubernetes'>): string =>
	`/etc/kubernetes/${hasSuperAdmin(spec) ? 'super-admin' : 'admin'}.conf`;
