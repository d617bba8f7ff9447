import {readFileSync} from 'node:fs';
import {releases} from '../../source/catalog/releases.ts';
import {parseSpec} from '../../source/spec/parse-spec.ts';
import type {ClusterSpec, Problem} from '../../source/spec/types.ts';

export const fixture = (name: string): string => readFileSync(new URL(`../../fixtures/specs/${name}.yaml`, import.meta.url), 'utf8');

/** The five-host spec with pieces of its text replaced; throws when a piece is not there, so that no test checks the valid file. */
export const five = (...changes: ReadonlyArray<readonly [string, string]>): string =>
	changes.reduce((text, [from, to]) => {
		if (!text.includes(from)) throw new Error(`no ${from} in five.yaml`);
		return text.replace(from, () => to);
	}, fixture('five'));

export const problemsOf = (text: string, known = releases): readonly Problem[] => {
	const parsed = parseSpec(text, 'cluster.yaml', {releases: known});
	return 'problems' in parsed ? parsed.problems : [];
};

export const specOf = (text: string): ClusterSpec => {
	const parsed = parseSpec(text, 'cluster.yaml', {releases});
	if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
	return parsed.spec;
};
