import tls from 'node:tls';

/** The authorities that this machine's Node.js knows, those of NODE_EXTRA_CA_CERTS among them. */
const known = (): string[] => (typeof tls.getCACertificates === 'function' ? tls.getCACertificates('default') : [...tls.rootCertificates]);

/** Those and one more, in PEM; undefined where there is none, as Node.js then takes those that it knows. */
export const knownAnd = (authority: string | undefined): string[] | undefined =>
	authority === undefined ? undefined : [...known(), authority];
