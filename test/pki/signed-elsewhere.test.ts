import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {PkiError} from '../../source/pki/pki-error.ts';
import {WaitingForSignatures} from '../../source/pki/waiting-for-signatures.ts';
import {requestCertificates} from '../../source/plan/request-certificates.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {corporateSpec, signElsewhere} from './corporate.ts';
import {issue, listFiles, openssl, snapshot} from './sample.ts';

const waitingFor = async (spec: ClusterSpec, directory: string): Promise<WaitingForSignatures> => {
	try {
		await issue(spec, directory);
	} catch (error) {
		if (error instanceof WaitingForSignatures) return error;
		throw error;
	}

	throw new Error('it waits for nothing');
};

/** Has what waits signed, all of it or some. */
const sign = async (error: WaitingForSignatures, base: string, which: (id: string) => boolean = () => true): Promise<void> => {
	for (const {signer, request, certificate} of error.missing.filter(one => which(one.id))) {
		await mkdir(path.dirname(path.join(base, certificate)), {recursive: true});
		await signElsewhere(path.join(base, request), path.join(base, certificate), path.join(base, 'corporate'), `${signer}-own`);
	}
};

const leavesOf = (spec: ClusterSpec): string[] =>
	requestCertificates(spec)
		.certificates.filter(one => !one.authority)
		.map(({file}) => file);

for (const key of ['rsa-2048', 'ecdsa-p256'] as const) {
	test(`requests ask for the right thing and are signed by the key that is kept: ${key}`, async t => {
		const {spec, directory, base} = await corporateSpec(t, 'intermediate', {
			key: false,
			pki: {key, subject: {country: 'DE', unit: 'Platform'}},
		});
		const {missing, signed, message} = await waitingFor(spec, directory);
		t.is(signed, 0);
		t.deepEqual(
			missing.map(({request, certificate}) => [request, certificate]),
			leavesOf(spec).map(file => [`pki/requests/${file}.csr`, `pki/${file}.crt`]),
		);
		t.regex(
			message,
			/^19 of 19 certificates wait to be signed by ca, front-proxy-ca, etcd-ca, whose key is not here:\n- pki\/requests\/apiserver\.csr: /,
		);
		const files = await listFiles(directory);
		for (const file of leavesOf(spec)) t.true(files.includes(`${file}.key`) && !files.includes(`${file}.crt`), file);
		for (const id of ['ca', 'etcd/ca', 'front-proxy-ca']) t.true(files.includes(`${id}.crt`) && !files.includes(`${id}.key`), id);
		for (const {request} of missing) {
			const {exitCode, stderr} = await openssl(['req', '-verify', '-noout', '-in', path.join(base, request)]);
			t.is(exitCode, 0, stderr);
			t.regex(stderr, /verify OK/);
		}

		const {stdout} = await openssl([
			'req',
			'-noout',
			'-text',
			'-nameopt',
			'RFC2253',
			'-in',
			path.join(directory, 'requests/hosts/node5/etcd/server.csr'),
		]);
		t.regex(stdout, /Subject: CN=node5,OU=Platform,C=DE\n/);
		t.regex(stdout, /DNS:node5, DNS:localhost, IP Address:10\.88\.0\.15, IP Address:127\.0\.0\.1, IP Address:0:0:0:0:0:0:0:1/);
		t.regex(stdout, /TLS Web Server Authentication, TLS Web Client Authentication/);
		t.regex(stdout, /CA:FALSE/);
		t.is(stdout.includes('Key Encipherment'), key === 'rsa-2048');
		const publicOf = async (words: readonly string[]) => (await openssl([...words, '-pubout'])).stdout;
		t.is(
			(await openssl(['req', '-pubkey', '-noout', '-in', path.join(directory, 'requests/admin.csr')])).stdout,
			await publicOf(['pkey', '-in', path.join(directory, 'admin.key')]),
		);
	});
}

