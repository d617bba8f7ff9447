import {isStrongKey} from '../catalog/strength.ts';
import {texts} from '../texts/texts.ts';
import {isSelfSigned} from './chain.ts';
import {kindOf} from './keys.ts';
import type {ReadCertificate} from './read-certificate.ts';
import {oids} from './read-der.ts';

const t = texts.pki;

/** What an authority says it is for binds all that it signs: a list of purposes must have both. */
const purposeReasons = ({usages}: ReadCertificate): string[] => {
	const missing = (['server', 'client'] as const).filter(usage => !usages.includes(usage));
	const restricted = usages.length > 0 && !usages.includes(oids.anyPurpose) && missing.length > 0;
	return restricted ? [t.own.purposes(usages, missing)] : [];
};

const reasonsOf = (read: ReadCertificate, below: number, now: Date): string[] => {
	const {authority, keyUsage, pathLength, constrainsNames, notBefore, notAfter, x509} = read;
	const kind = kindOf(x509.publicKey);
	return [
		...(authority ? [] : [t.notAuthority]),
		...(keyUsage.length === 0 ? [t.own.noKeyUsage] : keyUsage.includes('keyCertSign') ? [] : [t.keyUsage(['keyCertSign'])]),
		...(isStrongKey(kind) ? [] : [t.own.weakKey(kind)]),
		...(pathLength !== undefined && pathLength < below ? [t.own.pathLength(pathLength, below)] : []),
		...(constrainsNames ? [t.own.constrainsNames] : []),
		...purposeReasons(read),
		...(notBefore > now ? [t.notYet(notBefore.toISOString(), now.toISOString())] : []),
		...(notAfter <= now ? [t.expired(notAfter.toISOString())] : []),
	];
};

const isSignedBy = ({x509}: ReadCertificate, {x509: signer}: ReadCertificate): boolean =>
	x509.checkIssued(signer) && x509.verify(signer.publicKey);

const chainReasons = (chain: readonly ReadCertificate[], now: Date): string[] =>
	chain.flatMap((read, index) => {
		const above = chain[index + 1];
		const broken = above !== undefined && (isSelfSigned(read) || !isSignedBy(read, above));
		const reasons = [...reasonsOf(read, index, now), ...(broken ? [t.own.broken(index + 2)] : [])];
		return reasons.map(reason => (index === 0 ? reason : t.own.inChain(index + 1, reason)));
	});

/** Certificates that stand in the file again. */
const twiceReasons = (chain: readonly ReadCertificate[]): string[] =>
	chain.flatMap(({x509}, index) => {
		const first = chain.findIndex(other => other.x509.raw.equals(x509.raw));
		return first === index ? [] : [t.own.twice(first + 1, index + 1)];
	});

/** Why a file of a signer, and those above it, cannot be a cluster's authority; empty when it can. */
export const judgeAuthority = (chain: readonly ReadCertificate[], now: Date): string[] => {
	const twice = twiceReasons(chain);
	// What else would be said of such a file is said because of that.
	return twice.length > 0 ? twice : chainReasons(chain, now);
};
