import type {FlaggedDaemon} from '../../spec/types.ts';

/** Flags that name what a daemon writes: its unit opens that directory to it, and gives all that is in it to the daemon's user. */
const parent = (file: string): string => file.slice(0, file.lastIndexOf('/')) || '/';

const writing: Readonly<Record<string, (value: string) => string>> = {
	'data-dir': value => value,
	'wal-dir': value => value,
	'cert-dir': value => value,
	'audit-log-path': parent,
	'log-dir': value => value,
	'log-file': parent,
};

/** The directory that a flag says its daemon writes to; undefined where it names none. */
export const writtenBy = (name: string, value: string): string | undefined =>
	Object.hasOwn(writing, name) && value.startsWith('/') ? writing[name]!(value) : undefined;

/** Where programs of every kind keep folders of their own: one level below is one program's, and these themselves are nobody's. */
const shelves = ['/var/lib', '/var/log', '/var/cache', '/srv', '/mnt', '/media', '/opt', '/data'];

/** What other programs own, below those. */
const taken = [
	...['apt', 'containerd', 'containers', 'dbus', 'docker', 'dpkg', 'kubelet', 'misc', 'pam', 'private', 'rpm', 'systemd', 'cni'].map(
		name => `/var/lib/${name}`,
	),
	...['apt', 'journal', 'private', 'containers', 'pods'].map(name => `/var/log/${name}`),
	'/var/cache/apt',
	'/opt/cni',
];

const isIn = (directory: string, above: string): boolean => directory === above || directory.startsWith(`${above}/`);

const etcdData = '/var/lib/etcd';

/** Whether a directory can be one daemon's alone: absolute, in its plain form, on a shelf, and not another program's. */
export const isOwnDirectory = (daemon: FlaggedDaemon, directory: string): boolean =>
	/^(?:\/[^/]+)+$/.test(directory) &&
	!/\/\.\.?(?:\/|$)/.test(directory) &&
	shelves.some(shelf => directory !== shelf && isIn(directory, shelf)) &&
	!taken.some(other => isIn(directory, other)) &&
	(daemon === 'etcd' || !isIn(directory, etcdData));
