import type {KeyKind, OwnAuthority, Subject} from '../spec/types.ts';

/** C, ST, L and OU; the organization stands apart, as on a leaf it is a group. */
export type SubjectAttributes = Omit<Subject, 'organization'>;

/** One certificate to be issued: what it says, who signs it, and where it is kept below `pki/`. */
export type CertificateRequest = {
	/** `apiserver`, or `etcd-server/node1` for one per host. */
	readonly id: string;
	/** Path below `pki/` without its ending: `apiserver` means apiserver.crt and apiserver.key. */
	readonly file: string;
	/** Id of the authority that signs; its own id when the certificate signs itself, or is the person's own. */
	readonly signer: string;
	readonly authority: boolean;
	readonly commonName: string;
	/** On a leaf this is the Kubernetes group. */
	readonly organization?: string;
	/** Further groups: a person may be in several. */
	readonly groups?: readonly string[];
	/** The rest of the subject. */
	readonly attributes: SubjectAttributes;
	/** The person's own authority, or own leaf: then certificate and key come from these files, and what is asked for above is what they say. */
	readonly own?: OwnAuthority;
	/** Whether that is an authority with which something in the cluster signs for whoever asks it. */
	readonly issues?: true;
	readonly dnsNames: readonly string[];
	readonly ipAddresses: readonly string[];
	readonly usages: ReadonlyArray<'server' | 'client'>;
	readonly key: KeyKind;
	readonly days: number;
};

/** A key pair without a certificate (the service-account key): `file`.key and `file`.pub below `pki/`. */
export type KeyPairRequest = {readonly id: string; readonly file: string; readonly key: KeyKind};

export type IssuedCertificate = CertificateRequest & {
	/**
	 * PEM, as it lies on hosts. A leaf that an intermediate signed is followed by what leads to the root, the root left out; an
	 * own authority by what its file holds above it.
	 */
	readonly certificate: string;
	/** sha256 of the public key's SPKI in DER, lower-case hex: names the private key without showing it. */
	readonly publicKeySha256: string;
	/** ISO 8601. */
	readonly notBefore: string;
	readonly notAfter: string;
	/** sha256 of the certificate in DER, lower-case hex. */
	readonly fingerprint: string;
};

export type IssuedKeyPair = KeyPairRequest & {
	/** PEM. */
	readonly publicKey: string;
	readonly publicKeySha256: string;
};

/** The configuration that Secrets are encrypted by, kept whole as a secret. */
export type IssuedEncryption = {
	/** Path below `pki/`. */
	readonly file: string;
	/** sha256 of its bytes, lower-case hex. */
	readonly sha256: string;
	/** `secretbox/secretbox-1`, `identity`: the first one writes, all of them read. */
	readonly slots: readonly string[];
};

/** What a certificate that lies there really says, whoever made it. */
export type CertificateContent = {
	readonly commonName: string;
	readonly organizations: readonly string[];
	readonly authority: boolean;
	readonly selfSigned: boolean;
	readonly dnsNames: readonly string[];
	/** Each in its canonical spelling. */
	readonly ipAddresses: readonly string[];
	/** `server`, `client`, or the OID of any other purpose. */
	readonly usages: readonly string[];
	/** Bits by their names in RFC 5280: `digitalSignature`. */
	readonly keyUsage: readonly string[];
	/** `rsa-2048`, `ecdsa-p256`; other kinds in the same manner. */
	readonly key: string;
	/** sha256 of the public key's SPKI in DER, lower-case hex. */
	readonly publicKeySha256: string;
	/** The hash of its signature, `sha256`; an OID when it is not known. */
	readonly signatureHash: string;
	/** Lower-case hex; absent where there is none. */
	readonly subjectKeyIdentifier?: string;
	readonly authorityKeyIdentifier?: string;
	/** ISO 8601. */
	readonly notBefore: string;
	readonly notAfter: string;
	/** ISO 8601, of authorities alone: when it or the first of those above it ends, and with that all it signed. */
	readonly signsUntil?: string;
};

/** A text with credentials in it; its bytes stay in the folder. */
export type IssuedSecret = {
	/** Below `pki/`. */
	readonly file: string;
	/** Random; another one for other contents. */
	readonly id: string;
};

/** A certificate that was issued anew just now, for the key that it had. */
export type Anew = {
	/** `pki/apiserver.crt`. */
	readonly file: string;
	/** Names that it has now and had not, and the other way round. */
	readonly added: readonly string[];
	readonly removed: readonly string[];
};

/** Everything public about the cluster's certificates. Private keys stay in the folder. */
export type Pki = {
	readonly certificates: Readonly<Record<string, IssuedCertificate>>;
	/** The same ids; no part of the plan. */
	readonly contents: Readonly<Record<string, CertificateContent>>;
	readonly keyPairs: Readonly<Record<string, IssuedKeyPair>>;
	/** Absent when Secrets are not encrypted. */
	readonly encryption?: IssuedEncryption;
	/** Absent when no proxy asks for credentials. */
	readonly proxySecret?: IssuedSecret;
	/** By the name of a registry: a hosts.toml of containerd's with credentials; absent where there are none. */
	readonly registrySecrets?: Readonly<Record<string, IssuedSecret>>;
	/** Absent where no namespace shall have some. */
	readonly pullSecrets?: IssuedSecret;
	/** What was not reused, as its names changed; no part of the plan. */
	readonly anew?: readonly Anew[];
};
