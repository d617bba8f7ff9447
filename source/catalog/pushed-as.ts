import type {RegistrySpec} from '../spec/types.ts';
import {fullReference} from './image-reference.ts';

/** A place in a registry: what an image is called there. */
export type Placed = {readonly repository: string; readonly tag: string};

/**
 * Where nodes look for an image in a registry of the person's own: below the path of the registry it comes from, or at the root. Undefined of a
 * reference by digest alone, which no tag can stand for.
 */
export const pushedAs = ({host, paths}: Pick<RegistrySpec, 'host' | 'paths'>, reference: string): Placed | undefined => {
	const full = fullReference(reference);
	if (full.includes('@')) return undefined;
	const [name = '', ...rest] = full.split('/');
	const [, repository = '', tag = ''] = /^(.*):([^:]*)$/.exec(rest.join('/')) ?? [];
	const path = name === host ? undefined : paths[name];
	return {repository: path === undefined ? repository : `${path}/${repository}`, tag};
};
