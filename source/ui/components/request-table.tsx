import type {SeenRequest} from '../../state/state.ts';
import {texts} from '../../texts/texts.ts';
import {secondsBetween} from '../elapsed.ts';
import {firstVisible} from '../list-cursor.ts';
import {type Column, Table, type TableRow} from './table.tsx';

const say = texts.ui.requests;

/** From this width on a row has room for its proof. */
const roomForProof = 120;

function columnsOf(width: number): readonly Column[] {
	const {columns} = say;
	const wide = width >= roomForProof;
	return [
		{id: 'mark', title: '', width: 4},
		{id: 'node', title: columns.node, width: 16},
		{id: 'kind', title: columns.kind, width: 9},
		{id: 'age', title: columns.age, width: 10},
		{id: 'verdict', title: columns.verdict, width: 18},
		{id: 'requestor', title: columns.requestor, ...(wide && {width: 26})},
		...(wide ? [{id: 'why', title: columns.why}] : []),
	];
}

type Props = {
	readonly requests: readonly SeenRequest[];
	readonly index: number;
	readonly selected: ReadonlySet<string>;
	readonly now: number;
	readonly height: number;
	readonly width: number;
};

export function RequestTable({requests, index, selected, now, height, width}: Props) {
	const rows = height - 1;
	const from = firstVisible(index, requests.length, rows);
	const shown = requests.slice(from, from + rows).map(request => rowOf(request, selected.has(request.name), now));
	return <Table columns={columnsOf(width)} rows={shown} selected={index - from} />;
}

function rowOf(request: SeenRequest, selected: boolean, now: number): TableRow {
	const {name, node, signer, requestor, created, condition, verdict} = request;
	const pending = condition === 'pending';
	const [why = ''] = verdict.expected ? verdict.proofs : verdict.reasons.map(say.reason);
	return {
		id: name,
		cells: {
			mark: pending ? (selected ? '[x]' : '[ ]') : '',
			node: node ?? say.unknownNode,
			kind: kindOf(signer),
			age: texts.ui.install.seconds(secondsBetween(created, now)),
			verdict: pending ? (verdict.expected ? say.expected : say.unexpected) : outcomeOf(request),
			requestor,
			why,
		},
		color: pending ? (verdict.expected ? 'green' : 'red') : '',
		dim: !pending,
	};
}

/** What became of a request, and how long that took from the decision on, where both were seen. */
export function outcomeOf({condition, decided, settled}: SeenRequest): string {
	const word = say.conditions[condition];
	if (condition !== 'issued' || !decided || settled === undefined) return word;
	return say.after(word, Math.max(0, Date.parse(settled) - Date.parse(decided.at)) / 1000);
}

/** A kubelet's client or serving certificate, told by the signer's name. */
export function kindOf(signer: string): string {
	if (signer === 'kubernetes.io/kube-apiserver-client-kubelet') return say.kinds.client;
	return signer === 'kubernetes.io/kubelet-serving' ? say.kinds.serving : say.kinds.other;
}
