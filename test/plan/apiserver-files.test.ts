import {readFile} from 'node:fs/promises';
import test from 'ava';
import {parse} from 'yaml';
import {encryptWith} from '../../source/catalog/configs/encryption.ts';
import {issueEncryption} from '../../source/pki/encryption.ts';
import {issueAll} from '../../source/pki/issue-all.ts';
import {makePlan} from '../../source/plan/make-plan.ts';
import type {OwnFiles} from '../../source/plan/phases/phase.ts';
import {requestCertificates} from '../../source/plan/request-certificates.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {makeFolder, sampleSpec} from '../pki/sample.ts';

const planOf = async (directory: string, security: ClusterSpec['security'], own: OwnFiles = {}) => {
	const spec = {...sampleSpec(), security};
	const {certificates, keyPairs} = requestCertificates(spec);
	const issued = await issueAll(certificates, keyPairs, directory, {now: new Date()});
	const encryption = await issueEncryption(security, directory);
	return makePlan(spec, {}, {...issued, ...(encryption && {encryption})}, {}, own);
};

const on = {
	audit: 'metadata',
	auditLog: {maxSize: 100, maxAge: 30, maxBackup: 10},
	encryption: 'secretbox',
	encryptionKey: 1,
	podSecurity: 'none',
	anonymous: 'all',
	nonRoot: false,
	approver: true,
} as const;
const taskOf = (plan: Awaited<ReturnType<typeof planOf>>, id: string) => plan.steps.find(step => step.id === id)!.tasks[0]!;

test('the API server reads its audit policy and its keys, and restarts when one of them changes', async t => {
	const plan = await planOf(await makeFolder(t), on);
	const task = taskOf(plan, '30-apiserver');
	const placed = [...task.files, ...taskOf(plan, '38-encryption').files];
	const unit = task.files.find(({path}) => path.endsWith('/kube-apiserver.service'))!.content;
	for (const file of ['/etc/kubernetes/audit-policy.yaml', '/etc/kubernetes/encryption.yaml']) {
		t.true((task.vars['reads'] as string[]).includes(file), file);
		t.true(
			placed.some(({path}) => path === file),
			file,
		);
		t.true(unit.includes(`=${file}`), file);
	}
	t.regex(unit, /^LogsDirectory=kubernetes$/m);
	t.regex(unit, /--audit-log-path=\/var\/log\/kubernetes\/audit\.log/);
});

test("a person's own audit policy travels as it was written, and the log is turned over as asked", async t => {
	const auditPolicy = '# ours\napiVersion: audit.k8s.io/v1\nkind: Policy\nrules: [{level: Request}]\n';
	const security = {...on, audit: 'policy', auditPolicy: 'audit.yaml', auditLog: {maxSize: 5, maxAge: 2, maxBackup: 3}} as const;
	const {files, vars} = taskOf(await planOf(await makeFolder(t), security, {auditPolicy}), '30-apiserver');
	t.is(files.find(({path}) => path === '/etc/kubernetes/audit-policy.yaml')?.content, auditPolicy);
	t.true((vars['reads'] as string[]).includes('/etc/kubernetes/audit-policy.yaml'));
	const unit = files.find(({path}) => path.endsWith('/kube-apiserver.service'))!.content;
	t.deepEqual(unit.match(/audit-log-max\w+=\d+/g), ['audit-log-maxage=2', 'audit-log-maxbackup=3', 'audit-log-maxsize=5']);
});

test('the key is in no plan, and the plan is another one with another key', async t => {
	const [one, two] = [await makeFolder(t), await makeFolder(t)];
	const plan = await planOf(one, on);
	const secret = /secret: (\S+)/.exec(await readFile(`${one}/encryption.yaml`, 'utf8'))![1]!;
	t.is(Buffer.from(secret, 'base64').length, 32);
	t.false(JSON.stringify(plan).includes(secret));
	const file = taskOf(plan, '38-encryption').files.find(({path}) => path.endsWith('encryption.yaml'))!;
	t.is(file.mode, 0o600);
	t.is(file.secret, 'encryption.yaml');
	t.regex(
		file.content,
		/^kinstall secret: pki\/encryption\.yaml mode=0600 owner=\S+ sha256=[0-9a-f]{64} slots=secretbox\/secretbox-1,identity\n$/,
	);
	const other = taskOf(await planOf(two, on), '38-encryption').files.find(({path}) => path.endsWith('encryption.yaml'))!;
	t.not(file.content, other.content);
});

test('neither is there when neither is wanted', async t => {
	const text = JSON.stringify(
		await planOf(await makeFolder(t), {
			...on,
			audit: 'none',
			encryption: 'none',
		}),
	);
	t.notRegex(text, /audit|encryption|LogsDirectory/);
});

test('a Secret is always audited, whoever looks at it, before any rule that leaves something out', async t => {
	const task = taskOf(await planOf(await makeFolder(t), on), '30-apiserver');
	const {rules} = parse(task.files.find(({path}) => path.endsWith('audit-policy.yaml'))!.content) as {
		rules: Array<{level: string; nonResourceURLs?: string[]; resources?: Array<{resources: string[]}>}>;
	};
	const first = rules.findIndex(({resources}) => resources?.some(group => group.resources.includes('secrets')));
	t.is(rules[first]?.level, 'Metadata');
	t.true(rules.slice(0, first).every(({nonResourceURLs}) => nonResourceURLs !== undefined));
	t.deepEqual(rules.at(-1), {level: 'Metadata'});
	t.true(rules.every(({level}) => ['None', 'Metadata'].includes(level)));
});

test('a configuration that encrypts as wanted is left alone', t => {
	const made = encryptWith('aescbc', 1, 'a2V5', undefined)!;
	t.is(encryptWith('aescbc', 1, 'bm8=', made), undefined);
	t.deepEqual(encryptWith('aescbc', 1, 'bm8=', {...made, resources: []})?.resources[0]?.resources, ['secrets']);
});
