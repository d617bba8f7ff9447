/** Where else the files of a cluster lie: what a mirror stands in the place of, and the mirrors that presets name. */
import type {ClusterSpec, MirroredSource, MirrorPreset} from '../spec/types.ts';
import type {Artifact} from './artifact-types.ts';

/**
 * The official address that a mirror's base takes the place of, by the name that cluster.yaml has for it; without the scheme.
 * `all` stands before the whole address, host and path. Narrow ones first: a mirror of one project is asked before one of everything.
 */
export const upstreams = {
	kubernetes: 'dl.k8s.io',
	etcd: 'github.com/etcd-io/etcd/releases/download',
	containerd: 'github.com/containerd/containerd/releases/download',
	runc: 'github.com/opencontainers/runc/releases/download',
	cniPlugins: 'github.com/containernetworking/plugins/releases/download',
	github: 'github.com',
	all: '',
} as const satisfies Readonly<Record<MirroredSource, string>>;

type Mirror = {readonly preset: Exclude<MirrorPreset, 'none'>; readonly of: MirroredSource; readonly base: string};

/**
 * Mirrors of others that a preset asks, in this order. Sources: for DaoCloud the README and mirror.yaml of DaoCloud/public-binary-files-mirror, which name
 * dl.k8s.io and github.com, and docs/operations/mirror.md of kubernetes-sigs/kubespray; for QingStor cmd/kk/pkg/files/file.go of
 * kubesphere/kubekey, whose KKZONE=cn takes these addresses.
 */
const mirrors: readonly Mirror[] = [
	{preset: 'cn', of: 'all', base: 'https://files.m.daocloud.io'},
	{preset: 'cn', of: 'etcd', base: 'https://kubernetes-release.pek3b.qingstor.com/etcd/release/download'},
	{preset: 'cn', of: 'containerd', base: 'https://kubernetes-release.pek3b.qingstor.com/containerd/containerd/releases/download'},
	{preset: 'cn', of: 'runc', base: 'https://kubernetes-release.pek3b.qingstor.com/opencontainers/runc/releases/download'},
	{preset: 'cn', of: 'cniPlugins', base: 'https://containernetworking.pek3b.qingstor.com/plugins/releases/download'},
];

/** The address below a base; undefined where the mirror is one of something else. */
const below = (of: MirroredSource, base: string, path: string): string | undefined => {
	const before = upstreams[of] === '' ? '' : `${upstreams[of]}/`;
	return path.startsWith(before) ? `${base.replace(/\/+$/, '')}/${path.slice(before.length)}` : undefined;
};

/** Whether a published sum vouches for an artifact under these settings; what is not pinned needs a person's yes. */
export const isPinned = (artifact: Artifact, {sums}: Pick<ClusterSpec['artifacts'], 'sums'>): boolean =>
	sums === 'published' && artifact.sum !== undefined;

type Sources = Pick<ClusterSpec['artifacts'], 'url' | 'mirrors' | 'preset'>;

/**
 * Where mirrors have a file, in the order in which they are asked: the person's own, those of one project before those of all, then the preset's.
 * @param path as in an artifact: host and path of the official address
 * @param pinned whether a published sum vouches for the file. One that only the sum beside it could vouch for is asked of no preset's mirror.
 */
export const mirrorUrls = (path: string, {url, mirrors: own, preset}: Sources, pinned: boolean): string[] => {
	const named = Object.keys(upstreams).flatMap(key => {
		const of = key as MirroredSource;
		const bases = [...(of === 'all' && url !== undefined ? [url] : []), ...(own[of] ?? [])];
		return bases.map(base => below(of, base, path));
	});
	const others = pinned ? mirrors.filter(mirror => mirror.preset === preset).map(({of, base}) => below(of, base, path)) : [];
	return [...new Set([...named, ...others])].filter(at => at !== undefined);
};
