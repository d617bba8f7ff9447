import {createHash, createPublicKey} from 'node:crypto';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {toPem} from '../../source/pki/read-der.ts';
import {readSigningRequest} from '../../source/pki/signing-request.ts';
import {makeFolder, openssl} from './sample.ts';

const keys = {
	rsa: ['-newkey', 'rsa:2048'],
	'EC P-256': ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
	'EC P-384': ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384', '-sha384'],
} as const;

/** A request as the openssl CLI makes one, and the digest of its key by the CLI's own means. */
const request = async (t: ExecutionContext, words: readonly string[], extra: readonly string[] = []) => {
	const key = path.join(await makeFolder(t), 'key.pem');
	const made = await openssl([
		'req',
		'-new',
		'-nodes',
		'-keyout',
		key,
		'-subj',
		'/O=system:nodes/CN=system:node:node3',
		...words,
		...extra,
	]);
	t.is(made.exitCode, 0, made.stderr);
	const {stdout} = await openssl(['pkey', '-in', key, '-pubout']);
	const spki = createPublicKey(stdout).export({type: 'spki', format: 'der'});
	return {pem: made.stdout, publicKeySha256: createHash('sha256').update(spki).digest('hex')};
};

for (const [title, words] of Object.entries(keys)) {
	test(`a kubelet's request is read: ${title}`, async t => {
		const names = 'subjectAltName=DNS:node3,IP:10.88.0.13,IP:fd00::13,URI:spiffe://a/b,email:a@example.org';
		const {pem, publicKeySha256} = await request(t, words, ['-addext', names]);
		t.deepEqual(readSigningRequest(pem), {
			commonName: 'system:node:node3',
			organizations: ['system:nodes'],
			dnsNames: ['node3'],
			ipAddresses: ['10.88.0.13', 'fd00::13'],
			otherNames: ['spiffe://a/b', 'a@example.org'],
			publicKeySha256,
			signatureValid: true,
		});
	});

	test(`a request that was changed after it was signed is told: ${title}`, async t => {
		const {pem} = await request(t, words);
		const der = Buffer.from(pem.replace(/-----[A-Z ]+-----/g, ''), 'base64');
		const at = der.indexOf('system:node:node3');
		t.true(at > 0);
		der.write('system:node:node4', at);
		const changed = readSigningRequest(toPem('CERTIFICATE REQUEST', der));
		t.is(changed.commonName, 'system:node:node4');
		t.false(changed.signatureValid);
	});
}

test('a request without names has none', async t => {
	const {pem} = await request(t, keys['EC P-256']);
	const {dnsNames, ipAddresses, otherNames, signatureValid} = readSigningRequest(pem);
	t.deepEqual({dnsNames, ipAddresses, otherNames, signatureValid}, {dnsNames: [], ipAddresses: [], otherNames: [], signatureValid: true});
});

test('several groups are all told', async t => {
	const {pem} = await request(t, [...keys['EC P-256'], '-subj', '/O=system:nodes/O=system:masters/CN=system:node:node3']);
	t.deepEqual(readSigningRequest(pem).organizations, ['system:nodes', 'system:masters']);
});

test('what is no request is refused', t => {
	t.throws(() => readSigningRequest('nonsense'), {message: /not exactly one PEM block/});
	t.throws(() => readSigningRequest('-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE REQUEST-----\n'));
});

test('only one request, written as it should be, is read: whoever signs might read another one of several', async t => {
	const {pem} = await request(t, keys['EC P-256']);
	const {pem: other} = await request(t, keys['EC P-256']);
	const withHeader = other.replace('REQUEST-----\n', 'REQUEST-----\nProc-Type: 4\n\n');
	const [first, ...rest] = pem.split('\n');
	const refused = {
		'a block with a header, then a good one': withHeader + pem,
		'a header alone': withHeader,
		'two blocks': pem + other,
		'the same block twice': pem + pem,
		'garbage before it': `garbage\n${pem}`,
		'an empty line before it': `\n${pem}`,
		'garbage after it': `${pem}garbage\n`,
		'another label': pem.replaceAll('CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST'),
		'lines of another length': [first, rest.slice(0, -2).join(''), ...rest.slice(-2)].join('\n'),
		'an empty line inside': [first, '', ...rest].join('\n'),
		'ends of lines from elsewhere': pem.replaceAll('\n', '\r\n'),
	};
	for (const [what, text] of Object.entries(refused)) t.throws(() => readSigningRequest(text), {message: /PEM block/}, what);
	t.deepEqual(readSigningRequest(pem.trimEnd()), readSigningRequest(pem));
});
