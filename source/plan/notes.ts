import {forwards, withoutResolver} from '../catalog/addons/coredns.ts';
import type {Grounds} from '../catalog/addons.ts';
import type {IssuedCertificate, Pki} from '../catalog/certificate-types.ts';
import {againstAnonymous} from '../catalog/configs/anonymous.ts';
import {lives} from '../catalog/place.ts';
import {releaseOf, supportedMinors} from '../catalog/releases.ts';
import {
	addonOf,
	addressesOf,
	authorityFor,
	hostsWith,
	inUrl,
	nodes,
	outsideTargets,
	signsElsewhere,
	signsRequests,
} from '../catalog/topology.ts';
import type {ClusterSpec, Host} from '../spec/types.ts';
import {daysOf, isCutShort} from './lifetime.ts';
import type {Note} from './types.ts';

type Issued = Pick<Pki, 'certificates' | 'contents'>;

/** Whether its lifetime is kinstall's to choose and yet another than cluster.yaml asks for. */
const isOtherwise = (one: IssuedCertificate, {certificates, contents}: Issued): boolean => {
	const signer = certificates[one.signer]?.own;
	const chosenElsewhere = one.own !== undefined || (signer !== undefined && signer.key === undefined);
	const days = daysOf(one);
	if (chosenElsewhere || Number.isNaN(days) || days === one.days) return false;
	// The lint tells of those, with the authority that ends.
	return one.authority || !isCutShort(one, one.days, contents[one.signer]);
};

/** A lifetime is no reason to refuse a certificate, but who changed it must hear that it holds for new ones alone. */
const lifetimeNotes = (pki: Issued): Note[] => {
	const kept = Object.values(pki.certificates).filter(one => isOtherwise(one, pki));
	const groups = Map.groupBy(kept, one => [one.authority, daysOf(one), one.days].join());
	return [...groups.values()].map(group => {
		const {authority, days} = group[0]!;
		return {id: authority ? 'authoritiesKeep' : 'certificatesKeep', values: [group.length, daysOf(group[0]!), days]};
	});
};

/** kube-proxy says so at its start from here on [134539]. */
const ipvsDeprecated = '1.35';

const names = (hosts: readonly Host[]): string => hosts.map(({name}) => name).join(', ');

/** Where CoreDNS can ask nobody for names outside. */
const resolverNotes = (grounds: Grounds): Note[] => {
	const without = withoutResolver(grounds);
	if (grounds.spec.dns.kind !== 'coredns' || nodes(grounds.spec).length === 0 || without.length === 0) return [];
	return [forwards(grounds) ? {id: 'someResolvers', values: [names(without)]} : {id: 'noResolver', values: []}];
};

/** Only `routed` gives a host without a kubelet a way to pods. */
const unreachedNotes = (spec: ClusterSpec): Note[] => {
	const {kind} = spec.cni;
	const apart = hostsWith(spec, 'control-plane').filter(({node}) => !node);
	return apart.length > 0 && (kind === 'flannel' || kind === 'calico') ? [{id: 'podsUnreached', values: [names(apart), kind]}] : [];
};

/** Where clients find the API servers, where that is more than an address of a host that answers. */
const endpointNotes = (spec: ClusterSpec): Note[] => {
	const {endpoint, balancer} = spec;
	const balancers = hostsWith(spec, 'balancer');
	const outside = outsideTargets(spec);
	const own = balancers.find(host => addressesOf(host).includes(endpoint.host));
	const names = balancers.map(({name}) => name).join(', ');
	return [
		...(outside.length > 0
			? [{id: 'endpointOutside', values: [`${inUrl(endpoint.host)}:${endpoint.port}`, outside.join(', ')]} as const]
			: []),
		...(balancer.vip && balancers.length === 1 ? [{id: 'vipAlone', values: [balancer.vip.address, names]} as const] : []),
		...(own && balancers.length > 1 ? [{id: 'balancersIdle', values: [endpoint.host, own.name, names]} as const] : []),
	];
};

/** What a plan does otherwise than others, and why: for the person who reads it. */
export const notesOn = (spec: ClusterSpec, pki: Issued, found: Grounds['found']): Note[] => [
	...signsElsewhere(spec)
		.filter(id => authorityFor(spec, id) === id)
		.map((id): Note => ({id: 'signedElsewhere', values: [id]})),
	...(signsRequests(spec) ? [] : [{id: 'noRequests', values: []} as const]),
	...(releaseOf(spec.kubernetes).supported ? [] : [{id: 'notTried', values: [spec.kubernetes, supportedMinors.join(', ')]} as const]),
	...(spec.proxy.mode === 'ipvs' && lives({since: ipvsDeprecated}, spec.kubernetes)
		? [{id: 'ipvsDeprecated', values: [ipvsDeprecated]} as const]
		: []),
	...(signsRequests(spec) && !spec.security.approver ? [{id: 'renewalsByPerson', values: []} as const] : []),
	...endpointNotes(spec),
	...(spec.security.anonymous === 'health' && lives({since: '1.32'}, spec.kubernetes) && againstAnonymous(spec) !== undefined
		? [{id: 'anonymousOpen', values: [againstAnonymous(spec)!]} as const]
		: []),
	...lifetimeNotes(pki),
	...resolverNotes({spec, found}),
	...unreachedNotes(spec),
	...(addonOf(spec, 'nfs') ? [{id: 'nfsNotRun', values: []} as const] : []),
	...(spec.cni.kind === 'calico' ? [{id: 'calicoNotRun', values: []} as const] : []),
];

/** Certificates that were issued anew just now. They stand beside a plan: the next one, of the same files, would have none of them. */
export const anewNotes = ({anew = []}: Pick<Pki, 'anew'>): Note[] =>
	anew.map(({file, added, removed}) => ({id: 'issuedAnew', values: [file, added.join(', '), removed.join(', ')]}));
