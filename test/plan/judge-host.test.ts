import {createHash} from 'node:crypto';
import test from 'ava';
import {type HostComparison, isAsPlanned, isComplete, type SeenFile, type SeenHost} from '../../source/plan/host-comparison.ts';
import {judgeHost, wantedOn} from '../../source/plan/judge-host.ts';
import type {File, Plan, Task} from '../../source/plan/types.ts';
import {unifiedDiff, withoutPrivateParts} from '../../source/plan/unified-diff.ts';
import {comparisonLines} from '../../source/state/comparison-text.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const config: File = {path: '/etc/kubelet.yaml', content: 'a: 1\nb: 2\nc: 3\n', mode: 0o644, owner: 'root:root'};
const key: File = {path: '/etc/pki/ca.key', content: 'kinstall secret: pki/ca.key\n', mode: 0o600, owner: 'root:root', secret: 'ca.key'};
const unitPath = '/etc/systemd/system/kubelet.service';
const unit: File = {path: unitPath, content: '[Service]\n', mode: 0o644, owner: 'root:root'};
const keyBytes = '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n';
const binarySum = 'b'.repeat(64);
const sums = {secrets: {'ca.key': sha256(keyBytes)}, binaries: {'/usr/local/bin/kubelet': binarySum}};

const task: Task = {
	host: 'node1',
	files: [config, key, unit],
	binaries: [{path: '/usr/local/bin/kubelet', artifact: 'kubelet-amd64'}],
	vars: {unit: 'kubelet.service', reads: [unitPath, config.path, key.path]},
};
const artifacts = [{id: 'kubelet-amd64', file: 'kubelet'}] as unknown as Plan['artifacts'];
const plan: Pick<Plan, 'steps' | 'artifacts'> = {
	artifacts,
	steps: [{id: '55-kubelet', title: '', again: 'together', tasks: [task, {...task, host: 'node2', files: []}]}],
};
const wanted = wantedOn(plan, 'node1');

const digest = sha256(
	`${sha256(unit.content)}  ${unitPath}\n${sha256(config.content)}  ${config.path}\n${sha256(keyBytes)}  ${key.path}\n`,
);
const seen = (path: string, content: string, mode = '644', owner = 'root:root'): SeenFile => ({
	path,
	kind: 'file',
	mode,
	owner,
	size: content.length,
	sha256: sha256(content),
	content,
});
const secretSeen: SeenFile = {path: key.path, kind: 'file', mode: '600', owner: 'root:root', size: 9, sha256: sha256(keyBytes)};
const binarySeen: SeenFile = {path: '/usr/local/bin/kubelet', kind: 'file', mode: '755', owner: 'root:root', size: 9, sha256: binarySum};
const asPlanned: SeenHost = {
	files: [seen(config.path, config.content), secretSeen, seen(unitPath, unit.content), binarySeen],
	units: [{unit: 'kubelet.service', active: 'active', enabled: 'enabled', digest, oldBinary: false}],
	placed: [config.path, key.path, unitPath, '/usr/local/bin/kubelet'],
};
const withFile = (file: SeenFile): SeenHost => ({...asPlanned, files: [...asPlanned.files.filter(({path}) => path !== file.path), file]});
const words = (host: SeenHost) => judgeHost(wanted, host, sums).differences.map(({path, is, what}) => `${path} ${is}: ${what.join('; ')}`);

test('a host that is as planned has no difference, and everything was compared', t => {
	t.deepEqual(judgeHost(wanted, asPlanned, sums), {same: 5, differences: []});
});

test('a file that differs is shown as a unified diff from the host to the plan', t => {
	const [found] = judgeHost(wanted, withFile(seen(config.path, 'a: 1\nb: 9\nc: 3\n')), sums).differences;
	t.is(found?.is, 'differs');
	t.deepEqual(found?.patch?.split('\n').slice(0, 7), [
		'--- now/etc/kubelet.yaml',
		'+++ plan/etc/kubelet.yaml',
		'@@ -1,3 +1,3 @@',
		' a: 1',
		'-b: 9',
		'+b: 2',
		' c: 3',
	]);
});

test('mode and owner count, also where the bytes are right', t => {
	t.deepEqual(words(withFile(seen(config.path, config.content, '600', 'etcd:etcd'))), [
		'/etc/kubelet.yaml differs: mode 0600, planned 0644; owner etcd:etcd, planned root:root',
	]);
});

test('what is missing, a link, or too large to read is never equal', t => {
	t.deepEqual(words(withFile({path: config.path, kind: 'missing'})), ['/etc/kubelet.yaml missing: missing (0644 root:root, 3 lines)']);
	t.deepEqual(words(withFile({path: config.path, kind: 'symlink'})), ['/etc/kubelet.yaml differs: is a symbolic link, planned is a file']);
	t.regex(words(withFile({path: config.path, kind: 'file', mode: '644', owner: 'root:root', size: 9e9})).join(), /too large/);
	t.is(judgeHost(wanted, {files: [], units: [], placed: []}, sums).same, 0);
});

