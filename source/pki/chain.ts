/** Files of several certificates: a signer first, then those above it. */

import {type ReadCertificate, readCertificate} from './read-certificate.ts';
import {toPem} from './read-der.ts';

const block = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Every certificate of a file, whatever stands between them. Throws when one cannot be read. */
export const readChain = (pem: string): ReadCertificate[] => (pem.match(block) ?? []).map(readCertificate);

export const isSelfSigned = ({x509}: ReadCertificate): boolean => x509.checkIssued(x509) && x509.verify(x509.publicKey);

/** One certificate after the other, each written in the one form, and nothing between them. */
export const writeChain = (chain: readonly ReadCertificate[]): string => chain.map(({x509}) => toPem('CERTIFICATE', x509.raw)).join('');

/**
 * What a server or client sends behind its leaf: the intermediates of its signer's file. Who holds that file needs none of them;
 * who holds the root alone does. The root itself is never sent.
 */
export const intermediatesOf = (signers: readonly ReadCertificate[]): string => writeChain(signers.filter(one => !isSelfSigned(one)));
