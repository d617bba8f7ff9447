/** The lines of [Service] that follow from the catalog's rows. */
import {userOf} from '../catalog/accounts.ts';
import {writtenBy} from '../catalog/flags/writing.ts';
import type {Place} from '../catalog/place.ts';
import {type Service, type ServiceName, services} from '../catalog/services.ts';

/** A word as systemd reads it: quoted where it must be, without specifiers. */
const quoted = (word: string): string => {
	const plain = word.replaceAll('%', '%%');
	return /^[\w./:,@%+=-]+$/.test(plain) ? plain : `"${plain.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
};

/** As `quoted`, where variables are expanded as well. */
const argument = (word: string): string => quoted(word).replaceAll('$', () => '$$');

/** The directories that a daemon's own command says it writes to. */
const written = (exec: readonly string[]): string[] => {
	const found = exec.flatMap(word => {
		const [, name = '', value = ''] = /^--([^=]+)=(.*)$/s.exec(word) ?? [];
		return writtenBy(name, value) ?? [];
	});
	return [...new Set(found)];
};

const account = ({account: daemon, groups = []}: Service, place: Place): string[] => {
	if (!daemon || !place.spec.security.nonRoot) return [];
	const user = userOf(place.spec, daemon);
	return [`User=${user}`, `Group=${user}`, ...(groups.length > 0 ? [`SupplementaryGroups=${groups.join(' ')}`] : []), 'RemoveIPC=yes'];
};

/** Whoever runs it owns what it writes, also when that was another user until now: root without capabilities cannot enter what is not its own. */
const given = (service: Service, place: Place, directories: readonly string[]): string[] => {
	if (!service.account) return [];
	const user = userOf(place.spec, service.account);
	return directories.flatMap(directory => [
		`ExecStartPre=+/bin/mkdir -p ${argument(directory)}`,
		`ExecStartPre=+/bin/chown -RH ${user}:${user} ${argument(directory)}`,
	]);
};

/** What a service's rows come to at one place, given its command's words. */
export const serviceLines = (name: ServiceName, place: Place, exec: readonly string[]): string[] => {
	const service = services[name];
	const directories = service.hardening.length > 0 ? written(exec) : [];
	const writable = [...(service.writes ?? []), ...directories.map(quoted)];
	return [
		...account(service, place),
		...given(service, place, directories),
		...service.settings
			.filter(setting => setting.name !== 'OOMScoreAdjust' || place.facts?.sysResource !== false)
			.map(setting => `${setting.name}=${setting.value}`),
		...(writable.length > 0 ? [`ReadWritePaths=${writable.join(' ')}`] : []),
		...service.hardening.map(directive => `${directive.name}=${directive.value}`),
	];
};

/** The units of its host that a service starts after. */
export const startsAfter = (name: ServiceName, place: Place): readonly string[] => services[name].after?.(place) ?? [];
