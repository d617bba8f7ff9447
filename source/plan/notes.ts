import {authorityFor, signsElsewhere, signsRequests} from '../catalog/topology.ts';
import type {ClusterSpec} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';

/** What a plan does otherwise than others, and why, one sentence each: for the person who reads it. */
export const notesOn = (spec: ClusterSpec): string[] => [
	...signsElsewhere(spec)
		.filter(id => authorityFor(spec, id) === id)
		.map(id => texts.run.notes.signedElsewhere(id)),
	...(signsRequests(spec) ? [] : [texts.run.notes.noRequests]),
];
