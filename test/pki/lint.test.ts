import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {execa} from 'execa';
import {readContents} from '../../source/pki/read-contents.ts';
import {lintCertificates} from '../../source/plan/lint-certificates.ts';
import {requestCertificates} from '../../source/plan/request-certificates.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {issueSample, sampleSpec} from './sample.ts';

/** Two families everywhere. */
const spec: ClusterSpec = {
	...sampleSpec(),
	hosts: sampleSpec().hosts.map((host, index) => ({...host, addresses: [`fd00:88::${index + 1}`]})),
};

/** What a certificate that a person made is like, where it differs from the one that was issued. */
type Spoilt = {
	readonly subject?: string;
	readonly without?: string;
	/** Lines in place of those with the same key; an empty one takes the line out. */
	readonly lines?: Readonly<Record<string, string>>;
	readonly days?: number;
	readonly key?: readonly string[];
	readonly digest?: string;
};

const find = (id: string) => requestCertificates(spec).certificates.find(request => request.id === id)!;
const fileOf = (id: string): string => find(id).file;

/** Signs FILE.crt anew by openssl, as somebody who knows less would. */
const spoil = async (
	directory: string,
	id: string,
	{subject, without, lines = {}, days = 100, key, digest = 'sha256'}: Spoilt,
): Promise<void> => {
	const {file, signer, commonName, organization, dnsNames, ipAddresses, usages} = find(id);
	const at = (name: string): string => path.join(directory, name);
	if (key) await execa('openssl', ['genpkey', ...key, '-out', at(`${file}.key`)]);
	const names = [...dnsNames.map(name => `DNS:${name}`), ...ipAddresses.map(ip => `IP:${ip}`)].filter(
		name => !name.endsWith(`:${without}`),
	);
	const section: Record<string, string> = {
		basicConstraints: 'critical,CA:FALSE',
		keyUsage: 'critical,digitalSignature',
		extendedKeyUsage: usages.map(usage => `${usage}Auth`).join(','),
		subjectKeyIdentifier: 'hash',
		authorityKeyIdentifier: 'keyid:always',
		subjectAltName: names.join(','),
		...lines,
	};
	const text = Object.entries(section)
		.filter(([, value]) => value !== '')
		.map(([name, value]) => `${name}=${value}`);
	await writeFile(at('spoilt.cnf'), `[e]\n${text.join('\n')}\n`);
	const own = `${organization === undefined ? '' : `/O=${organization}`}/CN=${commonName}`;
	await execa('openssl', ['req', '-new', '-key', at(`${file}.key`), '-subj', subject ?? own, '-out', at('spoilt.csr')]);
	const by = ['-CA', at(`${fileOf(signer)}.crt`), '-CAkey', at(`${fileOf(signer)}.key`), '-days', String(days), `-${digest}`];
	await execa('openssl', [
		'x509',
		'-req',
		'-in',
		at('spoilt.csr'),
		...by,
		'-extfile',
		at('spoilt.cnf'),
		'-extensions',
		'e',
		'-out',
		at(`${file}.crt`),
	]);
};

const lint = async (directory: string) =>
	lintCertificates(spec, {contents: await readContents(requestCertificates(spec).certificates, directory)});

const issueIt = async (t: Parameters<typeof issueSample>[0]) => (await issueSample(t, {}, spec)).directory;

test('nothing is said of what kinstall issues', async t => {
	for (const pki of [{}, {key: 'rsa-2048'}, {authorities: 'one'}] as const) {
		const wanted = {...spec, pki: {...spec.pki, ...pki}};
		t.deepEqual(lintCertificates(wanted, (await issueSample(t, pki, wanted)).pki), []);
	}
});

const weakRsa = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'];

