/** The cluster drawn in characters: who asks whom. Pure, as wide as it is told, and small for any number of hosts. */
import {endpointKind} from '../spec/endpoint-kind.ts';
import type {ClusterSpec, Role} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import {cells, cutCells, padCells} from './cells.ts';

type Ground = Pick<ClusterSpec, 'hosts' | 'endpoint'> & {readonly balancer?: ClusterSpec['balancer'] | undefined};
type Part = {readonly title: string; readonly lines: readonly string[]};

/** Names in one box; the others are counted. */
const most = 3;
const arrow = '──>';

const namesWith = ({hosts}: Ground, role: Role): readonly string[] => hosts.filter(({roles}) => roles.includes(role)).map(({name}) => name);

function folded(names: readonly string[]): readonly string[] {
	// A line that says "1 more" would take the room of that one.
	if (names.length <= most) return names;
	return [...names.slice(0, most - 1), texts.ui.topology.more(names.length - most + 1)];
}

/** The way of a request: from clients and workers to the endpoint, the control planes, and etcd. */
function partsOf(ground: Ground): readonly Part[] {
	const say = texts.ui.topology;
	const {endpoint, hosts, balancer} = ground;
	const at = `${endpoint.host.includes(':') ? `[${endpoint.host}]` : endpoint.host}:${endpoint.port}`;
	const {kind} = endpointKind(endpoint.host, hosts);
	const balancers = namesWith(ground, 'balancer');
	const middle: Readonly<Partial<Record<typeof kind, Part>>> = {
		balancer: {title: say.balancer, lines: [at, ...folded(balancers)]},
		own: {title: say.endpoint, lines: [at, ...folded(balancers)]},
		vip: {title: balancer && !balancer.vip ? say.endpoint : say.vip, lines: [at, ...folded(balancers)]},
	};
	// Nodes go past the endpoint: what they go through stands in the same place.
	const local = balancer?.onNodes ? [say.onNodes(`127.0.0.1:${balancer.localPort}`)] : [];
	const before = middle[kind] ? {...middle[kind], lines: [...middle[kind].lines, ...local]} : {title: say.balancer, lines: local};
	const controlPlanes = namesWith(ground, 'control-plane');
	return [
		{title: say.clients, lines: folded(namesWith(ground, 'worker'))},
		...(before.lines.length > 0 ? [before] : []),
		{title: say.controlPlanes, lines: middle[kind] ? folded(controlPlanes) : [at, ...folded(controlPlanes)]},
		{title: say.etcd, lines: folded(namesWith(ground, 'etcd'))},
	];
}

const fitted = (text: string, width: number): string =>
	cells(text) <= width ? padCells(text, width) : `${padCells(cutCells(text, width - 1), width - 1)}…`;

function box({title, lines}: Part, inner: number, height: number): readonly string[] {
	const head = cutCells(title, inner);
	return [
		`┌ ${head} ${'─'.repeat(Math.max(0, inner - cells(head)))}┐`,
		...Array.from({length: height}, (_, row) => `│ ${fitted(lines[row] ?? '', inner)} │`),
		`└${'─'.repeat(inner + 2)}┘`,
	];
}

/** Widths that fit beside each other: the widest give way first. */
const shrunk = (widths: readonly number[], room: number): readonly number[] => {
	const widest = Math.max(...widths);
	if (widths.reduce((sum, one) => sum + one, 0) <= room || widest <= 4) return widths;
	return shrunk(
		widths.map(one => (one === widest ? one - 1 : one)),
		room,
	);
};

/** Lines of at most `width` cells, all equally long. */
export function topologyLines(ground: Ground, width: number): readonly string[] {
	const parts = partsOf(ground);
	const height = Math.max(1, ...parts.map(({lines}) => lines.length));
	const room = width - (parts.length - 1) * arrow.length - parts.length * 4;
	const wanted = parts.map(({title, lines}) => Math.max(...[title, ...lines].map(cells)));
	const boxes = shrunk(wanted, room).map((inner, index) => box(parts[index]!, inner, height));
	const middle = 1 + Math.floor((height - 1) / 2);
	return Array.from({length: height + 2}, (_, row) =>
		boxes.map(lines => lines[row]!).join(row === middle ? arrow : ' '.repeat(arrow.length)),
	);
}
