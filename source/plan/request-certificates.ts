import type {CertificateRequest, KeyPairRequest} from '../catalog/certificate-types.ts';
import {type CertificateRow, hostsOf, rowsFor, serviceAccountKey} from '../catalog/certificates.ts';
import {authorityFor, ownAuthority} from '../catalog/topology.ts';
import {canonicalAddress, isAddress} from '../spec/network.ts';
import type {ClusterSpec, Host} from '../spec/types.ts';

const isAuthority = (row: CertificateRow): boolean => row.signer === row.id;

/** Id of the issued certificate that a row means on a host: `apiserver`, `etcd-server/node1`. */
export const issuedId = (spec: ClusterSpec, row: CertificateRow, host: Host): string =>
	isAuthority(row) ? authorityFor(spec, row.signer) : row.scope === 'cluster' ? row.id : `${row.id}/${host.name}`;

const groupOf = ({organization}: CertificateRow, spec: ClusterSpec): string | undefined =>
	typeof organization === 'function' ? organization(spec) : organization;

const request = (spec: ClusterSpec, row: CertificateRow, host: Host): CertificateRequest => {
	const names = [...(row.names?.(spec, host) ?? [])];
	const authority = isAuthority(row);
	const {organization: issuer, ...attributes} = spec.pki.subject;
	const own = authority ? ownAuthority(spec, row.signer) : row.own?.(spec);
	// What is a person's own is called what it is called.
	const organization = own ? undefined : authority ? issuer : groupOf(row, spec);
	return {
		id: issuedId(spec, row, host),
		// A host's own certificates in a folder of its own: no host's name can meet a file's.
		file: row.scope === 'cluster' ? row.path : `hosts/${host.name}/${row.path}`,
		signer: own && !authority ? row.id : authorityFor(spec, row.signer),
		authority,
		commonName: typeof row.commonName === 'string' ? row.commonName : row.commonName(host),
		...(organization !== undefined && {organization}),
		attributes,
		...(own && {own}),
		...(row.issues && {issues: row.issues}),
		dnsNames: [...new Set(names.filter(name => !isAddress(name)))],
		// One spelling for each address, so that equal ones are seen as equal.
		ipAddresses: [...new Set(names.map(canonicalAddress).filter(address => address !== undefined))],
		usages: row.usages,
		key: spec.pki.key,
		days: authority ? spec.pki.caDays : spec.pki.days,
	};
};

/** Every certificate and key pair of a cluster, authorities before what they sign. */
export const requestCertificates = (spec: ClusterSpec): {certificates: CertificateRequest[]; keyPairs: KeyPairRequest[]} => ({
	certificates: rowsFor(spec)
		.filter(row => !isAuthority(row) || authorityFor(spec, row.signer) === row.id)
		.flatMap(row => hostsOf(spec, row).map(host => request(spec, row, host))),
	keyPairs: [{id: serviceAccountKey.id, file: serviceAccountKey.path, key: spec.pki.key}],
});
