/** What differs between hosts and their plan, as lines for a log, a pipe or a screen. */
import type {Difference, HostComparison} from '../plan/host-comparison.ts';
import {texts} from '../texts/texts.ts';
import {plainLines} from './plain-text.ts';

const t = texts.diff;

/** What a line is; its sign says the same, for those who see no colours. */
export type DiffLine = {readonly text: string; readonly kind: 'head' | 'file' | 'added' | 'removed' | 'hunk' | 'same'};

const signs: ReadonlyArray<readonly [string, DiffLine['kind']]> = [
	['+++', 'file'],
	['---', 'file'],
	['@@', 'hunk'],
	['+', 'added'],
	['-', 'removed'],
];

/** Lines of a unified diff, as safe to print as they are to read. */
export const patchLines = (patch: string): readonly DiffLine[] =>
	plainLines(patch).map(text => ({text, kind: signs.find(([sign]) => text.startsWith(sign))?.[1] ?? 'same'}));

const differenceLines = (host: string, {path, what, patch}: Difference): readonly DiffLine[] => [
	{text: t.line(host, path, what.join('; ')), kind: 'head'},
	...(patch === undefined ? [] : patchLines(patch)),
];

/** All that is known of one host. A host that was not looked at has one thing to say, and never that it is as planned. */
export const comparisonLines = ({host, same, differences, failed, next}: HostComparison): readonly DiffLine[] =>
	failed === undefined
		? [...differences.flatMap(one => differenceLines(host, one)), {text: t.host(host, differences.length, same), kind: 'head'}]
		: [...plainLines(t.notLooked(host, failed)), ...(next === undefined ? [] : [t.next(next)])].map(text => ({text, kind: 'head'}));

/** What is known of one path of a host; undefined when it is as planned. */
export const pathLines = (comparison: HostComparison, path: string): readonly DiffLine[] | undefined => {
	if (comparison.failed !== undefined) return comparisonLines(comparison);
	const found = comparison.differences.find(one => one.path === path);
	return found && differenceLines(comparison.host, found);
};
