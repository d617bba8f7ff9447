/** Admission plugins: the one that every API server here has, and those that went, from release notes. */

export const nodeRestriction = 'NodeRestriction';

type Gone = {readonly name: string; readonly since: string; readonly instead: 'podSecurity' | 'cloudVolumes'};

export const gonePlugins: readonly Gone[] = [
	{name: 'PodSecurityPolicy', since: '1.25', instead: 'podSecurity'},
	{name: 'SecurityContextDeny', since: '1.30', instead: 'podSecurity'},
	{name: 'PersistentVolumeLabel', since: '1.31', instead: 'cloudVolumes'},
];

export const pluginsIn = (value: string): string[] =>
	value
		.split(',')
		.map(name => name.trim())
		.filter(name => name !== '');

/** A person's plugins behind kinstall's own; in the person's order alone when that names them all. */
export const inFront = (own: string, given: string): string => {
	const names = pluginsIn(given);
	return [...pluginsIn(own).filter(name => !names.includes(name)), ...names].join(',');
};
