import type {RegistrySpec} from '../spec/types.ts';
import {fullReference, nameOf} from './image-reference.ts';

/** A place in a registry: what an image is called there. */
export type Placed = {readonly repository: string; readonly tag: string};

/** What a registry calls a repository of another one: below the path that it has for it, or at the root. */
export const repositoryIn = ({host, paths}: Pick<RegistrySpec, 'host' | 'paths'>, name: string, repository: string): string => {
	const path = name === host ? undefined : paths[name];
	return path === undefined ? repository : `${path}/${repository}`;
};

/** Where nodes look for an image in a registry of the person's own. Undefined of a reference by digest alone, which no tag can stand for. */
export const pushedAs = (registry: Pick<RegistrySpec, 'host' | 'paths'>, reference: string): Placed | undefined => {
	const full = fullReference(reference);
	if (full.includes('@')) return undefined;
	const {registry: name, repository, target} = nameOf(full);
	return {repository: repositoryIn(registry, name, repository), tag: target};
};
