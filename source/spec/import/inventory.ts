/** What the two formats of an Ansible inventory have in common: groups of hosts, with variables, below each other. */
import type {Role} from '../types.ts';
import {expandPattern} from './expand-pattern.ts';
import type {Raw} from './imported.ts';

export type Vars = Readonly<Record<string, string>>;

export type Group = {
	readonly name: string;
	/** As written, ranges in brackets included. */
	readonly hosts: ReadonlyArray<{readonly pattern: string; readonly vars: Vars}>;
	readonly vars: Vars;
	readonly children: readonly string[];
};

/** Groups as inventories of Kubernetes installers call them. */
const groupRoles: ReadonlyArray<readonly [pattern: RegExp, role: Role]> = [
	[/^(kube[-_])?(control[-_]?planes?|masters?|controllers?)$/, 'control-plane'],
	[/^(kube[-_])?etcds?$/, 'etcd'],
	[/^(kube[-_])?(nodes?|workers?|agents?)$/, 'worker'],
	[/^((ex[-_])?lb|load[-_]?balancers?|balancers?|haproxy|loadbalancer)$/, 'balancer'],
];

const roleOf = (group: string): Role | undefined => groupRoles.find(([pattern]) => pattern.test(group))?.[1];

/** `node1:2222`: a port may stand behind a name, but not behind an IPv6 address. */
const withPort = (pattern: string): readonly [string, Vars] => {
	const [, name, port] = /^([^:]+):(\d+)$/.exec(pattern) ?? [];
	return name === undefined || port === undefined ? [pattern, {}] : [name, {ansible_port: port}];
};

/** Every group that a group is in, itself first; a circle ends where it began. */
const above = (name: string, groups: readonly Group[], seen: readonly string[] = []): readonly string[] => {
	if (seen.includes(name)) return seen;
	const parents = groups.filter(({children}) => children.includes(name)).map(group => group.name);
	return parents.reduce<readonly string[]>((all, parent) => above(parent, groups, all), [...seen, name]);
};

const first = (vars: Vars, ...keys: readonly string[]): string | undefined => keys.map(key => vars[key]).find(value => value !== undefined);

const jumpOf = (vars: Vars): string | undefined =>
	/(?:-J\s*|ProxyJump[=\s]\s*)"?([^\s"']+)/i.exec(first(vars, 'ansible_ssh_common_args', 'ansible_ssh_extra_args') ?? '')?.[1];

const rawOf = (alias: string, vars: Vars, roles: readonly Role[]): Raw => ({
	alias,
	target: first(vars, 'ansible_host', 'ansible_ssh_host'),
	// What other hosts use may differ from where ssh goes to.
	ip: first(vars, 'ip'),
	roles,
	ssh: {
		user: first(vars, 'ansible_user', 'ansible_ssh_user'),
		port: first(vars, 'ansible_port', 'ansible_ssh_port'),
		identityFile: first(vars, 'ansible_ssh_private_key_file', 'ansible_private_key_file'),
		jump: jumpOf(vars),
	},
});

/** The hosts of an inventory, each once, with what its groups say about it: a host's own variables count before its group's, and `all` counts last. */
export const readGroups = (groups: readonly Group[]): readonly Raw[] => {
	const own = new Map<string, Vars>();
	const member = new Map<string, Set<string>>();
	for (const {name, hosts} of groups)
		for (const {pattern, vars} of hosts) {
			const [names, port] = withPort(pattern);
			for (const host of expandPattern(names)) {
				own.set(host, {...own.get(host), ...port, ...vars});
				member.set(host, new Set([...(member.get(host) ?? []), ...above(name, groups)]));
			}
		}
	const varsOf = new Map(groups.map(({name, vars}) => [name, vars]));
	return [...member].map(([host, names]) => {
		const chain = [...names].filter(name => name !== 'all').toReversed();
		const inherited: Vars = Object.assign({}, ...['all', ...chain].map(name => varsOf.get(name)));
		const roles = new Set([...names].flatMap(name => roleOf(name) ?? []));
		return rawOf(host, {...inherited, ...own.get(host)}, [...roles]);
	});
};