const rows: ReadonlyArray<readonly [title: string, id: string, spoilt: Spoilt, severity: 'error' | 'warning', what: RegExp]> = [
	[
		'the endpoint is missing',
		'apiserver',
		{without: 'api.example.org'},
		'error',
		/^the endpoint api\.example\.org is not among its names$/,
	],
	['a VIP is missing', 'apiserver', {without: '10.88.0.200'}, 'error', /^10\.88\.0\.200 is not among its names$/],
	['the IPv4 service address is missing', 'apiserver', {without: '10.96.0.1'}, 'error', /^the service address 10\.96\.0\.1 is not/],
	['the IPv6 service address is missing', 'apiserver', {without: 'fd00:10:96::1'}, 'error', /^the service address fd00:10:96::1 is not/],
	["a host's IPv4 address is missing", 'apiserver', {without: '10.88.0.12'}, 'error', /^10\.88\.0\.12 of node2 is not among its names$/],
	["a host's IPv6 address is missing", 'etcd-peer/node5', {without: 'fd00:88::4'}, 'error', /^fd00:88::4 of node5 is not among its names$/],
	['a leaf outlives its authority', 'admin', {days: 9000}, 'warning', /^it is valid until 20.*, its signer until 20/],
	['a weak key', 'scheduler', {key: weakRsa}, 'error', /^its key is rsa-1024$/],
	['a weak signature', 'kube-proxy', {digest: 'sha1'}, 'error', /^its signature uses sha1$/],
	['a server that may not serve', 'apiserver', {lines: {extendedKeyUsage: 'codeSigning'}}, 'error', /^it may not be used as a server$/],
	['a client that may not ask', 'admin', {lines: {extendedKeyUsage: 'codeSigning'}}, 'error', /^it may not be used as a client$/],
	[
		'a client that may also serve',
		'admin',
		{lines: {extendedKeyUsage: 'clientAuth,serverAuth'}},
		'warning',
		/^it may also be used as a server$/,
	],
	[
		'a leaf that may not sign a handshake',
		'admin',
		{lines: {keyUsage: 'keyEncipherment'}},
		'error',
		/^its key usage lacks digitalSignature$/,
	],
	['a leaf that is an authority', 'admin', {lines: {basicConstraints: 'CA:TRUE'}}, 'error', /^it is an authority/],
	...(['controller-manager', 'scheduler', 'kube-proxy', 'front-proxy-client', 'apiserver-kubelet-client'] as const).map(
		id =>
			[
				`a name that nobody is bound to: ${id}`,
				id,
				{subject: '/CN=someone'},
				'error',
				/^its user \(common name\) is someone, and /,
			] as const,
	),
	[
		'an administrator outside the group',
		'admin',
		{subject: '/O=admins/CN=kubernetes-admin'},
		'error',
		/^its groups \(organizations\) are admins, and system:masters/,
	],
	['root by accident', 'kube-proxy', {subject: '/O=system:masters/CN=system:kube-proxy'}, 'error', /^it is in the group system:masters$/],
	['no identifier of its own', 'admin', {lines: {subjectKeyIdentifier: 'none'}}, 'warning', /^it has no subject key identifier$/],
	["no identifier of its signer's", 'admin', {lines: {authorityKeyIdentifier: 'none'}}, 'warning', /^it has no authority key identifier$/],
];

for (const [title, id, spoilt, severity, what] of rows) {
	test(`said of a certificate that a person made: ${title}`, async t => {
		const directory = await issueIt(t);
		await spoil(directory, id, spoilt);
		const findings = await lint(directory);
		t.deepEqual(
			findings.map(one => [one.certificate, one.severity]),
			[[id, severity]],
			JSON.stringify(findings),
		);
		t.regex(findings[0]!.what, what);
		t.truthy(findings[0]!.why);
		t.truthy(findings[0]!.mend);
	});
}

const identifier = async (directory: string, file: string): Promise<string> => {
	const {stdout} = await execa('openssl', ['x509', '-noout', '-ext', 'subjectKeyIdentifier', '-in', path.join(directory, `${file}.crt`)]);
	return stdout.split('\n').at(-1)!.trim();
};

test("said of a certificate that a person made: identifiers that are its signer's, and that two share", async t => {
	const directory = await issueIt(t);
	await spoil(directory, 'admin', {lines: {subjectKeyIdentifier: await identifier(directory, 'ca')}});
	const own = (await lint(directory)).filter(({certificate}) => certificate === 'admin').map(({what}) => what);
	t.is(own.length, 2);
	t.regex(own[0]!, /^its own key identifier and that of its signer are both [0-9a-f]{40}$/);
	t.regex(own[1]!, /^it has the same subject key identifier [0-9a-f]{40} as ca, and another key$/);
});

test("said of a certificate that a person made: a signer's identifier that is another's", async t => {
	const directory = await issueIt(t);
	const ca = await readFile(path.join(directory, 'ca.crt'), 'utf8');
	// The same name and key, another identifier: what is signed with it points to no certificate that hosts have.
	const key = ['-key', path.join(directory, 'ca.key'), '-subj', '/CN=kubernetes-ca', '-days', '3000'];
	const extensions = ['keyUsage=critical,keyCertSign', 'subjectKeyIdentifier=01:02:03:04'].flatMap(line => ['-addext', line]);
	await execa('openssl', ['req', '-x509', ...key, ...extensions, '-out', path.join(directory, 'ca.crt')]);
	await spoil(directory, 'admin', {});
	await writeFile(path.join(directory, 'ca.crt'), ca);
	const findings = await lint(directory);
	t.deepEqual(
		findings.map(({certificate, what}) => [certificate, what]),
		[['admin', 'its authority key identifier 01020304 is not that of its signer']],
	);
});

test('said of an authority: that it is none, and that it may not sign', async t => {
	const directory = await issueIt(t);
	const at = ['-key', path.join(directory, 'front-proxy-ca.key'), '-out', path.join(directory, 'front-proxy-ca.crt')];
	const extensions = ['basicConstraints=critical,CA:FALSE', 'keyUsage=digitalSignature'].flatMap(line => ['-addext', line]);
	await execa('openssl', ['req', '-x509', ...at, '-subj', '/CN=front-proxy-ca', '-days', '3000', ...extensions]);
	const whats = (await lint(directory)).filter(({certificate}) => certificate === 'front-proxy-ca').map(({what}) => what);
	t.deepEqual(whats, ['it is no authority (CA:TRUE is missing)', 'its key usage lacks keyCertSign']);
});
