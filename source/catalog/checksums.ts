import type {Sum} from './artifact-types.ts';
import rows from './checksums.json' with {type: 'json'};

export type Component = keyof typeof rows;

type Row = {readonly source: string} & Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/**
 * The published sum of one release file, or undefined where none was copied: that artifact is not pinned.
 * Kubernetes publishes sha512 in its changelogs, the others sha256 beside their releases.
 * `version` is without a leading v.
 */
export const publishedSum = (component: Component, version: string, arch: string): Sum | undefined => {
	const row: Row = rows[component];
	const byVersion = row[arch];
	const value = typeof byVersion === 'object' ? byVersion[version] : undefined;
	if (value === undefined) {
		return undefined;
	}

	const minor = version.split('.', 2).join('.');
	return {
		algorithm: value.length === 128 ? 'sha512' : 'sha256',
		value,
		source: row.source.replace('VERSION', version).replace('MINOR', minor),
	};
};
