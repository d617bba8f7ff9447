import {isUp} from '../../state/cluster-health.ts';
import type {AddonSeen} from '../../state/cluster-status.ts';
import {plainLines} from '../../state/plain-text.ts';
import {texts} from '../../texts/texts.ts';
import {bad, type ColoredLine, inColumns, plain} from './line.ts';

const say = texts.ui.cluster;

const words = ({wanted, ready, said}: AddonSeen): string => (said === undefined ? say.ready(ready, wanted) : (plainLines(said)[0] ?? ''));

/** A line for each workload and API of an addon. */
export function addonLines(addons: readonly AddonSeen[]): readonly ColoredLine[] {
	const rows = addons.map(one => [one.addon, one.object, isUp(one) ? say.healthy : say.unhealthy, words(one)]);
	return inColumns(rows).map((text, index) => (isUp(addons[index]!) ? plain(text) : bad(text)));
}

/** Those that are not up, in words. */
export function downLines(addons: readonly AddonSeen[] = []): readonly ColoredLine[] {
	return addons.filter(one => !isUp(one)).map(one => bad(`! ${one.addon}  ${one.object}: ${words(one)}`));
}

export function addonSummary(addons: readonly AddonSeen[]): ColoredLine {
	const up = addons.filter(isUp).length;
	const text = say.addonsSummary(up, addons.length, [...new Set(addons.map(({addon}) => addon))].join(', '));
	return up === addons.length ? plain(text) : bad(text);
}
