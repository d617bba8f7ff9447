import {createHash, X509Certificate} from 'node:crypto';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {issueCorporate, issueElsewhere, makeAuthority} from './corporate.ts';
import {issueSample, openssl} from './sample.ts';

const matrix = (['rsa-2048', 'ecdsa-p256', 'ecdsa-p384'] as const).flatMap(key =>
	(['three', 'one'] as const).map(authorities => ({key, authorities})),
);

/** The files that one authority vouches for, for one purpose. */
const verified = async (directory: string, authority: string, purpose: string, files: readonly string[]): Promise<string[]> => {
	const {stdout} = await openssl([
		'verify',
		'-x509_strict',
		'-no-CApath',
		'-no-CAstore',
		'-purpose',
		purpose,
		'-CAfile',
		path.join(directory, `${authority}.crt`),
		...files.map(file => path.join(directory, `${file}.crt`)),
	]);
	return stdout
		.split('\n')
		.filter(line => line.endsWith(': OK'))
		.map(line => path.relative(directory, line.slice(0, -': OK'.length)).replace(/\.crt$/, ''));
};

const verifyAll = async (t: ExecutionContext, {key, authorities}: (typeof matrix)[number]): Promise<void> => {
	const {directory, pki} = await issueSample(t, {key, authorities});
	const all = Object.values(pki.certificates);
	const signers = all.filter(({authority}) => authority);
	const leaves = all.filter(({authority}) => !authority);
	t.deepEqual(
		signers.map(({id}) => id),
		authorities === 'three' ? ['ca', 'etcd-ca', 'front-proxy-ca'] : ['ca'],
	);
	t.is(leaves.length, 10 + 2 * 3);
	for (const signer of signers) {
		for (const usage of ['server', 'client'] as const) {
			const expected = leaves.filter(leaf => leaf.signer === signer.id && leaf.usages.includes(usage)).map(({file}) => file);
			const found = await verified(
				directory,
				signer.file,
				`ssl${usage}`,
				leaves.map(({file}) => file),
			);
			t.deepEqual(found, expected, `${signer.id} vouches for its own ${usage}s and for nothing else`);
		}

		t.deepEqual(await verified(directory, signer.file, 'any', [signer.file]), [signer.file]);
	}
};

for (const row of matrix) {
	test(`openssl verifies every leaf against its own authority alone: ${row.key}, authorities: ${row.authorities}`, verifyAll, row);
}

const withOwn = async (t: ExecutionContext, own: 'root' | 'intermediate' | 'without a key'): Promise<void> => {
	const {directory, corporate, pki} = await (own === 'without a key' ? issueElsewhere(t) : issueCorporate(t, own));
	const leaves = Object.values(pki.certificates).filter(({authority}) => !authority);
	for (const {id, file} of Object.values(pki.certificates).filter(({authority}) => authority)) {
		for (const usage of ['server', 'client'] as const) {
			const expected = leaves.filter(leaf => leaf.signer === id && leaf.usages.includes(usage)).map(leaf => leaf.file);
			// Of each leaf's file, verify reads the first certificate. Over TLS the root in the file would vouch for all three: docs/security.md.
			const found = await verified(
				directory,
				file,
				`ssl${usage}`,
				leaves.map(leaf => leaf.file),
			);
			t.deepEqual(found, expected, `${id} vouches for its own ${usage}s`);
		}
	}

	const foreign = path.relative(directory, path.join(corporate, 'stranger'));
	await makeAuthority(corporate, {name: 'stranger'});
	t.deepEqual(
		await verified(
			directory,
			foreign,
			'any',
			leaves.map(({file}) => file),
		),
		[],
	);
};

for (const own of ['root', 'intermediate', 'without a key'] as const)
	test(`openssl verifies every leaf of an own authority: ${own}`, withOwn, own);

/** RFC 5280's identifier: SHA-1 of the key's bits, found without reading ASN.1. */
const identifierOf = ({publicKey}: X509Certificate): string => {
	const point = publicKey.export({type: 'spki', format: 'der'}).subarray(-65);
	const bits = publicKey.asymmetricKeyType === 'rsa' ? publicKey.export({type: 'pkcs1', format: 'der'}) : point;
	return createHash('sha1').update(bits).digest('hex');
};

const extension = async (pem: string, name: string): Promise<string> => {
	const {stdout} = await openssl(['x509', '-noout', '-ext', name], pem);
	return stdout.split('\n').at(-1)!.trim().replaceAll(':', '').toLowerCase();
};

for (const key of ['rsa-2048', 'ecdsa-p256'] as const) {
	test(`key identifiers are those of the real keys: ${key}`, async t => {
		const {pki} = await issueSample(t, {key});
		const seen = new Set<string>();
		for (const {certificate, signer} of Object.values(pki.certificates)) {
			const own = await extension(certificate, 'subjectKeyIdentifier');
			t.is(own, identifierOf(new X509Certificate(certificate)));
			t.is(
				await extension(certificate, 'authorityKeyIdentifier'),
				identifierOf(new X509Certificate(pki.certificates[signer]!.certificate)),
			);
			seen.add(own);
		}

		t.is(seen.size, Object.keys(pki.certificates).length, 'each certificate has a key of its own');
	});
}

test('serial numbers are positive, 16 bytes and all different', async t => {
	const {pki} = await issueSample(t);
	const serials = Object.values(pki.certificates).map(({certificate}) => new X509Certificate(certificate).serialNumber);
	for (const serial of serials) t.regex(serial, /^[4-7][0-9A-F]{31}$/);
	t.is(new Set(serials).size, serials.length);
});

test('what a certificate may be used for is marked as X.509 wants it', async t => {
	for (const [key, usage] of [
		['rsa-2048', 'Digital Signature, Key Encipherment'],
		['ecdsa-p256', 'Digital Signature'],
	] as const) {
		const {pki} = await issueSample(t, {key});
		const show = async (id: string) =>
			(await openssl(['x509', '-noout', '-ext', 'basicConstraints,keyUsage,extendedKeyUsage'], pki.certificates[id]!.certificate)).stdout
				.split('\n')
				.map(line => line.trim());
		t.deepEqual(await show('ca'), [
			'X509v3 Basic Constraints: critical',
			'CA:TRUE',
			'X509v3 Key Usage: critical',
			'Certificate Sign, CRL Sign',
		]);
		t.deepEqual(await show('etcd-server/node5'), [
			'X509v3 Basic Constraints: critical',
			'CA:FALSE',
			'X509v3 Key Usage: critical',
			usage,
			'X509v3 Extended Key Usage:',
			'TLS Web Server Authentication, TLS Web Client Authentication',
		]);
	}
});
