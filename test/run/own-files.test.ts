import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {InputError} from '../../source/run/input-error.ts';
import {readOwnFiles} from '../../source/run/own-files.ts';
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
