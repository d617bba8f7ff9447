import {stringify} from 'yaml';

/** Kubernetes objects as one YAML stream, each value where it is used. */
export const manifest = (objects: readonly object[]): string =>
	objects.map(object => stringify(object, {aliasDuplicateObjects: false})).join('---\n');
