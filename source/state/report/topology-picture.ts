import type {Plan} from '../../plan/types.ts';
import {texts} from '../../texts/texts.ts';
import {type Html, html} from './html.ts';

type Host = Plan['hosts'][number];

const size = {width: 1000, left: 120, box: 140, high: 40, gap: 6, perRow: 6, between: 34};
/** Hosts of one role that are drawn each by itself. */
const most = 24;
/** Each reaches the next one: a worker's kubelet the API servers, through the balancer where there is one. */
const roles = ['worker', 'balancer', 'control-plane', 'etcd'] as const;

const boxOf = ({name, address}: Host, x: number, y: number): Html =>
	html`<g><rect class="host" x="${x}" y="${y}" width="${size.box}" height="${size.high}" rx="5"/><text class="name" x="${x + size.box / 2}" y="${y + 17}" text-anchor="middle">${name.length > 18 ? `${name.slice(0, 17)}…` : name}</text><text class="address" x="${x + size.box / 2}" y="${y + 32}" text-anchor="middle">${address}</text><title>${name} ${address}</title></g>`;

/** An SVG: what has each role, from the workers down to etcd. A host with two roles is there twice. */
export function topologyPicture({hosts}: Plan): Html {
	let y = 0;
	const parts: Html[] = [];
	for (const role of roles) {
		const having = hosts.filter(host => host.roles.includes(role));
		if (having.length === 0) continue;
		if (y > 0) parts.push(html`<path class="link" d="M${size.left + 70} ${y + 4}v${size.between - 12}m-4 -5l4 5l4 -5"/>`);
		y += y > 0 ? size.between : 0;
		const shown = having.length > most ? having.slice(0, most - 1) : having;
		const rows = Math.ceil(having.length > most ? most / size.perRow : shown.length / size.perRow);
		parts.push(html`<text class="role" x="0" y="${y + 25}">${texts.report.roles[role]}</text>`);
		const place = (index: number) => ({
			x: size.left + (index % size.perRow) * (size.box + size.gap),
			y: y + Math.floor(index / size.perRow) * (size.high + size.gap),
		});
		for (const [index, host] of shown.entries()) parts.push(boxOf(host, place(index).x, place(index).y));
		if (having.length > most) {
			const last = place(most - 1);
			parts.push(html`<text class="role" x="${last.x + 8}" y="${last.y + 25}">${texts.report.more(having.length - shown.length)}</text>`);
		}
		y += rows * (size.high + size.gap);
	}
	return html`<svg class="topology" viewBox="0 -1 ${size.width} ${y + 1}" role="img" aria-label="${texts.report.topology}">${parts}</svg>`;
}
