import {comparisonLines, type DiffLine, pathLines} from '../state/comparison-text.ts';
import {plainLines} from '../state/plain-text.ts';
import {texts} from '../texts/texts.ts';
import type {PreviewRow} from './preview-rows.ts';
import type {Look} from './use-comparisons.ts';

const say = texts.ui.preview;

type On = NonNullable<PreviewRow['on']>;

const heads = (text: string): readonly DiffLine[] => plainLines(text).map(line => ({text: line, kind: 'head'}));

/** What is missing on a host would come whole. @param planned the text of the file, where there is one */
const whole = (planned: string): readonly DiffLine[] => plainLines(planned).map(line => ({text: `+${line}`, kind: 'added'}));

/** What the look at a host has to say about a file, or about all of the host. */
export function lookLines({host, path}: On, look: Look | undefined, planned?: string): readonly DiffLine[] {
	if (look === undefined || 'looking' in look) return heads(say.looking(host));
	if ('failed' in look) return heads(say.lookFailed(host, look.failed));
	const {comparison} = look;
	if (path === undefined) return comparisonLines(comparison);
	const lines = pathLines(comparison, path) ?? heads(say.same(path));
	const missing = comparison.differences.some(one => one.path === path && one.of === 'file' && one.is === 'missing');
	return missing && planned !== undefined ? [...lines, ...whole(planned)] : lines;
}

/** What a row is marked with once its host was looked at: `missing`, `differs`; nothing when it is as planned. */
export function lookMark(on: On | undefined, look: Look | undefined): string | undefined {
	if (!on?.path || !look || !('comparison' in look)) return undefined;
	return texts.ui.preview.marks[look.comparison.differences.find(({path}) => path === on.path)?.is ?? 'same'];
}
