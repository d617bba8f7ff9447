import type {Binary} from '../catalog/artifact-types.ts';
import {binaryRows, type Need} from '../catalog/binaries.ts';
import {artifactId, versionsOf} from '../catalog/releases.ts';
import type {ClusterSpec, Host} from '../spec/types.ts';

const needs = (host: Host, need: Need): boolean => (need === 'node' ? host.node : host.roles.includes(need));

/** Whether a host gets any executable at all; a balancer does not. */
export const hasBinaries = (host: Host): boolean => binaryRows.some(row => needs(host, row.need));

/** The executables of one host, whose architecture (`amd64`, `arm64`) comes from its facts. */
export const binariesFor = (host: Host, spec: Pick<ClusterSpec, 'kubernetes'>, arch: string): Binary[] => {
	const versions = versionsOf(spec.kubernetes);
	return binaryRows
		.filter(row => needs(host, row.need))
		.map(({component, path, member}) => ({
			path,
			artifact: artifactId(component, arch),
			...(member === undefined ? {} : {member: member(versions[component], arch)}),
		}));
};
