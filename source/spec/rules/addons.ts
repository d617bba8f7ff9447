import semver from 'semver';
import {texts} from '../../texts/texts.ts';
import {ingressPorts} from '../addon-types.ts';
import {isNode} from '../defaults.ts';
import type {Draft} from '../draft.ts';
import {type Found, formatPath} from '../found.ts';
import {called, has, placedHosts, type Rule} from './rule.ts';

const {reasons} = texts.spec;

type Entry = NonNullable<NonNullable<Draft['addons']>[number]>;

/** A file by its path, whatever that begins with; anything else by its kind. */
const calledBy = (entry: Entry): string | undefined => ('file' in entry ? entry.file?.replace(/^(?:\.\/+)+/, '') : entry.kind);

const twice: Rule = ({addons = []}) => {
	const first = new Map<string, number>();
	return addons.flatMap((entry, index) => {
		const what = entry && calledBy(entry);
		if (what === undefined) return [];
		const before = first.get(what);
		if (before === undefined) first.set(what, index);
		return before === undefined ? [] : [{path: ['addons', index], reason: reasons.addonTwice(what, formatPath(['addons', before]))}];
	});
};

/** An API server asks metrics-server and cert-manager's webhook as pods; without a kubelet on its host only routes of ours lead there. */
const reachable: Rule = spec => {
	const kind = spec.cni?.kind;
	if (kind !== 'flannel' && kind !== 'calico') return [];
	const apart = placedHosts(spec).find(host => has(host, 'control-plane') && isNode(host) === false);
	if (!apart) return [];
	return (spec.addons ?? []).flatMap((entry, index) =>
		entry?.kind === 'metrics-server' || entry?.kind === 'cert-manager'
			? [{path: ['addons', index], reason: reasons.addonUnreached(entry.kind, called(apart), kind), example: 'cni: {kind: routed}'}]
			: [],
	);
};

/** What API servers give Services ports on nodes from, unless their flag says otherwise. */
const usualRange = '30000-32767';

const nodePorts: Rule = ({addons = [], extraFlags}) => {
	const range = extraFlags?.['kube-apiserver']?.['service-node-port-range'] ?? usualRange;
	const [from = 1, to = 65_535] = range.split('-').map(Number);
	const ofTraefik = addons.flatMap(entry => (entry?.kind === 'traefik' ? Object.values({...ingressPorts, ...entry.nodePorts}) : []));
	return addons.flatMap((entry, index): Found[] => {
		if (entry?.kind === 'headlamp' && entry.nodePort !== undefined && (entry.nodePort < from || entry.nodePort > to))
			return [{path: ['addons', index, 'nodePort'], reason: reasons.nodePortRange(entry.nodePort, range), example: String(from + 466)}];
		if (entry?.kind === 'headlamp' && entry.nodePort !== undefined && ofTraefik.includes(entry.nodePort))
			return [{path: ['addons', index, 'nodePort'], reason: reasons.nodePortTaken(entry.nodePort), example: String(from + 466)}];
		if (entry?.kind !== 'traefik') return [];
		const {http, https} = entry.nodePorts ?? {};
		const at = (name: string) => ['addons', index, 'nodePorts', name];
		const outside = Object.entries({http, https}).flatMap(([name, port]): Found[] =>
			port === undefined || (port >= from && port <= to)
				? []
				: [{path: at(name), reason: reasons.nodePortRange(port, range), example: String(from + 80)}],
		);
		const same: Found[] =
			http !== undefined && http === https ? [{path: at('https'), reason: reasons.nodePortSame(https), example: String(https + 1)}] : [];
		return [...outside, ...same];
	});
};

/** A name needs somebody who serves it. */
const hosted: Rule = ({addons = []}) =>
	addons.some(entry => entry?.kind === 'traefik')
		? []
		: addons.flatMap((entry, index) =>
				entry?.kind === 'headlamp' && entry.host !== undefined
					? [{path: ['addons', index, 'host'], reason: reasons.hostNoIngress, example: '{kind: traefik, domain: apps.example.org}'}]
					: [],
			);

/** The `kubeVersion` of its chart (cert-manager/cert-manager 1.21.2, deploy/charts/cert-manager/Chart.yaml). */
const certManagerSince = '1.22';

const certManagerVersion: Rule = ({kubernetes, addons = []}) =>
	kubernetes === undefined || !semver.lt(kubernetes, `${certManagerSince}.0`)
		? []
		: addons.flatMap((entry, index) =>
				entry?.kind === 'cert-manager'
					? [{path: ['addons', index], reason: reasons.certManagerVersion(kubernetes, certManagerSince), example: 'kubernetes: v1.36'}]
					: [],
			);

const signers = ['selfSigned', 'ca', 'acme'] as const;

const issuers: Rule = ({addons = []}) =>
	addons.flatMap((entry, at) => {
		if (entry?.kind !== 'cert-manager') return [];
		const first = new Map<string, number>();
		return (entry.issuers ?? []).flatMap((issuer, index): Found[] => {
			if (!issuer) return [];
			const path = ['addons', at, 'issuers', index];
			const {name} = issuer;
			const before = name === undefined ? undefined : first.get(name);
			if (name !== undefined && before === undefined) first.set(name, index);
			return [
				...(signers.filter(signer => signer in issuer).length === 1
					? []
					: [{path, reason: reasons.issuerKind, example: '{name: office, selfSigned: true}'}]),
				...(name === undefined || before === undefined
					? []
					: [
							{
								path: [...path, 'name'],
								reason: reasons.issuerTwice(name, formatPath(['addons', at, 'issuers', before])),
								example: `${name}-2`,
							},
						]),
			];
		});
	});

export const addonRules: readonly Rule[] = [twice, reachable, nodePorts, hosted, certManagerVersion, issuers];
