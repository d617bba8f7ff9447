import tls from 'node:tls';

/** The authorities that this machine's Node.js knows, those of NODE_EXTRA_CA_CERTS among them. */
export const known = (): string[] =>
	typeof tls.getCACertificates === 'function' ? tls.getCACertificates('default') : [...tls.rootCertificates];
