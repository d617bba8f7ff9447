import type {Artifact} from '../../catalog/artifact-types.ts';

/** Names under which upstreams publish a sum beside a file, the project's own first. */
export const sumFileNames = ({file}: Pick<Artifact, 'file'>): string[] => [
	...new Set([`${file}.sha256`, `${file}.sha256sum`, 'SHA256SUMS', `${file.split(/[.-]/, 1)[0]}.sha256sum`]),
];

/**
 * The sha256 that a sum file gives for a file: either the bare sum, or a line `SUM  NAME` as sha256sum prints it.
 * Undefined when it names no sum for that file.
 */
export const parseSumFile = (text: string, file: string): string | undefined => {
	const lines = text
		.split(/\r?\n/)
		.map(line => line.trim())
		.filter(line => line !== '');
	const rows = lines.map(line => /^([0-9a-fA-F]{64})(?:\s+\*?(.+))?$/.exec(line));
	const named = rows.find(row => row?.[2]?.split('/').at(-1) === file);
	const bare = rows.length === 1 && rows[0]?.[2] === undefined ? rows[0] : undefined;
	return (named ?? bare)?.[1]?.toLowerCase();
};
