import type {SigningRequest} from '../../state/event.ts';
import {texts} from '../../texts/texts.ts';
import {secondsBetween} from '../elapsed.ts';
import {firstVisible} from '../list-cursor.ts';
import {Table, type TableRow} from './table.tsx';

const say = texts.ui.requests;
const columns = [
	{id: 'mark', title: '', width: 4},
	{id: 'node', title: say.columns.node, width: 16},
	{id: 'kind', title: say.columns.kind, width: 9},
	{id: 'requestor', title: say.columns.requestor},
	{id: 'age', title: say.columns.age, width: 10},
	{id: 'verdict', title: say.columns.verdict, width: 14},
];

type Props = {
	readonly requests: readonly SigningRequest[];
	readonly index: number;
	readonly selected: ReadonlySet<string>;
	readonly now: number;
	readonly height: number;
};

export function RequestTable({requests, index, selected, now, height}: Props) {
	const rows = height - 1;
	const from = firstVisible(index, requests.length, rows);
	const shown = requests.slice(from, from + rows).map(request => rowOf(request, selected.has(request.name), now));
	return <Table columns={columns} rows={shown} selected={index - from} />;
}

function rowOf(request: SigningRequest, selected: boolean, now: number): TableRow {
	const {name, node, signer, requestor, created, condition, verdict} = request;
	const pending = condition === 'pending';
	return {
		id: name,
		cells: {
			mark: pending ? (selected ? '[x]' : '[ ]') : '',
			node: node ?? say.unknownNode,
			kind: kindOf(signer),
			requestor,
			age: texts.ui.install.seconds(secondsBetween(created, now)),
			verdict: pending ? (verdict.expected ? say.expected : say.unexpected) : say.conditions[condition],
		},
		color: pending ? (verdict.expected ? 'green' : 'red') : '',
		dim: !pending,
	};
}

/** A kubelet's client or serving certificate, told by the signer's name. */
export function kindOf(signer: string): string {
	if (signer === 'kubernetes.io/kube-apiserver-client-kubelet') return say.kinds.client;
	return signer === 'kubernetes.io/kubelet-serving' ? say.kinds.serving : say.kinds.other;
}
