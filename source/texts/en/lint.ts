/** Findings about certificates: what is wrong, why that matters, and how to mend it. */
type Texts = readonly [what: string, why: string, mend: string];

const list = (values: readonly string[]): string => (values.length > 0 ? values.join(', ') : 'none');

const again = 'remove the certificate, and it is made anew or asked for again';
const signer = 'have the authority that signed it sign anew';

export const lint = {
	noEndpoint: (name: string): Texts => [
		`the endpoint ${name} is not among its names`,
		'every kubelet, kube-proxy and kubectl reaches the API server by it, and refuses a certificate without it',
		again,
	],
	noService: (address: string): Texts => [
		`the service address ${address} is not among its names`,
		'pods reach the API server by it, as kubernetes.default.svc, and refuse a certificate without it',
		again,
	],
	noAddress: (address: string, host: string): Texts => [
		`${address} of ${host} is not among its names`,
		`who connects to ${host} by this address refuses the certificate`,
		again,
	],
	noName: (name: string): Texts => [`${name} is not among its names`, 'who connects by this name refuses the certificate', again],
	wrongUser: (found: string, wanted: string): Texts => [
		`its user (common name) is ${found || 'empty'}, and ${wanted} is the one that has rights`,
		'RBAC and the flags of the API server grant rights by this name: another one may do nothing',
		again,
	],
	wrongGroup: (found: readonly string[], wanted: string): Texts => [
		`its groups (organizations) are ${list(found)}, and ${wanted} is the one that has rights`,
		'RBAC grants rights to this group: outside it the certificate may do nothing',
		again,
	],
	masters: (group: string): Texts => [
		`it is in the group ${group}`,
		'whoever has its key may do everything, past any RBAC rule, and it cannot be revoked',
		again,
	],
	cutShort: (count: number, until: string, days: number, own: boolean): Texts => [
		count === 1
			? `the certificate it signed ends with it on ${until}, before its ${days} days`
			: `${count} certificates it signed end with it on ${until}, before their ${days} days`,
		'nothing is valid for longer than what signed it: on that day it and these end at once',
		own
			? 'have an authority made that is valid for longer, or set pki.days lower'
			: 'set pki.caDays higher before the authority is made, or pki.days lower',
	],
	noAuthority: ['it is no authority (CA:TRUE is missing)', 'no verifier takes what it signs', signer] as Texts,
	anAuthority: [
		'it is an authority (CA:TRUE)',
		'whoever has its key can make certificates of any name that this cluster trusts',
		again,
	] as Texts,
	noKeyUsage: (bit: string): Texts => [
		`its key usage lacks ${bit}`,
		'verifiers refuse a certificate for what its key usage leaves out',
		again,
	],
	noUsage: (usage: string): Texts => [
		`it may not be used as a ${usage}`,
		`it is shown as a ${usage}'s certificate, and the other side refuses it`,
		again,
	],
	moreUsage: (usage: string): Texts => [
		`it may also be used as a ${usage}`,
		'who steals its key can do more than the daemon it is for',
		again,
	],
	weakKey: (kind: string): Texts => [`its key is ${kind}`, 'such a key is weak, or a kind that daemons of a cluster do not take', again],
	weakSignature: (hash: string): Texts => [
		`its signature uses ${hash}`,
		'signatures over such a hash can be forged, and Go refuses them',
		signer,
	],
	outlives: (own: string, signers: string): Texts => [
		`it is valid until ${own}, its signer until ${signers}`,
		'it stops working with its signer, earlier than anybody who reads its own date expects',
		'renew the signer in time, or have it signed for fewer days',
	],
	noIdentifier: ['it has no subject key identifier', 'strict verifiers refuse it, and chains are built by guessing', signer] as Texts,
	noSignerIdentifier: [
		'it has no authority key identifier',
		'strict verifiers refuse it, and chains are built by guessing',
		signer,
	] as Texts,
	foreignIdentifier: (id: string): Texts => [
		`its authority key identifier ${id} is not that of its signer`,
		'verifiers look for its signer by it and find none',
		signer,
	],
	equalIdentifiers: (id: string): Texts => [
		`its own key identifier and that of its signer are both ${id}`,
		'verifiers take it for signed by itself: the identifiers were not made from the keys',
		signer,
	],
	sharedIdentifier: (id: string, other: string): Texts => [
		`it has the same subject key identifier ${id} as ${other}, and another key`,
		'verifiers confuse the two: the identifiers were not made from the keys',
		signer,
	],
};
