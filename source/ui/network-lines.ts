/** What follows from the answers so far, as lines whose numbers stand below each other. Pure. */
import {endpointKind} from '../spec/endpoint-kind.ts';
import {hostFigures, podFigures, serviceFigures} from '../spec/network-figures.ts';
import {texts} from '../texts/texts.ts';
import type {Answers} from './answers.ts';
import {cells, padCells} from './cells.ts';

const say = texts.ui.network.figures;

type Row = {readonly label: string; readonly cidr: string; readonly count: number; readonly what: string};

const words = (text: string): readonly string[] => text.split(/[\s,]+/).filter(word => word !== '');

/** `65,534`; what no cluster ever fills is told by its magnitude. */
const grouped = (count: number): string =>
	count > 10_000_000 ? `10^${Math.floor(Math.log10(count))}` : String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');

function rowsOf({pods, services, hosts}: Answers): readonly Row[] {
	return [
		...hostFigures(hosts.map(({address}) => address.trim())).map(({cidr, count}) => ({
			label: say.hosts,
			cidr,
			count,
			what: say.addresses(count),
		})),
		...podFigures(words(pods)).map(({cidr, nodes, prefix, podsPerNode}) => ({
			label: say.pods,
			cidr,
			count: nodes,
			what: say.nodes(nodes, prefix, podsPerNode),
		})),
		...serviceFigures(words(services)).map(({cidr, count, first, dns}) => ({
			label: say.services,
			cidr,
			count,
			what: say.addressesOf(count, first, dns),
		})),
	];
}

export function networkLines(answers: Answers): readonly string[] {
	const rows = rowsOf(answers);
	const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(cells));
	const label = widest([say.endpoint, say.hosts, say.pods, say.services]);
	const cidr = widest(rows.map(row => row.cidr));
	const count = widest(rows.map(row => grouped(row.count)));
	return [
		...rows.map(row => `  ${padCells(row.label, label)}  ${padCells(row.cidr, cidr)}  ${grouped(row.count).padStart(count)} ${row.what}`),
		`  ${padCells(say.endpoint, label)}  ${endpointLine(answers)}`,
	];
}

function endpointLine({endpointHost, endpointPort, hosts}: Answers): string {
	const found = endpointKind(endpointHost, hosts);
	const at = endpointHost.includes(':') ? `[${endpointHost.trim()}]:${endpointPort}` : `${endpointHost.trim()}:${endpointPort}`;
	switch (found.kind) {
		case 'none':
			return say.noEndpoint;
		case 'own':
			return say.ownEndpoint(at);
		case 'vip':
			return say.vip(at, found.host);
		case 'balancer':
			return say.balancer(at, found.host);
		case 'only':
			return say.onlyControlPlane(at, found.host);
		case 'one-of-several':
			return say.oneOfSeveral(at, found.host);
		case 'nobody':
			return say.nobody(at, found.host);
	}
}
