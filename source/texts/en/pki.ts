/** Texts of the `pki` room: plain strings, or functions that put values into a sentence. */
const list = (values: readonly string[]): string => values.join(', ');
const some = (values: readonly string[]): string => (values.length > 0 ? list(values) : 'none');

export const pki = {
	userNeedsKey:
		'the key of ca is not here, so kinstall cannot sign for a person: take a ServiceAccount, or have a request for the name and its groups signed where the key is',
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
	attribute: {country: 'country (C)', state: 'state (ST)', locality: 'locality (L)', unit: 'unit (OU)'},
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
	removeSigned: (crt: string) => `remove ${crt}, and its signing request is written again; or change cluster.yaml back`,
	removeKey: (key: string) => `remove ${key}, and it is made anew; or change cluster.yaml back`,
	putKey: (key: string) => `put ${key} back, or remove the certificate`,
	putAuthorityKey: (crt: string, key: string) =>
		`put the right ${key} back: a new one would not fit what was signed with it; only if it is lost, remove ${crt} and ${key} together with everything they signed, and all are made anew`,
	putSigner: (signer: string, crt: string, key: string) =>
		`put ${signer} back as it was, and its key if that is gone too; only if it is lost, remove ${crt} and ${key}, and they are made anew`,
	noPrivateHalf: (key: string) => `the public key is there, but its private key ${key} is missing`,
	putPair: (key: string, pub: string) =>
		`put the right ${key} back; only if it is lost, remove ${key} and ${pub}, and both are made anew: every token of a service account that was signed with it is then void`,
	removePair: (key: string, pub: string) =>
		`change cluster.yaml back; or remove ${key} and ${pub}, and both are made anew: every token of a service account that was signed with it is then void`,
	removePublic: (pub: string) => `remove ${pub}, and it is made anew from its private key`,

	encryption: {
		unreadable: 'it cannot be read as an EncryptionConfiguration',
		putBack: 'put the file back as it was: with its keys lost, no Secret can be read that was written with them',
		keysThere: (file: string) =>
			`Secrets in etcd may be encrypted with the keys in ${file}, and \`none\` would take them from the API server; \`identity\` has it write Secrets in the clear again and keep the keys to read with`,
		identity: 'security.encryption: identity',
		foreign: (first: string, wanted: string) =>
			`${first} is first in it and would write Secrets, while cluster.yaml says security.encryption: ${wanted}; kinstall has Secrets written by secretbox, aescbc or in the clear, and only leaves other providers there to read with`,
		behind: (first: string) => `move ${first} behind the first provider of Secrets: it goes on reading there`,
	},

	own: {
		missing: (file: string) => `${file} is not there`,
		unreadable: (file: string, detail: string) => `${file} cannot be used (${detail})`,
		noBlock: 'there is no PEM certificate in it',
		encrypted: 'it is encrypted, and kinstall asks for no passphrase: decrypt it, or leave the key out and have the requests signed',
		example: {
			certificate: 'a PEM file with the authority that signs, and those above it in their order: ./corporate/ca.crt',
			key: 'a PEM file with the private key of that certificate: ./corporate/ca.key',
		},
		weakKey: (kind: string) => `its key is ${kind}; an authority needs RSA of 2048 bits or more, or ECDSA on P-256, P-384 or P-521`,
		noKeyUsage:
			'it has no key usage extension: have it made again for the same key, with key usage keyCertSign and cRLSign, critical (openssl: keyUsage=critical,keyCertSign,cRLSign)',
		twice: (first: number, again: number) => `certificates ${first} and ${again} of the file are the same one: leave one of them out`,
		pathLength: (length: number, below: number) => `its path length is ${length}, and ${below} stand below it in the file`,
		purposes: (found: readonly string[], missing: readonly string[]) =>
			`it may only vouch for ${list(found)}, and the cluster also needs ${list(missing)}`,
		constrainsNames:
			'it has name constraints, and a cluster needs the names of Kubernetes, of its hosts and of no domain: have an authority made without them',
		broken: (number: number) =>
			`it is not signed by certificate ${number} of the file: the one that signs comes first, and each next one has signed the one before`,
		inChain: (number: number, reason: string) => `certificate ${number} of the file: ${reason}`,
		changed: (file: string, given: string, kept: string) =>
			`${file} is another certificate (sha256 ${given}) than the one kept here (${kept})`,
		otherChain: (file: string) => `what stands above the first certificate of ${file} is not what is kept here`,
		replace: (file: string, crt: string, key: string) =>
			`put the former ${file} back; or remove ${crt}, ${key} and everything they signed, and all are made anew`,
		keptKey: (id: string) => `it is here, and pki.own.${id} says that this authority's key is not`,
		copyKey: (key: string, file: string) => `remove ${key}, and it is copied again from ${file}`,
		removeKey: (key: string) => `remove ${key}; or change cluster.yaml back`,
		otherKey: (key: string, certificate: string) => `${key} is not the key of ${certificate}`,
	},

	pair: {
		missing: (file: string) => `${file} is not there`,
		unreadable: (file: string, detail: string) => `${file} cannot be used (${detail})`,
		example: {
			certificate: 'a PEM file with a certificate for the names below the domain, and those that lead to its root: ./apps.crt',
			key: 'a PEM file with the private key of that certificate, not encrypted: ./apps.key',
		},
		issuerExample: {
			certificate: 'a PEM file with an authority of its own, which the cluster itself does not know, and those above it: ./office-ca.crt',
			key: 'a PEM file with the private key of that authority, not encrypted: ./office-ca.key',
		},
		issuerBelieved: (authority: string) =>
			`the cluster believes what it signs, by its authority ${authority}: whoever may ask the issuer for a certificate could get one of an administrator`,
		encrypted: 'it is encrypted, and kinstall asks for no passphrase',
		names: (found: readonly string[], domain: string) => `it is for ${some(found)}, and for no name below ${domain}`,
	},

	waiting: {
		some: (missing: number, all: number, signers: readonly string[]) =>
			`${missing} of ${all} certificates wait to be signed by ${list(signers)}, whose key is not here:`,
		one: (request: string, certificate: string) => `${request}: the signed certificate belongs at ${certificate}`,
		next: 'Next: have them signed as pki/requests/README.txt says, put each certificate at its place, and run this again.',
		guide: [
			'Certificates of a Kubernetes cluster that wait to be signed by an authority whose key is not here.',
			'',
			'Sign each request below with the authority named there. Common name, organization, names and usages must be in the certificate',
			'just as they are asked for: Kubernetes takes the common name for a user and the organization for a group. How long it is valid is',
			'the choice of who signs; the days are what the cluster asks for. None of them is an authority (CA:FALSE).',
			'Put each certificate, as PEM, at the place named. The private keys lie there already and never leave that folder.',
			'When all are there, or some, run kinstall again: it compares each with its request, and names what is still missing.',
		].join('\n'),
		entry: (of: {
			readonly certificate: string;
			readonly signer: string;
			readonly subject: string;
			readonly names: readonly string[];
			readonly usages: readonly string[];
			readonly keyUsage: readonly string[];
			readonly days: number;
		}) => [
			`  put it at   ${of.certificate}`,
			`  signer      ${of.signer}`,
			`  subject     ${of.subject}`,
			`  names       ${some(of.names)}`,
			`  usages      ${list(of.usages)}`,
			`  key usage   ${list(of.keyUsage)}`,
			`  days        ${of.days}`,
		],
	},

	io: {
		folder: {
			codes: ['EISDIR'],
			reason: (code: string) => `it is a folder, and a file belongs there (${code})`,
			mend: (file: string, _: string) => `move the folder ${file} away`,
		},
		noFolder: {
			codes: ['ENOTDIR'],
			reason: (code: string) => `what it should lie in is no folder (${code})`,
			mend: (_: string, above: string) => `move the file ${above} away`,
		},
		denied: {
			codes: ['EACCES', 'EPERM'],
			reason: (code: string) => `this user may not read or write it (${code})`,
			mend: (_: string, above: string) =>
				`run kinstall as the user whose folder ${above} is, or make the folder and all that is in it yours`,
		},
		readOnly: {
			codes: ['EROFS'],
			reason: (code: string) => `it lies on a file system that is mounted read-only (${code})`,
			mend: (_: string, above: string) => `copy the cluster's folder to where you can write, or mount ${above} for writing`,
		},
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