test('the guide names for each request what is in it and where the certificate belongs', async t => {
	const {spec, directory} = await corporateSpec(t, 'root', {key: false});
	await waitingFor(spec, directory);
	const guide = await readFile(path.join(directory, 'requests/README.txt'), 'utf8');
	const admin = guide.split('\n\n').find(entry => entry.startsWith('pki/requests/admin.csr'))!;
	t.deepEqual(
		admin.split('\n').map(line => line.trim().replace(/ {2,}/, ': ')),
		[
			'pki/requests/admin.csr',
			'put it at: pki/admin.crt',
			'signer: C=DE, O=Example, CN=ca-own',
			'subject: O=system:masters, CN=kubernetes-admin',
			'names: none',
			'usages: client',
			'key usage: digitalSignature',
			'days: 365',
		],
	);
	t.regex(guide, /names +DNS:node5, DNS:localhost, IP:10\.88\.0\.15, IP:127\.0\.0\.1, IP:::1\n/);
});

test('a second call rewrites nothing, and a request that is wrong is made anew', async t => {
	const {spec, directory} = await corporateSpec(t, 'root', {key: false});
	await waitingFor(spec, directory);
	const before = await snapshot(directory);
	await waitingFor(spec, directory);
	t.deepEqual(await snapshot(directory), before);
	await writeFile(path.join(directory, 'requests/admin.csr'), before['requests/scheduler.csr']!.content);
	await waitingFor(spec, directory);
	const after = await snapshot(directory);
	t.deepEqual(
		Object.keys(after).filter(file => after[file]!.content !== before[file]!.content || after[file]!.ino !== before[file]!.ino),
		['requests/admin.csr'],
	);
	const more = {...spec, pki: {...spec.pki, names: [...spec.pki.names, 'other.example.org']}};
	await waitingFor(more, directory);
	t.not((await snapshot(directory))['requests/apiserver.csr']!.content, before['requests/apiserver.csr']!.content);
});

test('what was signed is taken in parts, and when all is there the requests go', async t => {
	const {spec, directory, base} = await corporateSpec(t, 'intermediate', {key: false});
	await sign(await waitingFor(spec, directory), base, id => id.startsWith('etcd-'));
	const half = await waitingFor(spec, directory);
	t.is(half.signed, 7);
	t.false(half.missing.some(({id}) => id.startsWith('etcd-')));
	t.regex(half.message, /^12 of 19 certificates wait to be signed by ca, front-proxy-ca, etcd-ca,/);
	t.false((await listFiles(directory)).some(file => file.startsWith('requests/hosts/') && file.includes('/etcd/')));
	await sign(half, base);
	const {certificates} = await issue(spec, directory);
	t.false((await listFiles(directory)).some(file => file.startsWith('requests')));
	const days = (Date.parse(certificates.apiserver!.notAfter) - Date.parse(certificates.apiserver!.notBefore)) / 86_400_000;
	t.is(days, 300, 'the lifetime is the choice of who signs');
	t.is(certificates.apiserver!.certificate.match(/BEGIN/g)!.length, 2, 'the intermediate is sent along');
});

test('only what the authority without a key signs is waited for', async t => {
	const {spec, directory} = await corporateSpec(t, 'root', {key: false});
	const {ca} = spec.pki.own;
	const error = await waitingFor({...spec, pki: {...spec.pki, own: {ca: ca!}}}, directory);
	t.deepEqual([...new Set(error.missing.map(({signer}) => signer))], ['ca']);
	const files = await listFiles(directory);
	t.true(files.includes('apiserver-etcd-client.crt') && files.includes('front-proxy-client.crt'));
});

const refused = async (t: ExecutionContext, spec: ClusterSpec, directory: string): Promise<ReadonlyArray<readonly [string, string]>> => {
	const {problems} = (await t.throwsAsync(issue(spec, directory), {instanceOf: PkiError}))!;
	for (const {example} of problems) t.truthy(example);
	return problems.map(one => [one.path, one.reason] as const);
};

