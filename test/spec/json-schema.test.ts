import {readFileSync} from 'node:fs';
import test from 'ava';
import {jsonSchema} from '../../source/spec/json-schema.ts';

test('the published JSON Schema is current; scripts/make-schema.ts writes it', t => {
	const published = JSON.parse(readFileSync(new URL('../../docs/cluster.schema.json', import.meta.url), 'utf8'));
	t.deepEqual(published, JSON.parse(JSON.stringify(jsonSchema())));
});

test('an editor learns what is required, what is unknown, and an example', t => {
	const schema = jsonSchema() as {
		required: string[];
		additionalProperties: boolean;
		properties: Record<string, {examples?: string[]; description?: string}>;
	};
	t.deepEqual(schema.required, ['apiVersion', 'name', 'endpoint', 'network', 'hosts']);
	t.false(schema.additionalProperties);
	t.deepEqual(schema.properties.kubernetes?.examples, ['v1.36', 'v1.20.2', 'stable']);
	for (const [key, {description}] of Object.entries(schema.properties)) t.truthy(description, key);
});
