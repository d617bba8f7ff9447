import test from 'ava';
import {readManifests} from '../../source/spec/manifests.ts';

const read = (text: string) => readManifests(text, 'app.yaml');

test('every document is an object, but for empty ones; JSON will do', t => {
	const text = `# web\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: }\n---\n# nothing\n---\n{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "shop"}, "spec": {}}\n`;
	const found = read(text);
	if ('problems' in found) throw new Error(JSON.stringify(found));
	t.deepEqual(
		found.manifests.map(({object: {kind, metadata}, document, line}) => [kind, metadata.namespace, metadata.name, document, line]),
		[
			['Namespace', undefined, 'shop', 1, 3],
			['Deployment', 'shop', 'web', 3, 9],
		],
	);
});

const good = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---\n';
const wrong: ReadonlyArray<readonly [text: string, path: string, reason: RegExp, line?: number]> = [
	['# nothing\n', 'app.yaml', /is empty/],
	[`${good}a: [`, 'app.yaml: document 2', /not valid YAML at app\.yaml:5/, 5],
	[`${good}*x`, 'app.yaml: document 2', /not valid YAML/],
	[`${good}kind: Pod\nmetadata: {name: b}`, 'app.yaml: document 2: apiVersion', /missing/],
	[`${good}apiVersion: v1\nmetadata: {name: b}`, 'app.yaml: document 2: kind', /missing/],
	[`${good}apiVersion: v1\nkind: pod\nmetadata: {name: b}`, 'app.yaml: document 2: kind', /upper-case letter/, 6],
	[`${good}apiVersion: v1\nkind: List\nitems: []\nmetadata: {name: b}`, 'app.yaml: document 2: kind', /document of its own/, 6],
	[`${good}apiVersion: v1\nkind: Pod\nmetadata: {generateName: b}`, 'app.yaml: document 2: metadata.name', /missing/],
	[`${good}apiVersion: v1\nkind: Pod\nmetadata: {name: 12}`, 'app.yaml: document 2: metadata.name', /quotes/, 7],
	[`${good}apiVersion: v1\nkind: Pod\nmetadata: {name: b, labels: {a: 1}}`, 'app.yaml: document 2: metadata.labels.a', /quotes/, 7],
	[
		`${good}apiVersion: v1\nkind: Secret\nmetadata: {name: b}\nstringData: {pin: 1234}`,
		'app.yaml: document 2: stringData.pin',
		/^(?!.*1234).*quotes/,
		8,
	],
	[`${good}just words`, 'app.yaml: document 2', /must be a map/, 5],
	[`${good}apiVersion: v1\nkind: Pod\nmetadata: {name: b}\n__proto__: {}`, 'app.yaml: document 2: __proto__', /not allowed/],
];

test('what cannot be applied is refused with its document, field, the reason and an example', t => {
	for (const [text, path, reason, line] of wrong) {
		const found = read(text);
		const [problem, ...others] = 'problems' in found ? found.problems : [];
		t.is(problem?.path, path, text);
		t.regex(problem!.reason, reason, text);
		t.truthy(problem!.example, text);
		t.deepEqual(others, [], text);
		if (line !== undefined) t.is(problem!.line, line, text);
	}
});
