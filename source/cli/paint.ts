import {styleText} from 'node:util';
import type {DiffLine} from '../state/comparison-text.ts';

const styles: Readonly<Record<DiffLine['kind'], Parameters<typeof styleText>[0]>> = {
	head: 'bold',
	file: 'bold',
	added: 'green',
	removed: 'red',
	hunk: 'cyan',
	same: [],
};

/** A line of a diff in its colour, where standard output is a terminal and NO_COLOR is not set. */
export const paintDiff = ({text, kind}: DiffLine): string => styleText(styles[kind], text, {stream: process.stdout, validateStream: true});
