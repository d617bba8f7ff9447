import type {ClusterSpec, FlaggedDaemon} from '../spec/types.ts';
import {etcd} from './flags/etcd.ts';
import {kubeApiserver} from './flags/kube-apiserver.ts';
import {kubeControllerManager} from './flags/kube-controller-manager.ts';
import {kubeProxy} from './flags/kube-proxy.ts';
import {kubeScheduler} from './flags/kube-scheduler.ts';
import {kubelet} from './flags/kubelet.ts';
import {type Flag, from, lives, type Place} from './place.ts';
import {releaseOf} from './releases.ts';

export const flagRows: Readonly<Record<FlaggedDaemon, readonly Flag[]>> = {
	etcd,
	'kube-apiserver': kubeApiserver,
	'kube-controller-manager': kubeControllerManager,
	'kube-scheduler': kubeScheduler,
	kubelet,
	'kube-proxy': kubeProxy,
};

/** The version that a daemon's rows count in: etcd's own, or that of Kubernetes. */
export const flagVersion = (daemon: FlaggedDaemon, {kubernetes}: Pick<ClusterSpec, 'kubernetes'>): string =>
	daemon === 'etcd' ? releaseOf(kubernetes).etcd : kubernetes;

/** `--name=value` of every row that lives there, in the rows' order, the person's own in their place or, sorted, at the end. */
export const renderFlags = (daemon: FlaggedDaemon, place: Place, flags: readonly Flag[] = flagRows[daemon]): string[] => {
	const version = flagVersion(daemon, place.spec);
	const rows = flags.flatMap(row => {
		const value = lives(row, version) ? from(row.value, place) : undefined;
		const given = place.spec.extraFlags[daemon][row.name];
		const merged = value !== undefined && given !== undefined ? row.merge?.(value, given) : undefined;
		return value === undefined ? [] : [{name: row.name, value: merged ?? given ?? value}];
	});
	const extra = Object.entries(place.spec.extraFlags[daemon]).sort(([one], [other]) => (one < other ? -1 : 1));
	const others = extra.filter(([name]) => rows.every(row => row.name !== name)).map(([name, value]) => ({name, value}));
	return [...rows, ...others].map(({name, value}) => `--${name}=${value}`);
};
