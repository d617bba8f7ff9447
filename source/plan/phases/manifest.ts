import {stringify} from 'yaml';

/** Kubernetes objects as one YAML stream. */
export const manifest = (objects: readonly object[]): string => objects.map(object => stringify(object)).join('---\n');
