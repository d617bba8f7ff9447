import {lifetimeOf} from '../../state/cluster-health.ts';
import type {CertificateSeen, ClusterStatus} from '../../state/cluster-status.ts';
import {texts} from '../../texts/texts.ts';
import {bad, type ColoredLine, inColumns, plain} from './line.ts';

const say = texts.ui.cluster;

const barCells = 12;

/** How much of a lifetime is left, as a bar of twelve cells. What is left is never drawn as nothing. */
export function lifeBar(left: number): string {
	const full = left <= 0 ? 0 : Math.max(1, Math.round(left * barCells));
	return '█'.repeat(full) + '░'.repeat(barCells - full);
}

function placesOf({places}: CertificateSeen): string {
	const hosts = [...new Set(places.map(({host}) => host))];
	// The end of a path tells one from another.
	const path = (places[0]?.path ?? '').replace(/^.*(?=(?:\/[^/]+){2}$)/, '…');
	return `${hosts.length === 1 ? hosts[0] : say.hosts(hosts.length)} ${path}`;
}

/**
 * Certificates that end first come first; authorities among the others, as they end like them.
 * @param now milliseconds since 1970
 */
export function certificateLines({certificates = []}: ClusterStatus, now: number): readonly ColoredLine[] {
	if (certificates.length === 0) return [plain(say.noCertificates)];
	const {certificate: head} = say;
	const lives = certificates.map(one => lifetimeOf(one, now));
	const rows = certificates.map((one, index) => {
		const {days, left, mark} = lives[index]!;
		return [say.mark[mark], String(days), lifeBar(left), one.notAfter.slice(0, 10), one.commonName, one.issuer, placesOf(one)];
	});
	const lines = inColumns([['', head.days, head.left, head.until, head.name, head.signer, head.places], ...rows], [1]);
	return lines.map((text, index) => (index === 0 || lives[index - 1]?.mark === 'good' ? plain(text) : bad(text)));
}

/** The one that ends first, in one line. */
export function certificateSummary({certificates = []}: ClusterStatus, now: number): ColoredLine {
	const [first] = certificates;
	if (!first) return plain(say.noCertificates);
	const {days, left, mark} = lifetimeOf(first, now);
	if (mark === 'ended') return bad(say.ended(first.commonName, -days, certificates.length));
	const text = `${lifeBar(left)}  ${say.firstEnd(first.commonName, days, certificates.length)}`;
	return mark === 'good' ? plain(text) : bad(`${text}  ${say.mark.soon}`);
}
