import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {InputError} from '../../source/run/input-error.ts';
import {readOwnFiles} from '../../source/run/own-files.ts';
import {readProxyCredentials} from '../../source/run/proxy-credentials.ts';
import {makeFolder, sampleSpec} from '../pki/sample.ts';
import {makeAuthority} from './registry/fake-registry.ts';

const policy = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: [{level: Metadata}] # all\n';

test('the audit policy is read beside cluster.yaml, as it is', async t => {
	const directory = await makeFolder(t);
	const spec = sampleSpec();
	const read = (auditPolicy: string) => readOwnFiles({...spec, security: {...spec.security, audit: 'policy', auditPolicy}}, {directory});
	await writeFile(path.join(directory, 'audit.yaml'), policy);
	t.deepEqual(await read('./audit.yaml'), {auditPolicy: policy});
	t.deepEqual(await readOwnFiles(spec, {directory}), {});

	const gone = await t.throwsAsync(read('gone.yaml'), {instanceOf: InputError});
	t.deepEqual(gone!.problems, [
		{path: 'security.auditPolicy', reason: 'gone.yaml cannot be read (ENOENT)', example: './audit-policy.yaml'},
	]);
	await writeFile(path.join(directory, 'audit.yaml'), policy.replace('Metadata', 'Most'));
	const wrong = await t.throwsAsync(read('audit.yaml'), {instanceOf: InputError});
	t.deepEqual(
		wrong!.problems.map(({path, line}) => [path, line]),
		[['audit.yaml: rules[0].level', 3]],
	);
});

test('credentials of a proxy are one line, and what is wrong with them is never quoted', async t => {
	const directory = await makeFolder(t);
	const httpProxy = {http: 'http://p.example', https: 'http://p.example', no: [], for: ['downloads'], credentials: './proxy'} as const;
	const read = async (text: string) => {
		await writeFile(path.join(directory, 'proxy'), text);
		return readProxyCredentials({httpProxy}, {directory});
	};
	t.is(await read('user:pass: word\n'), 'user:pass: word');
	t.is(await readProxyCredentials({}, {directory}), undefined);
	for (const text of ['hidden', ':hidden', 'user:hidden\nmore\n', '']) {
		const error = await t.throwsAsync(read(text), {instanceOf: InputError});
		t.deepEqual(error!.problems, [
			{path: 'httpProxy.credentials', reason: './proxy must hold one line USER:PASSWORD', example: 'kinstall:a-password'},
		]);
	}
	await t.throwsAsync(readOwnFiles({...sampleSpec(), httpProxy: {...httpProxy, credentials: 'gone'}}, {directory}), {
		instanceOf: InputError,
	});
});

test('the root of an ACME server is read as a certificate, and nothing else of its file', async t => {
	const directory = await makeFolder(t);
	const acme = {server: 'https://acme.example.org/directory', ca: './root.crt', ingressClass: 'traefik'};
	const spec = {...sampleSpec(), addons: [{kind: 'cert-manager', issuers: [{name: 'public', acme}]} as const]};
	const refused = async () => (await t.throwsAsync(readOwnFiles(spec, {directory}), {instanceOf: InputError}))!.problems;
	const at = {path: 'addons[0].issuers[0].acme.ca', example: './acme-root.crt'};
	t.deepEqual(await refused(), [{...at, reason: './root.crt cannot be read (ENOENT)'}]);
	await writeFile(path.join(directory, 'root.crt'), 'no PEM');
	t.deepEqual(await refused(), [{...at, reason: './root.crt holds no certificate in PEM that can be read'}]);
	const {cert, key} = await makeAuthority();
	await writeFile(path.join(directory, 'root.crt'), `${key}${cert}`);
	const {acmeAuthorities} = await readOwnFiles(spec, {directory});
	t.deepEqual(acmeAuthorities, {public: `${cert.trim()}\n`});
});

const map = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;

test('manifests are read as they are; an object that is there twice, in another file or as an addon of kinstall, is refused', async t => {
	const directory = await makeFolder(t);
	const spec = {...sampleSpec(), addons: [{file: 'a.yaml'}, {file: './b.yaml'}]};
	const write = async (a: string, b: string) => {
		await writeFile(path.join(directory, 'a.yaml'), a);
		await writeFile(path.join(directory, 'b.yaml'), b);
	};
	const refused = async (): Promise<Array<readonly [string, string]>> => {
		const error = await t.throwsAsync(readOwnFiles(spec, {directory}), {instanceOf: InputError});
		return error!.problems.map(({path, reason}) => [path, reason]);
	};
	t.deepEqual(await refused(), [['addons[0].file', 'a.yaml cannot be read (ENOENT)']]);
	await write(map('one'), `# two\n${map('two')}`);
	t.deepEqual(await readOwnFiles(spec, {directory}), {
		manifests: [
			{file: 'a.yaml', text: map('one')},
			{file: './b.yaml', text: `# two\n${map('two')}`},
		],
	});
	await write(map('one'), `${map('two')}---\n${map('one, namespace: default')}`);
	t.deepEqual(await refused(), [
		['./b.yaml: document 2: metadata.name', 'ConfigMap default one is there twice: a.yaml: document 1 has it'],
	]);
	await write(map('coredns, namespace: kube-system'), 'kind: X');
	t.deepEqual(await refused(), [
		['./b.yaml: document 1: apiVersion', 'missing'],
		['./b.yaml: document 1: metadata', 'missing'],
		['a.yaml: document 1: metadata.name', "ConfigMap kube-system coredns is there twice: kinstall's addon coredns has it"],
	]);
});