test('refused: what was signed by another, for another key, under another name, or with names of its own', async t => {
	const {spec, directory, base, corporate} = await corporateSpec(t, 'root', {key: false});
	const waiting = await waitingFor(spec, directory);
	const at = (file: string): string => path.join(directory, file);
	await sign(waiting, base, id => id === 'admin');
	await writeFile(at('scheduler.crt'), await readFile(at('admin.crt')));
	await signElsewhere(at('requests/kube-proxy.csr'), at('kube-proxy.crt'), corporate, 'etcd-ca-own');
	const names = [
		'-subj',
		'/O=Example/CN=kube-apiserver',
		'-addext',
		'subjectAltName=DNS:kubernetes',
		'-addext',
		'keyUsage=digitalSignature',
	];
	await openssl(['req', '-new', '-key', at('apiserver.key'), ...names, '-addext', 'extendedKeyUsage=clientAuth', '-out', at('own.csr')]);
	await signElsewhere(at('own.csr'), at('apiserver.crt'), corporate, 'ca-own');
	await rm(at('own.csr'));
	const found = await refused(t, spec, directory);
	const reasons = (file: string) => found.filter(([where]) => where === `pki/${file}.crt`).map(([, reason]) => reason);
	t.deepEqual(reasons('kube-proxy'), ['it is not signed by pki/ca.crt']);
	t.regex(
		reasons('scheduler').join('; '),
		/common name .*; its organization .*; its names lack node1.*; it is for client, .*; its public key is not that of/,
	);
	t.regex(
		reasons('apiserver').join('; '),
		/^its organization \(O\) is Example, wanted is none; its names lack kubernetes\.default, .*; it is for client, wanted is server$/,
	);
	t.deepEqual(reasons('admin'), []);
});

test('who signs may write a country, a locality and a unit of its own', async t => {
	const {spec, directory, base, corporate} = await corporateSpec(t, 'root', {key: false});
	const waiting = await waitingFor(spec, directory);
	await sign(waiting, base, id => id !== 'admin');
	const subject = ['-subj', '/C=FR/L=Paris/O=system:masters/OU=Others/CN=kubernetes-admin'];
	const use = ['-addext', 'keyUsage=digitalSignature', '-addext', 'extendedKeyUsage=clientAuth'];
	const csr = path.join(base, 'own.csr');
	await openssl(['req', '-new', '-key', path.join(directory, 'admin.key'), ...subject, ...use, '-out', csr]);
	await signElsewhere(csr, path.join(directory, 'admin.crt'), corporate, 'ca-own');
	await t.notThrowsAsync(issue(spec, directory));
});

test('a certificate without any extension, as openssl signs it unasked, is refused for what it lacks, and its key stays', async t => {
	const {spec, directory, base} = await corporateSpec(t, 'root', {key: false});
	const {missing} = await waitingFor(spec, directory);
	const {request, certificate} = missing.find(({id}) => id === 'apiserver')!;
	const by = ['ca-own.crt', 'ca-own.key'].map(name => path.join(base, 'corporate', name));
	const to = path.join(base, certificate);
	await openssl(['x509', '-req', '-in', path.join(base, request), '-CA', by[0]!, '-CAkey', by[1]!, '-days', '30', '-out', to]);
	const {problems} = (await t.throwsAsync(issue(spec, directory), {instanceOf: PkiError}))!;
	t.true(
		problems.some(({reason}) => /^its names lack kubernetes, /.test(reason)),
		JSON.stringify(problems),
	);
	await writeFile(to, 'no certificate');
	const {problems: unreadable} = (await t.throwsAsync(issue(spec, directory), {instanceOf: PkiError}))!;
	t.deepEqual(
		unreadable.map(({example}) => example),
		['remove pki/apiserver.crt, and its signing request is written again; or change cluster.yaml back'],
	);
});
