/** What came of the combinations that were tried, by whichever machine and commit: fixtures/matrix.json, from which docs/matrix.md is made. */
import {readFile, writeFile} from 'node:fs/promises';
import {type Combination, combinations} from './combinations.ts';
import {table} from './table.ts';

export type Tried = Combination & {
	readonly date: string;
	/** What was tried, in git's short form; with a + where files differed from it. */
	readonly commit: string;
	/** Mode and balancer of the cluster that became this one; absent where fresh hosts were installed. */
	readonly after?: string;
	/** Seconds: the apply, and until a pod had the answers it asked for. */
	readonly install?: number;
	readonly answers?: number;
	/** What went wrong; absent when nothing did. */
	readonly failed?: string;
};

const file = 'fixtures/matrix.json';
const page = 'docs/matrix.md';

const same = (one: Combination, other: Combination): boolean =>
	(['kubernetes', 'network', 'families', 'proxy', 'balancer'] as const).every(key => one[key] === other[key]);

/** Each combination, in the order of the table: as it was tried last, or bare. */
export const rowsOf = (results: readonly Tried[]): ReadonlyArray<Combination | Tried> =>
	combinations.map(one => results.find(tried => same(tried, one)) ?? one);

export const readResults = async (): Promise<Tried[]> => JSON.parse(await readFile(file, 'utf8')) as Tried[];

export const pageOf = (results: readonly Tried[]): string => table(rowsOf(results));

/** @returns with it in the place of what was known of its combination */
export const withResult = (results: readonly Tried[], tried: Tried): Tried[] => [...results.filter(one => !same(one, tried)), tried];

/** A line each, in the order of the table, so that two machines' results can be merged. */
export const writeResults = async (results: readonly Tried[]): Promise<void> => {
	const lines = rowsOf(results).flatMap(row => ('date' in row ? [JSON.stringify(row)] : []));
	await writeFile(file, `[\n${lines.join(',\n')}\n]\n`);
	await writeFile(page, pageOf(results));
};
