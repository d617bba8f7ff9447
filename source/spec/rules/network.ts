import {texts} from '../../texts/texts.ts';
import {nodePrefixOf} from '../assign-pod-cidrs.ts';
import {isNode} from '../defaults.ts';
import type {Draft} from '../draft.ts';
import type {Found} from '../found.ts';
import {canonicalCidr, capacity, contains, family, hostBits, overlaps, parseCidr} from '../network.ts';
import {called, has, known, placedAddresses, placedHosts, type Rule} from './rule.ts';

const {reasons} = texts.spec;

type Kind = 'pods' | 'services';
type Range = {readonly cidr: string; readonly kind: Kind; readonly what: string; readonly path: readonly (string | number)[]};

const rangesOf = (spec: Draft, kind: Kind): Range[] =>
	(spec.network?.[kind] ?? []).flatMap((cidr, index) =>
		cidr === undefined ? [] : [{cidr, kind, what: reasons[kind], path: ['network', kind, index]}],
	);

const allRanges = (spec: Draft): Range[] => [...rangesOf(spec, 'pods'), ...rangesOf(spec, 'services')];

const noHostBits: Rule = spec =>
	allRanges(spec)
		.filter(({cidr}) => hostBits(cidr))
		.map(({cidr, path}) => ({path, reason: reasons.hostBitsSet(cidr, canonicalCidr(cidr)), example: canonicalCidr(cidr)}));

const podsApart: Rule = spec =>
	rangesOf(spec, 'services').flatMap(({cidr, path, what}) =>
		rangesOf(spec, 'pods')
			.filter(pods => overlaps(pods.cidr, cidr))
			.map(pods => ({path, reason: reasons.overlap(cidr, what, pods.cidr, pods.what)})),
	);

/** One problem a range: a thousand hosts inside of it are one mistake. */
const hostsOutside: Rule = spec =>
	allRanges(spec).flatMap(({cidr, path, what}) => {
		const [first, ...others] = placedHosts(spec).flatMap(host =>
			placedAddresses(host)
				.filter(({address}) => contains(cidr, address))
				.map(({address}) => ({host, address})),
		);
		return first ? [{path, reason: reasons.coversHost(cidr, what, called(first.host), first.address, others.length)}] : [];
	});

const endpointOutside: Rule = spec => {
	const host = spec.endpoint?.host;
	if (host === undefined || placedHosts(spec).some(placed => placedAddresses(placed).some(({address}) => address === host))) return [];
	return allRanges(spec)
		.filter(({cidr}) => contains(cidr, host))
		.map(({cidr, path, what}) => ({path, reason: reasons.coversEndpoint(cidr, what, host)}));
};

const oneOfEachFamily: Rule = spec =>
	(['pods', 'services'] as const).flatMap(kind => {
		const [one, other] = rangesOf(spec, kind);
		return one && other && family(one.cidr) === family(other.cidr)
			? [{path: other.path, reason: reasons.sameFamily(one.cidr, other.cidr)}]
			: [];
	});

const familiesOf = (spec: Draft, kind: Kind): string[] => known(spec.network?.[kind]).map(cidr => family(cidr)!);

const sameFamilies: Rule = spec => {
	const [pods, services] = [familiesOf(spec, 'pods'), familiesOf(spec, 'services')];
	const complete = [spec.network?.pods, spec.network?.services].every(
		cidrs => cidrs?.every(cidr => cidr !== undefined) && cidrs.length > 0,
	);
	const doubled = [pods, services].some(families => new Set(families).size < families.length);
	return complete && !doubled && pods.join() !== services.join()
		? [{path: ['network', 'services'], reason: reasons.familiesDiffer(services, pods)}]
		: [];
};

const hostsOfFirstFamily: Rule = spec => {
	const [first] = familiesOf(spec, 'pods');
	const wrong = placedHosts(spec).find(({address}) => first !== undefined && address !== undefined && family(address) !== first);
	return wrong
		? [{path: ['hosts', wrong.index, 'address'], reason: reasons.hostFamily(called(wrong), family(wrong.address!)!, first!)}]
		: [];
};

/** A route needs an address of the same family at both of its ends: nodes, and control planes, which reach pods too. */
const routable: Rule = spec => {
	if (spec.cni?.kind !== 'routed' && spec.cni?.kind !== 'flannel') return [];
	const routers = placedHosts(spec).filter(host => host.address !== undefined && (isNode(host) || has(host, 'control-plane')));
	return rangesOf(spec, 'pods')
		.slice(1)
		.filter(({cidr}) => family(cidr) !== familiesOf(spec, 'pods')[0])
		.flatMap(({cidr, path}): Found[] => {
			const kind = family(cidr)!;
			const [first, ...others] = routers.filter(host => !placedAddresses(host).some(({address}) => family(address) === kind));
			return first ? [{path, reason: reasons.routedFamily(cidr, kind, called(first), others.length)}] : [];
		});
};

const roomForNodes: Rule = spec => {
	const nodes = placedHosts(spec).filter(host => isNode(host)).length;
	const nodeMask = spec.network?.nodeMask;
	// calico cuts the range into blocks of its own.
	if (nodeMask === undefined || spec.cni?.kind === 'calico') return [];
	return rangesOf(spec, 'pods').flatMap(({cidr, path}): Found[] => {
		const prefix = nodePrefixOf({nodeMask}, family(cidr)!);
		const fit = capacity(cidr, prefix);
		return fit < Math.max(1, nodes) ? [{path, reason: reasons.podsTooFew(cidr, prefix, fit, nodes)}] : [];
	});
};

/** The API server keeps a bit for every service address, 2^20 at most; the cluster's DNS gets the tenth address. */
const servicePrefixes = {ipv4: {widest: 12, narrowest: 28}, ipv6: {widest: 108, narrowest: 124}} as const;

const serviceSize: Rule = spec =>
	rangesOf(spec, 'services').flatMap(({cidr, path}): Found[] => {
		const {prefix, family: kind} = parseCidr(cidr)!;
		const {widest, narrowest} = servicePrefixes[kind];
		if (prefix < widest)
			return [{path, reason: reasons.servicesTooLarge(cidr, widest), example: canonicalCidr(`${cidr.split('/')[0]}/${widest}`)}];
		return prefix > narrowest ? [{path, reason: reasons.servicesTooSmall(cidr, narrowest)}] : [];
	});

/** The nodes' ranges are one bit for each in the controller manager's map, which has 2^16. */
const widestMap = 16;

const maskOfRange: Rule = spec => {
	const nodeMask = spec.network?.nodeMask;
	if (nodeMask === undefined || spec.cni?.kind !== 'flannel') return [];
	return rangesOf(spec, 'pods').flatMap(({cidr, path}): Found[] => {
		const {prefix, family: kind} = parseCidr(cidr)!;
		const mask = nodePrefixOf({nodeMask}, kind);
		return mask - prefix > widestMap ? [{path, reason: reasons.podsTooMany(cidr, mask, widestMap)}] : [];
	});
};

export const networkRules: readonly Rule[] = [
	noHostBits,
	podsApart,
	hostsOutside,
	endpointOutside,
	oneOfEachFamily,
	sameFamilies,
	hostsOfFirstFamily,
	routable,
	roomForNodes,
	maskOfRange,
	serviceSize,
];
