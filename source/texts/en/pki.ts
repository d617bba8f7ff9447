/** Texts of the `pki` room: plain strings, or functions that put values into a sentence. */
const list = (values: readonly string[]): string => values.join(', ');
const some = (values: readonly string[]): string => (values.length > 0 ? list(values) : 'none');

export const pki = {
	refused: (count: number) =>
		count === 1 ? 'One file in pki/ does not fit this cluster:' : `${count} files in pki/ do not fit this cluster:`,
	problem: (path: string, reason: string) => `${path}: ${reason}`,
	next: (example: string) => `Next: ${example}`,

	unreadable: (detail: string) => `it cannot be read as a certificate (${detail})`,
	unreadableKey: (detail: string) => `it cannot be read as a private key (${detail})`,
	noKey: (key: string) => `the certificate is there, but its private key ${key} is missing`,
	otherKey: (key: string) => `its public key is not that of ${key}`,
	publicHalf: (key: string) => `it is not the public half of ${key}`,
	subject: (what: string, found: string, wanted: string) => `its ${what} is ${found || 'empty'}, wanted is ${wanted || 'none'}`,
	commonName: 'common name (CN)',
	organization: 'organization (O)',
	otherAttributes: (attributes: readonly string[]) => `its subject has further attributes: ${list(attributes)}`,
	lacks: (names: readonly string[]) => `its names lack ${list(names)}`,
	extra: (names: readonly string[]) => `it has names that are not wanted: ${list(names)}`,
	usages: (found: readonly string[], wanted: readonly string[]) => `it is for ${some(found)}, wanted is ${some(wanted)}`,
	notAuthority: 'it is not an authority (CA:TRUE is missing)',
	isAuthority: 'it is an authority (CA:TRUE), wanted is a leaf',
	keyUsage: (missing: readonly string[]) => `its key usage lacks ${list(missing)}`,
	keyKind: (found: string, wanted: string) => `its key is ${found}, wanted is ${wanted}`,
	notSigned: (signer: string) => `it is not signed by ${signer}`,
	signerGone: (signer: string) => `${signer}, which signed it, is not there any more`,
	notYet: (from: string, now: string) => `it is valid only from ${from}, and this machine's clock says ${now}`,
	expired: (at: string) => `it expired at ${at}`,

	removeLeaf: (crt: string, key: string) => `remove ${crt} and ${key}, and they are made anew; or change cluster.yaml back`,
	removeAuthority: (crt: string, key: string) =>
		`remove ${crt} and ${key} together with everything they signed, and all are made anew; or change cluster.yaml back`,
	removeKey: (key: string) => `remove ${key}, and it is made anew; or change cluster.yaml back`,
	putKey: (key: string) => `put ${key} back, or remove the certificate`,

	encryption: {
		unreadable: 'it cannot be read as an EncryptionConfiguration',
		putBack: 'put the file back as it was: with its keys lost, no Secret can be read that was written with them',
		keysThere: (file: string) =>
			`Secrets in etcd may be encrypted with the keys in ${file}, and \`none\` would take them from the API server`,
		keep: (provider: string) => `security.encryption: ${provider}`,
	},

	outside: (file: string) => `${file} is not below pki/`,

	certificate: {
		subject: 'Subject',
		issuer: 'Issuer',
		selfSigned: 'signed by itself',
		kind: 'Kind',
		authority: 'authority (CA:TRUE)',
		leaf: 'leaf (CA:FALSE)',
		usages: 'Usages',
		usage: {server: 'server', client: 'client'},
		keyUsage: 'Key usage',
		names: 'Names',
		name: {dns: (name: string) => `DNS ${name}`, address: (address: string) => `IP ${address}`},
		none: 'none',
		key: 'Key',
		publicKey: 'Public key sha256',
		serial: 'Serial',
		validFrom: 'Valid from',
		validUntil: 'Valid until',
		lifetime: (days: number) => (days === 1 ? '1 day' : `${days} days`),
		fingerprint: 'Fingerprint sha256',
		subjectKeyIdentifier: 'Subject key id',
		authorityKeyIdentifier: 'Signer key id',
	},
};
