/**
 * The program that judges on a control plane: `judge(BASE64)` is called with what the API server listed, and prints a line for each decision, its fields behind
 * tabs. `scripts/make-approver.ts` makes one file of it that Duktape runs.
 */
import {type Decision, decide, type Request} from './decide.ts';

declare const print: (line: string) => void;

/** What run.sh hands over. */
type Input = {
	/** The API server's answer. */
	readonly list: {readonly items?: readonly Request[] | null};
	readonly nodes: Parameters<typeof decide>[0]['nodes'];
	/** Uids whose nodes were looked at. */
	readonly looked: readonly string[];
	/** Uid and name of each look that met the kubelet. */
	readonly met: ReadonlyArray<readonly [uid: string, name: string]>;
};

const lineOf = (decision: Decision): string => {
	if (decision.what === 'look') return ['look', decision.uid, decision.address, decision.name].join('\t');
	if (decision.what === 'leave') return ['leave', decision.uid, decision.words].join('\t');
	return ['approve', decision.uid, decision.name, decision.words, JSON.stringify(decision.object)].join('\t');
};

const judge = (base64: string): void => {
	const {list, nodes, looked, met} = JSON.parse(Buffer.from(base64, 'base64').toString()) as Input;
	const served: Record<string, string[]> = {};
	for (const uid of looked) served[uid] = met.filter(([of]) => of === uid).map(([, name]) => name);
	for (const decision of decide({items: list.items ?? [], nodes, served})) print(lineOf(decision));
};

Object.assign(globalThis, {judge});
