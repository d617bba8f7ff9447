/** Values that a flag may not have, where only some break the cluster. */
import {rangeName} from '../../spec/network.ts';
import type {FlaggedDaemon} from '../../spec/types.ts';
import {texts} from '../../texts/texts.ts';
import {lives} from '../place.ts';
import {isKnown} from '../releases.ts';
import {gonePlugins, nodeRestriction, pluginsIn} from './admission-plugins.ts';

const t = texts.spec.flags.value;

/** Why not; undefined when it may. `kubernetes` is undefined while it is in doubt. */
type Judge = (value: string, kubernetes: string | undefined) => string | undefined;
type Row = {readonly daemon: FlaggedDaemon; readonly names: readonly string[]; readonly judge: Judge};

/** In either family, and IPv4 in the clothes of IPv6. */
const isLoopback = (value: string): boolean =>
	value === 'localhost' || rangeName(value) === 'loopback' || /^::ffff:(?:127\.|7f[\da-f]{2}:)/i.test(value);

const goneReason: Judge = (value, kubernetes) => {
	if (kubernetes === undefined || !isKnown(kubernetes)) return undefined;
	const gone = gonePlugins.find(({name, since}) => pluginsIn(value).includes(name) && lives({since}, kubernetes));
	return gone && t.plugin(gone.name, kubernetes, gone.since, t.instead[gone.instead]);
};

const rows: readonly Row[] = [
	{daemon: 'kube-apiserver', names: ['bind-address'], judge: value => (isLoopback(value) ? t.loopback(value) : undefined)},
	{daemon: 'kube-apiserver', names: ['enable-admission-plugins', 'disable-admission-plugins'], judge: goneReason},
	{
		daemon: 'kube-apiserver',
		names: ['disable-admission-plugins'],
		judge: value => (pluginsIn(value).includes(nodeRestriction) ? t.nodeRestriction(nodeRestriction) : undefined),
	},
	// The API server takes the old flag alone or the new ones, and kinstall sets a new one.
	{daemon: 'kube-apiserver', names: ['admission-control'], judge: () => t.admissionControl},
];

/** Why a daemon's flag may not have this value. */
export const judgeValue = (daemon: FlaggedDaemon, name: string, value: string, kubernetes: string | undefined): string | undefined => {
	const asked = rows.filter(row => row.daemon === daemon && row.names.includes(name));
	return asked.map(row => row.judge(value.trim(), kubernetes)).find(reason => reason !== undefined);
};
