import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {InputError} from '../../source/run/input-error.ts';
import {readOwnFiles} from '../../source/run/own-files.ts';
import {readProxyCredentials} from '../../source/run/proxy-credentials.ts';
import {makeFolder, sampleSpec} from '../pki/sample.ts';

const policy = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: [{level: Metadata}] # all\n';

test('the audit policy is read beside cluster.yaml, as it is', async t => {
	const directory = await makeFolder(t);
	const {security} = sampleSpec();
	const read = (auditPolicy: string) => readOwnFiles({security: {...security, audit: 'policy', auditPolicy}}, {directory});
	await writeFile(path.join(directory, 'audit.yaml'), policy);
	t.deepEqual(await read('./audit.yaml'), {auditPolicy: policy});
	t.deepEqual(await readOwnFiles({security}, {directory}), {});

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
	const {security} = sampleSpec();
	await t.throwsAsync(readOwnFiles({security, httpProxy: {...httpProxy, credentials: 'gone'}}, {directory}), {instanceOf: InputError});
});