test('a private key is compared by its sum, and nothing of either is told', t => {
	const judged = judgeHost(wanted, withFile({...secretSeen, sha256: 'f'.repeat(64)}), sums);
	t.deepEqual(
		judged.differences.map(({path, is}) => `${path} ${is}`),
		['/etc/pki/ca.key differs'],
	);
	t.notRegex(JSON.stringify(judged), /ffff|MIIE|patch/);
	const unknown = judgeHost(wanted, asPlanned, {...sums, secrets: {}}).differences;
	t.is(unknown[0]?.is, 'unknown');
});

test('a file that held a private key shows neither the key nor a token', t => {
	const inline = Buffer.from(keyBytes.replace('MIIE', 'A'.repeat(200))).toString('base64');
	const kubeconfig = `users:\n- user:\n    client-certificate-data: ${Buffer.from('-----BEGIN CERTIFICATE-----').toString('base64')}\n    client-key-data: ${inline}\n    token: abc.def\n`;
	const json = `{"client-key-data": "${inline}", "token": "abc.def"}`;
	const folded = `client-key-data: >-\n  ${inline.slice(0, 76)}\n  ${inline.slice(76, 152)}\n  ${inline.slice(152)}\nnext: kept\n`;
	for (const text of [kubeconfig, json, folded, keyBytes.replace('MIIE', 'A'.repeat(200))]) {
		const shown = withoutPrivateParts(text);
		t.notRegex(shown, /abc\.def|QUFBQUFB|AAAAAAAA/, text);
	}
	t.regex(withoutPrivateParts(folded), /next: kept/);
	t.regex(withoutPrivateParts(kubeconfig), /client-certificate-data: LS0t/);
	const unit = (proxy: string) => `Environment="HTTPS_PROXY=${proxy}"\nUser=me@example.org\n`;
	const masked = unifiedDiff('/x', unit('http://user:hidden@proxy.example:3128'), unit('http://proxy.example:3128'))!;
	t.notRegex(masked, /hidden|user:/);
	t.regex(masked, /@proxy\.example:3128/);
	t.is(unifiedDiff('/x', 'token: old\n', 'token: new\n'), '');
	t.notRegex(unifiedDiff('/etc/x', kubeconfig, 'users: []\n') ?? '', /abc\.def|QUFBQUFB/);
	t.deepEqual(words(withFile({...seen(config.path, `${config.content}token: abc.def\n`), content: config.content})), [
		'/etc/kubelet.yaml differs: differs in a private part, which is not shown',
	]);
});

test('a binary differs by its bytes, and is unknown where nothing says what it should be', t => {
	t.regex(words(withFile({...binarySeen, sha256: 'c'.repeat(64)})).join(), /other bytes: sha256 cccccccccccc, planned bbbbbbbbbbbb/);
	const {differences} = judgeHost(wanted, asPlanned, {...sums, binaries: {}});
	t.deepEqual(
		differences.map(({path, is}) => `${path} ${is}`),
		['/usr/local/bin/kubelet unknown'],
	);
	const comparison: HostComparison = {host: 'node1', same: 4, differences};
	t.false(isComplete(comparison));
	t.false(isAsPlanned(comparison));
});

test('a unit must run, start with the host, and run with the planned bytes', t => {
	const unitIs = (change: object) => words({...asPlanned, units: [{...asPlanned.units[0]!, ...change}]}).join();
	t.regex(unitIs({active: 'failed'}), /kubelet.service differs: failed, planned is that it runs$/);
	t.regex(unitIs({enabled: 'disabled'}), /disabled, planned/);
	t.regex(unitIs({digest: 'old'}), /runs with other bytes than planned/);
	t.regex(unitIs({oldBinary: true}), /binary that was replaced/);
	t.regex(words({...asPlanned, units: []}).join(), /inactive, planned is that it runs/);
});

test('what kinstall placed and nobody plans any more is named', t => {
	t.deepEqual(words({...asPlanned, placed: [...asPlanned.placed, '/etc/systemd/system/old.service']}), [
		'/etc/systemd/system/old.service not-planned: no longer planned; kinstall placed it',
	]);
});

test('a host that was not looked at never counts as equal, and says why', t => {
	const failed: HostComparison = {host: 'node5', same: 0, differences: [], failed: 'node5 does not answer', next: 'Is it up?'};
	t.false(isAsPlanned(failed));
	t.false(isComplete(failed));
	t.deepEqual(
		comparisonLines(failed).map(({text}) => text),
		['node5: could not be looked at: node5 does not answer', '    Is it up?'],
	);
});

test('what a host sends cannot move the cursor of who reads it', t => {
	const {differences} = judgeHost(wanted, withFile(seen(config.path, 'a: \u001B[2J1\nb: 2\nc: 3\n')), sums);
	const lines = comparisonLines({host: 'node1', same: 4, differences}).map(({text}) => text);
	t.true(lines.includes('-a: 1'));
	t.notRegex(lines.join(''), /\u001B/);
});
