import {createPublicKey} from 'node:crypto';
import type {CertificateRequest} from '../catalog/certificate-types.ts';
import type {Problem} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import {certificatePath, type Existing, keyPath} from './existing.ts';
import {kindOf} from './keys.ts';
import {attributeNames} from './names.ts';
import type {ReadCertificate} from './read-certificate.ts';

const t = texts.pki;

const without = (values: readonly string[], others: readonly string[]): string[] => values.filter(value => !others.includes(value));

/** Who signs elsewhere may write its own country, state, locality and unit: Kubernetes reads none of them. */
const attributeDifferences = ({subject}: ReadCertificate, {attributes}: CertificateRequest): string[] =>
	attributeNames.flatMap(name => {
		const found = subject.attributes[name].join(', ');
		const wanted = attributes[name] ?? '';
		return found === wanted ? [] : [t.subject(t.attribute[name], found, wanted)];
	});

const subjectDifferences = (read: ReadCertificate, request: CertificateRequest, elsewhere: boolean): string[] => {
	const {subject} = read;
	const {commonName, organization} = request;
	const found = subject.organizations.join(', ');
	return [
		...(subject.commonName === commonName ? [] : [t.subject(t.commonName, subject.commonName, commonName)]),
		...(found === (organization ?? '') ? [] : [t.subject(t.organization, found, organization ?? '')]),
		...(elsewhere ? [] : attributeDifferences(read, request)),
		...(subject.others.length > 0 ? [t.otherAttributes(subject.others)] : []),
	];
};

/** Names that a certificate lacks, and such as are not wanted. */
export const namesBeside = (read: ReadCertificate, request: CertificateRequest): {missing: string[]; extra: string[]} => {
	const found = [...read.dnsNames, ...read.ipAddresses, ...read.otherNames];
	const wanted = [...request.dnsNames, ...request.ipAddresses];
	return {missing: without(wanted, found), extra: without(found, wanted)};
};

const nameDifferences = (read: ReadCertificate, request: CertificateRequest): string[] => {
	const {missing, extra} = namesBeside(read, request);
	return [...(missing.length > 0 ? [t.lacks(missing)] : []), ...(extra.length > 0 ? [t.extra(extra)] : [])];
};

const usageDifferences = (read: ReadCertificate, {authority, usages}: CertificateRequest): string[] => {
	const differ = without(usages, read.usages).length + without(read.usages, usages).length > 0;
	const missing = without(authority ? ['keyCertSign'] : ['digitalSignature'], read.keyUsage);
	return [
		...(read.authority === authority ? [] : [authority ? t.notAuthority : t.isAuthority]),
		...(differ ? [t.usages(read.usages, usages)] : []),
		...(missing.length > 0 ? [t.keyUsage(missing)] : []),
	];
};

const signerDifferences = (read: ReadCertificate, signer: Existing, file: string): string[] => {
	if (!signer.read) return [];
	const signed = read.x509.checkIssued(signer.read.x509) && read.x509.verify(signer.read.x509.publicKey);
	return signed ? [] : [t.notSigned(certificatePath(file))];
};

const validityDifferences = ({notBefore, notAfter}: ReadCertificate, now: Date): string[] => [
	...(notBefore > now ? [t.notYet(notBefore.toISOString(), now.toISOString())] : []),
	...(notAfter <= now ? [t.expired(notAfter.toISOString())] : []),
];

const keyDifferences = ({key, read}: Existing, {file, key: kind}: CertificateRequest): string[] => {
	if (!read) return [];
	const found = kindOf(read.x509.publicKey);
	return [
		...(found === kind ? [] : [t.keyKind(found, kind)]),
		...(!key || read.x509.checkPrivateKey(key) ? [] : [t.otherKey(keyPath(file))]),
	];
};

/** A key alone is what a kill leaves behind, what a request was written for, or what a person put there: it is used when its kind is right. */
const keyAlone = ({file, key: kind}: CertificateRequest, {key}: Existing): Problem[] => {
	const found = key && kindOf(createPublicKey(key));
	const path = keyPath(file);
	return found && found !== kind ? [{path, reason: t.keyKind(found, kind), example: t.removeKey(path)}] : [];
};

/** What signs: its request, and what is there of it. */
export type Signer = {readonly request: CertificateRequest; readonly existing: Existing};

/** Whether a leaf is signed by somebody who keeps the authority's key elsewhere. */
export const isSignedElsewhere = ({authority}: CertificateRequest, signer: CertificateRequest): boolean =>
	!authority && signer.own !== undefined && signer.own.key === undefined;

/** Why an existing certificate and key are not what is wanted; empty when they can be reused, or when there is nothing yet. */
export const compare = (request: CertificateRequest, existing: Existing, signer: Signer, now: Date): Problem[] => {
	const {file, authority} = request;
	const [crt, key] = [certificatePath(file), keyPath(file)];
	const signerCrt = certificatePath(signer.request.file);
	const elsewhere = isSignedElsewhere(request, signer.request);
	const remove = elsewhere ? t.removeSigned : authority ? t.removeAuthority : t.removeLeaf;
	if (existing.problems.length > 0)
		return existing.problems.map(problem => (problem.path === crt ? {...problem, example: remove(crt, key)} : problem));
	const {read} = existing;
	if (!read) return keyAlone(request, existing);

	const reasons = [
		...subjectDifferences(read, request, elsewhere),
		...nameDifferences(read, request),
		...usageDifferences(read, request),
		...keyDifferences(existing, request),
		...signerDifferences(read, signer.existing, signer.request.file),
		...validityDifferences(read, now),
	];
	return [
		...(existing.key ? [] : [{path: crt, reason: t.noKey(key), example: authority ? t.putAuthorityKey(crt, key) : t.putKey(key)}]),
		...(signer.existing.read || signer.existing.problems.length > 0
			? []
			: [{path: crt, reason: t.signerGone(signerCrt), example: t.putSigner(signerCrt, crt, key)}]),
		...reasons.map(reason => ({path: crt, reason, example: remove(crt, key)})),
	];
};
