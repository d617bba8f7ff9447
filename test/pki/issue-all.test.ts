import {X509Certificate} from 'node:crypto';
import {chmod, mkdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {PkiError} from '../../source/pki/pki-error.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {issue, issueSample, listFiles, makeFolder, openssl, sampleSpec, snapshot} from './sample.ts';

const day = 86_400_000;

test('only root reads the folder, no key is open to others, and git sees none of it', async t => {
	const {directory} = await issueSample(t);
	t.is((await stat(directory)).mode & 0o777, 0o700);
	const files = await snapshot(directory);
	for (const [file, {mode}] of Object.entries(files)) if (file.endsWith('.key')) t.is(mode, 0o600, file);
	t.is(files['.gitignore']?.content, '*\n');
	t.is(Object.keys(files).filter(file => file.endsWith('.key')).length, 3 + 16 + 1);
});

test('a second call changes no file and says the same', async t => {
	const {spec, directory, pki} = await issueSample(t);
	const before = await snapshot(directory);
	t.deepEqual(await issue(spec, directory), pki);
	t.deepEqual(await snapshot(directory), before);
});

test('a key that was copied there with loose rights is closed', async t => {
	const {spec, directory} = await issueSample(t);
	const key = path.join(directory, 'apiserver.key');
	await chmod(key, 0o644);
	await issue(spec, directory);
	t.is((await stat(key)).mode & 0o777, 0o600);
});

test('certificates start five minutes back, and a leaf never outlives its authority', async t => {
	const now = new Date('2030-06-01T12:00:00.700Z');
	const directory = path.join(await makeFolder(t), 'pki');
	const {certificates} = await issue(sampleSpec({days: 365, caDays: 100}), directory, now);
	t.is(certificates.apiserver!.notBefore, '2030-06-01T11:55:00.000Z');
	t.is(certificates.ca!.notAfter, '2030-09-09T12:00:00.000Z');
	t.is(certificates.apiserver!.notAfter, certificates.ca!.notAfter);
	const long = await issue(sampleSpec({caDays: 9000}), path.join(directory, 'long'), now);
	t.is(long.certificates.apiserver!.notAfter, '2031-06-01T12:00:00.000Z');
	t.is(long.certificates.ca!.notAfter, new Date(Date.parse('2030-06-01T12:00:00Z') + 9000 * day).toISOString());
});

test('the service-account key signs what its public half verifies', async t => {
	const {directory, pki} = await issueSample(t, {key: 'rsa-2048'});
	const derived = await openssl(['pkey', '-in', path.join(directory, 'sa.key'), '-pubout']);
	t.is(`${derived.stdout}\n`, await readFile(path.join(directory, 'sa.pub'), 'utf8'));
	t.is(pki.keyPairs.sa!.publicKey, `${derived.stdout}\n`);
});

type Refusal = {
	readonly title: string;
	readonly wanted?: (spec: ClusterSpec) => ClusterSpec;
	readonly spoil?: (directory: string) => Promise<void>;
	readonly problems: ReadonlyArray<readonly [path: string, reason: RegExp, example?: RegExp]>;
};

const withNames = (spec: ClusterSpec, names: readonly string[]): ClusterSpec => ({...spec, pki: {...spec.pki, names}});
const copyOver = (from: string, to: string) => async (directory: string) =>
	writeFile(path.join(directory, to), await readFile(path.join(directory, from)));

const refusals: readonly Refusal[] = [
	{
		title: "names that are missing and names that are too many, while the authority's key is gone",
		wanted: spec => withNames(spec, ['10.88.0.201', 'kube.example.org']),
		spoil: directory => rm(path.join(directory, 'ca.key')),
		problems: [
			['pki/ca.crt', /private key pki\/ca\.key is missing$/],
			['pki/apiserver.crt', /^its names lack 10\.88\.0\.201$/],
			['pki/apiserver.crt', /^it has names that are not wanted: 10\.88\.0\.200$/],
		],
	},
	{
		title: 'the certificate of another',
		spoil: copyOver('scheduler.crt', 'admin.crt'),
		problems: [
			['pki/admin.crt', /^its common name \(CN\) is system:kube-scheduler, wanted is kubernetes-admin$/],
			['pki/admin.crt', /^its organization \(O\) is system:kube-scheduler, wanted is system:masters$/],
			['pki/admin.crt', /^it has names that are not wanted: node1, /],
			['pki/admin.crt', /^it is for server, client, wanted is client$/],
			['pki/admin.crt', /^its public key is not that of pki\/admin\.key$/],
		],
	},
	{
		title: 'a missing key',
		spoil: directory => rm(path.join(directory, 'admin.key')),
		problems: [['pki/admin.crt', /private key pki\/admin\.key is missing/]],
	},
	{
		title: 'an authority that is gone',
		spoil: directory => rm(path.join(directory, 'front-proxy-ca.crt')),
		problems: [
			[
				'pki/front-proxy-client.crt',
				/^pki\/front-proxy-ca\.crt, which signed it, is not there any more$/,
				/^put pki\/front-proxy-ca\.crt back as it was, .*; only if it is lost, remove pki\/front-proxy-client\.crt and /,
			],
		],
	},
	{
		title: 'files that are no certificate and no key',
		spoil: async directory => {
			await writeFile(path.join(directory, 'admin.crt'), 'nonsense');
			await writeFile(path.join(directory, 'scheduler.key'), '');
		},
		problems: [
			['pki/scheduler.key', /^it cannot be read as a private key/],
			['pki/admin.crt', /^it cannot be read as a certificate/],
		],
	},
	{
		title: "an authority's key that cannot be read: a new one would fit nothing",
		spoil: directory => writeFile(path.join(directory, 'ca.key'), 'nonsense'),
		problems: [['pki/ca.key', /^it cannot be read as a private key/, /^put the right pki\/ca\.key back: a new one would not fit/]],
	},
	{
		title: "an authority's key that is gone",
		spoil: directory => rm(path.join(directory, 'ca.key')),
		problems: [
			['pki/ca.crt', /private key pki\/ca\.key is missing$/, /^put the right pki\/ca\.key back: .*together with everything they signed/],
		],
	},
	{
		title: 'a public half alone',
		spoil: directory => rm(path.join(directory, 'sa.key')),
		problems: [
			[
				'pki/sa.pub',
				/^the public key is there, but its private key pki\/sa\.key is missing$/,
				/^put the right pki\/sa\.key back; only if it is lost, remove pki\/sa\.key and pki\/sa\.pub/,
			],
		],
	},
	{
		title: 'a private half that cannot be read',
		spoil: directory => writeFile(path.join(directory, 'sa.key'), 'nonsense'),
		problems: [['pki/sa.key', /^it cannot be read as a private key/, /^put the right pki\/sa\.key back; /]],
	},
	{
		title: 'a public half that belongs to another key',
		spoil: async directory =>
			writeFile(
				path.join(directory, 'sa.pub'),
				(await openssl(['x509', '-pubkey', '-noout', '-in', path.join(directory, 'ca.crt')])).stdout,
			),
		problems: [['pki/sa.pub', /^it is not the public half of pki\/sa\.key$/]],
	},
];

test('a leaf with other names is issued anew for the same key, and said to be, once; nothing else is touched', async t => {
	const {spec, directory, pki} = await issueSample(t);
	const before = await snapshot(directory);
	const wanted = withNames(spec, ['10.88.0.201', 'kube.example.org']);
	const other = await issue(wanted, directory);
	t.deepEqual(other.anew, [{file: 'pki/apiserver.crt', added: ['10.88.0.201'], removed: ['10.88.0.200']}]);
	t.is(other.certificates.apiserver!.publicKeySha256, pki.certificates.apiserver!.publicKeySha256);
	const read = new X509Certificate(await readFile(path.join(directory, 'apiserver.crt')));
	t.regex(read.subjectAltName!, /10\.88\.0\.201/);
	t.notRegex(read.subjectAltName!, /10\.88\.0\.200/);
	t.true(read.verify(new X509Certificate(pki.certificates.ca!.certificate).publicKey));
	const after = await snapshot(directory);
	t.deepEqual({...after, 'apiserver.crt': before['apiserver.crt']}, before);
	const {anew, ...same} = other;
	t.deepEqual(await issue(wanted, directory), same);
});

test('a leaf with other names that is wrong in something else, too, is refused', async t => {
	const {spec, directory} = await issueSample(t);
	const {problems} = await refusalOf({...withNames(spec, []), pki: {...spec.pki, names: [], key: 'rsa-2048'}}, directory, new Date());
	t.deepEqual(
		problems.filter(problem => problem.path === 'pki/apiserver.crt').map(({reason}) => reason),
		['it has names that are not wanted: kube.example.org, 10.88.0.200', 'its key is ecdsa-p256, wanted is rsa-2048'],
	);
});

/** The message and the problems of a call that must be refused. */
const refusalOf = async (spec: ClusterSpec, directory: string, now: Date): Promise<PkiError> => {
	try {
		await issue(spec, directory, now);
	} catch (error) {
		if (error instanceof PkiError) return error;
		throw error;
	}

	throw new Error('it was not refused');
};

for (const {title, wanted, spoil, problems} of refusals) {
	test(`refused without a change: ${title}`, async t => {
		const {spec, directory} = await issueSample(t);
		await spoil?.(directory);
		const before = await snapshot(directory);
		const error = await refusalOf(wanted?.(spec) ?? spec, directory, new Date());
		t.deepEqual(
			error.problems.map(problem => problem.path),
			problems.map(([where]) => where),
			error.message,
		);
		for (const [index, [, reason, mend]] of problems.entries()) {
			t.regex(error.problems[index]!.reason, reason);
			if (mend) t.regex(error.problems[index]!.example!, mend);
		}
		for (const {reason, example} of error.problems) {
			t.true(error.message.includes(reason));
			t.truthy(example);
		}

		t.deepEqual(await snapshot(directory), before);
	});
}

test('refused on every file: another kind of key', async t => {
	const {spec, directory} = await issueSample(t);
	const {problems} = await refusalOf({...spec, pki: {...spec.pki, key: 'rsa-2048'}}, directory, new Date());
	t.is(problems.length, 3 + 16 + 1);
	for (const {reason} of problems) t.is(reason, 'its key is ecdsa-p256, wanted is rsa-2048');
});

test('refused: leaves that expired, from their last second on, while authorities live', async t => {
	const {spec, directory, pki} = await issueSample(t);
	const end = new Date(pki.certificates.apiserver!.notAfter);
	await t.notThrowsAsync(issue(spec, directory, new Date(end.getTime() - 1000)));
	const {problems} = await refusalOf(spec, directory, end);
	t.is(problems.length, 16);
	for (const {reason} of problems) t.is(reason, `it expired at ${end.toISOString()}`);
});

test('refused: certificates of a clock that runs ahead', async t => {
	const {spec, directory} = await issueSample(t);
	const {problems} = await refusalOf(spec, directory, new Date(Date.now() - day));
	t.is(problems.length, 3 + 16);
	for (const {reason} of problems) t.regex(reason, /^it is valid only from .* clock says /);
});

test('refused: leaves whose authority was replaced', async t => {
	const {spec, directory} = await issueSample(t);
	for (const file of ['ca.crt', 'ca.key']) await rm(path.join(directory, file));
	await mkdir(path.join(directory, 'other'));
	await issue(spec, path.join(directory, 'other'));
	for (const file of ['ca.crt', 'ca.key']) await writeFile(path.join(directory, file), await readFile(path.join(directory, 'other', file)));
	const {problems} = await refusalOf(spec, directory, new Date());
	t.deepEqual(
		problems.map(({path: where}) => where).sort(),
		['admin', 'apiserver-kubelet-client', 'apiserver', 'controller-manager', 'csr-approver', 'kube-proxy', 'scheduler'].map(
			name => `pki/${name}.crt`,
		),
	);
	for (const {reason} of problems) t.is(reason, 'it is not signed by pki/ca.crt');
});

test('a new host gets certificates, and all others keep theirs', async t => {
	const {spec, directory} = await issueSample(t);
	const before = await snapshot(directory);
	const added = {...spec.hosts[3]!, name: 'node6', address: '10.88.0.16', roles: ['etcd'] as const};
	await issue({...spec, hosts: [...spec.hosts, added]}, directory);
	const after = await snapshot(directory);
	t.deepEqual(
		Object.keys(after).filter(file => !(file in before)),
		['hosts/node6/etcd/peer.crt', 'hosts/node6/etcd/peer.key', 'hosts/node6/etcd/server.crt', 'hosts/node6/etcd/server.key'],
	);
	for (const [file, content] of Object.entries(before)) t.deepEqual(after[file], content);
});

test('a removed certificate is made anew with the key that is there', async t => {
	const {spec, directory, pki} = await issueSample(t);
	await rm(path.join(directory, 'admin.crt'));
	const again = await issue(spec, directory);
	const [old, renewed] = [pki, again].map(({certificates}) => new X509Certificate(certificates.admin!.certificate)) as [
		X509Certificate,
		X509Certificate,
	];
	t.true(old.publicKey.equals(renewed.publicKey));
	t.not(old.serialNumber, renewed.serialNumber);
	t.is((await listFiles(directory)).length, 2 * 19 + 2 + 1);
});
