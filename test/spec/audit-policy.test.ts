import test from 'ava';
import {stringify} from 'yaml';
import {auditPolicy} from '../../source/catalog/configs/audit.ts';
import {judgeAuditPolicy} from '../../source/spec/audit-policy.ts';

const head = 'apiVersion: audit.k8s.io/v1\nkind: Policy\n';
const judge = (text: string) => judgeAuditPolicy(text, 'audit.yaml');

test('policies that an API server takes have no problem, and kinstall has none with its own', t => {
	for (const text of [
		stringify(auditPolicy),
		`${head}rules: [{level: Metadata}]`,
		`# comment\n${head}metadata: {name: x}\nomitStages: [RequestReceived]\nomitManagedFields: true\nrules:
  - {level: None, nonResourceURLs: ['*', /healthz*]}
  - {level: RequestResponse, verbs: [create], resources: [{group: apps}, {resources: [pods/exec], resourceNames: [a]}], namespaces: [default]}\n`,
	])
		t.deepEqual(judge(text), [], text);
});

const wrong: ReadonlyArray<readonly [text: string, path: string, reason: RegExp, line?: number]> = [
	['', 'audit.yaml', /must be a map/],
	['{', 'audit.yaml', /YAML/],
	['apiVersion: v1\nkind: Policy\nrules: [{level: None}]', 'audit.yaml: apiVersion', /audit\.k8s\.io\/v1/, 1],
	['apiVersion: audit.k8s.io/v1\nkind: List\nrules: [{level: None}]', 'audit.yaml: kind', /Policy/, 2],
	[head, 'audit.yaml: rules', /missing/],
	[`${head}rules: []`, 'audit.yaml: rules', /at least 1/, 3],
	[`${head}rules: [{level: All}]`, 'audit.yaml: rules[0].level', /RequestResponse/, 3],
	[`${head}rules: [{}]`, 'audit.yaml: rules[0].level', /missing/],
	[`${head}rules:\n  - level: None\n    resource: [{group: ""}]`, 'audit.yaml: rules[0].resource', /resources/],
	[`${head}rules: [{level: None, nonResourceURLs: [healthz]}]`, 'audit.yaml: rules[0].nonResourceURLs[0]', /begins with \//],
	[`${head}rules: [{level: None, nonResourceURLs: [/a], namespaces: [x]}]`, 'audit.yaml: rules[0].nonResourceURLs', /not for both/],
	[`${head}rules: [{level: None, resources: [{group: apps/v1}]}]`, 'audit.yaml: rules[0].resources[0].group', /without its version/],
	[`${head}rules: [{level: None, resources: [{resourceNames: [a]}]}]`, 'audit.yaml: rules[0].resources[0].resourceNames', /resources/],
];

test('a policy that cannot be used is refused with its field, the reason and an example', t => {
	for (const [text, path, reason, line] of wrong) {
		const [problem, ...others] = judge(text);
		t.is(problem?.path, path, text);
		t.regex(problem!.reason, reason, text);
		t.truthy(problem!.example, text);
		t.deepEqual(others, [], text);
		if (line !== undefined) t.is(problem!.line, line, text);
	}
});
