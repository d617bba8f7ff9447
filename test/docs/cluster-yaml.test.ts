/** docs/cluster-yaml.md has every field with its default, and its examples are good. */
import test from 'ava';
import {releases} from '../../source/catalog/releases.ts';
import {jsonSchema} from '../../source/spec/json-schema.ts';
import {parseSpec} from '../../source/spec/parse-spec.ts';
import {readDocument} from './markdown.ts';

type Schema = {
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly required?: readonly string[];
	readonly items?: Schema;
	readonly default?: unknown;
};

type Field = {readonly path: string; readonly required: boolean; readonly fallback: unknown};

/** The fields that hold a value, not a map of ours. */
const leaves = (schema: Schema, above = ''): Field[] =>
	Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
		const path = above === '' ? key : `${above}.${key}`;
		if (field.properties) return leaves(field, path);
		if (field.items?.properties) return leaves(field.items, `${path}[]`);
		return [{path, required: schema.required?.includes(key) ?? false, fallback: field.default}];
	});

const document = readDocument('docs/cluster-yaml.md');
const rows = new Map([...document.text.matchAll(/^\| `([^`]+)` \| (.+?) \|/gm)].map(([, path = '', fallback = '']) => [path, fallback]));

test('every field has a row, and every row is a field', t => {
	const paths = leaves(jsonSchema() as Schema).map(({path}) => path);
	t.true(paths.length > 30);
	t.deepEqual([...rows.keys()].sort(), paths.sort());
});

test('defaults are those of the schema', t => {
	// The schema of an editor leaves these out; what they are, an empty file's spec tells.
	const parsed = parseSpec(document.fenced.at(-1)!.body, 'example', {releases});
	t.true('spec' in parsed);
	if (!('spec' in parsed)) return;
	for (const {path, required, fallback} of leaves(jsonSchema() as Schema)) {
		const said = rows.get(path);
		t.is(said === 'required', required, path);
		if (fallback !== undefined && typeof fallback !== 'object') t.is(said, `\`${fallback}\``, path);
	}
	t.is(rows.get('domain'), `\`${parsed.spec.domain}\``);
	t.deepEqual(
		[parsed.spec.balancer.kind, parsed.spec.hosts[0]?.node, parsed.spec.pki.names, parsed.spec.artifacts.images],
		['none', true, [], []],
	);
});

test('the examples are without a problem', t => {
	const examples = document.fenced.filter(({language}) => language === 'yaml');
	t.is(examples.length, 2);
	for (const {body} of examples) {
		const parsed = parseSpec(body, 'example', {releases});
		t.deepEqual('problems' in parsed ? parsed.problems : [], []);
	}
});
