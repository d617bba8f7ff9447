import {createPrivateKey, X509Certificate} from 'node:crypto';
import {readFile, rm, stat, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {PkiError} from '../../source/pki/pki-error.ts';
import {certificateFiles} from '../../source/plan/certificate-files.ts';
import type {OwnAuthority} from '../../source/spec/types.ts';
import {bundle, corporateSpec, issueCorporate, makeAuthority, type Wanted} from './corporate.ts';
import {hostOf, issue, makeFolder, openssl, sampleSpec, snapshot} from './sample.ts';

const blocks = (pem: string): string[] => pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
const subjects = (pem: string): string[] => blocks(pem).map(block => /CN=(.*)/.exec(new X509Certificate(block).subject)?.[1] ?? '');

test('an own root signs the leaves, and its files are kept as copies', async t => {
	const {directory, corporate, pki, spec} = await issueCorporate(t, 'root');
	t.deepEqual(subjects(await readFile(path.join(directory, 'ca.crt'), 'utf8')), ['ca-own']);
	t.is((await stat(path.join(directory, 'ca.key'))).mode & 0o777, 0o600);
	const given = createPrivateKey(await readFile(path.join(corporate, 'ca-own.key')));
	t.true(createPrivateKey(await readFile(path.join(directory, 'ca.key'))).equals(given));
	const {ca, apiserver} = pki.certificates;
	t.is(ca!.commonName, 'ca-own');
	t.is(ca!.organization, 'Example');
	t.true(new X509Certificate(apiserver!.certificate).verify(new X509Certificate(ca!.certificate).publicKey));
	t.is(blocks(apiserver!.certificate).length, 1, 'a root is not sent');
	const before = await snapshot(directory);
	t.deepEqual(await issue(spec, directory), pki);
	t.deepEqual(await snapshot(directory), before);
});

test('a leaf of an intermediate brings it along, hosts hold the whole file, and the controller manager one certificate', async t => {
	const {directory, spec, pki} = await issueCorporate(t, 'intermediate');
	const {ca, apiserver} = pki.certificates;
	t.deepEqual(subjects(ca!.certificate), ['ca-own', 'root']);
	t.deepEqual(subjects(apiserver!.certificate), ['kube-apiserver', 'ca-own']);
	t.is(apiserver!.certificate, await readFile(path.join(directory, 'apiserver.crt'), 'utf8'));
	const files = certificateFiles(spec, hostOf(spec, 'node1'), pki);
	const content = (name: string): string => files.find(file => file.path === `/etc/kubernetes/pki/${name}`)!.content;
	t.is(content('ca.crt'), ca!.certificate);
	t.is(content('ca-signer.crt'), `${blocks(ca!.certificate)[0]}\n`);
	t.true(files.some(file => file.path.endsWith('/pki/ca.key')));
	t.false(certificateFiles(spec, hostOf(spec, 'node3'), pki).some(file => file.path.includes('ca-signer')));
});

test('leaves end with the first of all above them', async t => {
	const base = await makeFolder(t);
	await makeAuthority(base, {name: 'root', days: 20});
	await makeAuthority(base, {name: 'between', signer: 'root', days: 3000});
	await bundle(base, 'ca.pem', ['between', 'root']);
	const {certificates} = await issue(sampleSpec({own: {ca: {certificate: 'ca.pem', key: 'between.key'}}}), path.join(base, 'pki'));
	const root = new X509Certificate(await readFile(path.join(base, 'root.crt')));
	t.is(certificates.apiserver!.notAfter, new Date(root.validTo).toISOString());
	t.true(certificates['apiserver-etcd-client']!.notAfter > certificates.apiserver!.notAfter);
});

test('text around the certificates and a private key among them are not kept', async t => {
	const {directory, corporate, spec} = await corporateSpec(t, 'intermediate', {key: true});
	const [chain, key] = await Promise.all(['ca.pem', 'ca-own.key'].map(file => readFile(path.join(corporate, file), 'utf8')));
	await writeFile(path.join(corporate, 'ca.pem'), `Bag Attributes\n${key}subject=CN = ca-own\n${chain}`);
	const {certificates} = await issue(spec, directory);
	t.is(certificates.ca!.certificate, chain!);
});

test('with one authority, an own one signs everything', async t => {
	const {pki} = await issueCorporate(t, 'intermediate', {authorities: 'one'});
	t.deepEqual(
		Object.values(pki.certificates)
			.filter(one => one.authority)
			.map(({commonName}) => commonName),
		['ca-own'],
	);
	t.true(Object.values(pki.certificates).every(({signer}) => signer === 'ca'));
});

test('once kept, the files may go; when they change, they are refused', async t => {
	const {directory, corporate, spec, pki} = await issueCorporate(t, 'root');
	const {fingerprint} = pki.certificates.ca!;
	await rm(path.join(corporate, 'ca.pem'));
	await rm(path.join(corporate, 'ca-own.key'));
	t.deepEqual(await issue(spec, directory), pki);
	await makeAuthority(corporate, {name: 'ca-own'});
	await bundle(corporate, 'ca.pem', ['ca-own']);
	const before = await snapshot(directory);
	const error = await t.throwsAsync(issue(spec, directory), {instanceOf: PkiError});
	const given = new X509Certificate(await readFile(path.join(corporate, 'ca.pem'))).fingerprint256.replaceAll(':', '').toLowerCase();
	const [changed] = error!.problems;
	t.is(changed!.path, 'pki/ca.crt');
	t.is(changed!.reason, `corporate/ca.pem is another certificate (sha256 ${given}) than the one kept here (${fingerprint})`);
	t.regex(changed!.example!, /^put the former corporate\/ca\.pem back; or remove pki\/ca\.crt, pki\/ca\.key and everything/);
	t.deepEqual(await snapshot(directory), before);
});

test('an authority that was made here is not replaced by an own one unasked', async t => {
	const {directory, spec} = await corporateSpec(t, 'root', {key: true});
	await issue({...spec, pki: {...spec.pki, own: {}}}, directory);
	const {problems} = (await t.throwsAsync(issue(spec, directory), {instanceOf: PkiError}))!;
	t.regex(problems.find(one => one.path === 'pki/ca.crt')!.reason, /^corporate\/ca\.pem is another certificate/);
});

test('a key that is kept where there shall be none is refused', async t => {
	const {directory, spec} = await issueCorporate(t, 'root');
	const own = {...spec.pki.own, ca: {certificate: 'corporate/ca.pem'}};
	const {problems} = (await t.throwsAsync(issue({...spec, pki: {...spec.pki, own}}, directory), {instanceOf: PkiError}))!;
	t.deepEqual(
		problems.map(one => [one.path, one.reason]),
		[['pki/ca.key', "it is here, and pki.own.ca says that this authority's key is not"]],
	);
});

const constraints = (text: string): string[] => [text, 'keyUsage=critical,keyCertSign,cRLSign', 'subjectKeyIdentifier=hash'];

type Refusal = {
	readonly title: string;
	readonly make: readonly Wanted[];
	/** The file's certificates; the first one made when absent. */
	readonly file?: readonly string[];
	readonly own?: Partial<OwnAuthority>;
	readonly reason: RegExp;
	readonly path?: string;
	readonly now?: Date;
};

const refusals: readonly Refusal[] = [
	{title: 'no authority', make: [{name: 'a', extensions: constraints('basicConstraints=CA:FALSE')}], reason: /^it is not an authority/},
	{
		title: 'one that may not sign certificates',
		make: [{name: 'a', extensions: ['basicConstraints=critical,CA:TRUE', 'keyUsage=digitalSignature']}],
		reason: /^its key usage lacks keyCertSign$/,
	},
	{
		title: 'one that says nothing of what its key is for',
		make: [{name: 'a', extensions: ['basicConstraints=critical,CA:TRUE', 'subjectKeyIdentifier=hash']}],
		reason: /^it has no key usage extension: have it made again for the same key, with key usage keyCertSign/,
	},
	{
		title: 'one that is there twice',
		make: [{name: 'a'}],
		file: ['a', 'a'],
		reason: /^certificates 1 and 2 of the file are the same one: leave one of them out$/,
	},
	{
		title: 'a chain whose first is there again at its end',
		make: [{name: 'root'}, {name: 'a', signer: 'root', extensions: [...constraints('basicConstraints=critical,CA:TRUE,pathlen:0')]}],
		file: ['a', 'root', 'a'],
		reason: /^certificates 1 and 3 of the file are the same one: /,
	},
	{
		title: 'one that expired',
		make: [{name: 'a', days: 1}],
		now: new Date(Date.now() + 3 * 86_400_000),
		reason: /^it expired at 20/,
	},
	{title: 'RSA of 1024 bits', make: [{name: 'a', kind: 'rsa-1024'}], reason: /^its key is rsa-1024; an authority needs RSA of 2048/},
	{title: 'another curve', make: [{name: 'a', kind: 'ecdsa-k1'}], reason: /^its key is ecdsa-secp256k1; /},
	{title: 'another kind of key', make: [{name: 'a', kind: 'ed25519'}], reason: /^its key is ed25519; /},
	{
		title: 'one with name constraints',
		make: [
			{name: 'a', extensions: [...constraints('basicConstraints=critical,CA:TRUE'), 'nameConstraints=critical,permitted;DNS:example.org']},
		],
		reason: /^it has name constraints, /,
	},
	{
		title: 'one for servers alone',
		make: [{name: 'a', extensions: [...constraints('basicConstraints=critical,CA:TRUE'), 'extendedKeyUsage=serverAuth']}],
		reason: /^it may only vouch for server, and the cluster also needs client$/,
	},
	{
		title: "a key of another's",
		make: [{name: 'a'}, {name: 'b'}],
		own: {key: 'b.key'},
		path: 'pki.own.ca.key',
		reason: /^b\.key is not the key of ca\.pem$/,
	},
	{
		title: 'a broken chain',
		make: [{name: 'root'}, {name: 'other'}, {name: 'a', signer: 'root'}],
		file: ['a', 'other'],
		reason: /^it is not signed by certificate 2 of the file: /,
	},
	{
		title: 'a chain in the wrong order',
		make: [{name: 'root'}, {name: 'a', signer: 'root'}],
		file: ['root', 'a'],
		own: {key: 'root.key'},
		reason: /^it is not signed by certificate 2 of the file: /,
	},
	{
		title: 'a path length that is too small for what stands below',
		make: [
			{name: 'root', extensions: constraints('basicConstraints=critical,CA:TRUE,pathlen:0')},
			{name: 'a', signer: 'root'},
		],
		file: ['a', 'root'],
		reason: /^certificate 2 of the file: its path length is 0, and 1 stand below it in the file$/,
	},
	{title: 'no file', make: [{name: 'a'}], own: {certificate: 'none.pem'}, reason: /^none\.pem is not there$/},
	{
		title: 'a file of something else',
		make: [{name: 'a'}],
		own: {certificate: 'a.key'},
		reason: /^a\.key cannot be used \(there is no PEM certificate/,
	},
	{
		title: 'a key file of something else',
		make: [{name: 'a'}],
		own: {key: 'a.crt'},
		path: 'pki.own.ca.key',
		reason: /^a\.crt cannot be used/,
	},
];

for (const {title, make, file, own, reason, now, path: where = 'pki.own.ca.certificate'} of refusals) {
	test(`refused as an own authority, before anything is written: ${title}`, async t => {
		const base = await makeFolder(t);
		for (const wanted of make) await makeAuthority(base, wanted);
		await bundle(base, 'ca.pem', file ?? [make[0]!.name]);
		const spec = sampleSpec({own: {ca: {certificate: 'ca.pem', key: 'a.key', ...own}}});
		const {problems} = (await t.throwsAsync(issue(spec, path.join(base, 'pki'), now), {instanceOf: PkiError}))!;
		t.deepEqual(
			problems.map(one => one.path),
			[where],
			JSON.stringify(problems),
		);
		t.regex(problems[0]!.reason, reason);
		t.truthy(problems[0]!.example);
		await t.throwsAsync(stat(path.join(base, 'pki')), {code: 'ENOENT'});
	});
}

test('a copy of an own key that cannot be read is copied again', async t => {
	const {directory, spec} = await issueCorporate(t, 'root');
	await writeFile(path.join(directory, 'ca.key'), 'nonsense');
	const {problems} = (await t.throwsAsync(issue(spec, directory), {instanceOf: PkiError}))!;
	t.is(problems[0]!.example, `remove pki/ca.key, and it is copied again from ${spec.pki.own.ca!.key}`);
	await rm(path.join(directory, 'ca.key'));
	await t.notThrowsAsync(issue(spec, directory));
});

test('an encrypted key is refused in words that help', async t => {
	const {directory, corporate, spec} = await corporateSpec(t, 'root', {key: true});
	const key = path.join(corporate, 'ca-own.key');
	const {stdout} = await openssl(['pkcs8', '-topk8', '-in', key, '-passout', 'pass:secret']);
	await writeFile(key, stdout);
	const {problems} = (await t.throwsAsync(issue(spec, directory), {instanceOf: PkiError}))!;
	t.regex(problems[0]!.reason, /^corporate\/ca-own\.key cannot be used \(it is encrypted, and kinstall asks for no passphrase/);
});

test('a path length of 0 is enough for leaves', async t => {
	const base = await makeFolder(t);
	await makeAuthority(base, {name: 'root'});
	await makeAuthority(base, {
		name: 'a',
		signer: 'root',
		extensions: [...constraints('basicConstraints=critical,CA:TRUE,pathlen:0'), 'authorityKeyIdentifier=keyid'],
	});
	await bundle(base, 'ca.pem', ['a', 'root']);
	await t.notThrowsAsync(issue(sampleSpec({own: {ca: {certificate: 'ca.pem', key: 'a.key'}}}), path.join(base, 'pki')));
});
