import type {Facts} from '../../plan/facts.ts';
import {systemOf} from '../../plan/needs.ts';
import type {Lock} from './types.ts';

/** The folder of a bundle that holds packages for such a host. */
export const packagesFolder = (facts: Facts): string => `packages/${systemOf(facts)}-${facts.arch}`;

/** The packages that a bundle brings for such a host, by the distribution's names. */
export const offeredPackages = (lock: Lock, facts: Facts): string[] => {
	const folder = `${packagesFolder(facts)}/`;
	return lock.members
		.filter(({kind, name}) => kind === 'package' && name.startsWith(folder))
		.map(({name}) => name.slice(folder.length).split('_')[0]!);
};
