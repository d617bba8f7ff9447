/** What a plan says of itself in no language, in that of the moment. */
import {texts} from '../texts/texts.ts';
import type {Assumption, Note} from './types.ts';

type Words = string | ((...values: readonly (string | number)[]) => string);

export const noteText = ({id, values}: Note): string => {
	const words = texts.run.notes[id] as Words;
	return typeof words === 'string' ? words : words(...values);
};

/** `node1 /etc/x:3: assumes ...` */
export const assumptionText = (assumption: Assumption): string => {
	const {assumes} = texts.run;
	if (assumption.fact === 'arch') return assumes.notLooked(assumption.host);
	const {host, path, lines, fact} = assumption;
	return assumes.inFile(host, `${path}:${lines.join(',')}`, assumes.facts[fact]);
};
