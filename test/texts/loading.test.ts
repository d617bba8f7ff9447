/** A string that is read when the program is loaded stays in the language of that moment. */
import {globSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {en} from '../../source/texts/en.ts';

const root = path.resolve(import.meta.dirname, '../..');
const entries = ['source/cli/main.ts', 'source/run/run-process.ts'];

/** Replaces every string and function below by one that writes down who reads or calls it. */
function watch(texts: object, name: string, read: string[]): void {
	for (const [key, value] of Object.entries(texts)) {
		const path = `${name}.${key}`;
		if (typeof value === 'object' && value !== null && !Array.isArray(value)) watch(value, path, read);
		else if (typeof value === 'function') {
			Object.defineProperty(texts, key, {
				value: (...values: unknown[]) => {
					read.push(path);
					return value(...values);
				},
			});
		} else if (typeof value === 'string') {
			Object.defineProperty(texts, key, {
				get: () => {
					read.push(path);
					return value;
				},
			});
		}
	}
}

test('no text is read when a module is loaded', async t => {
	const read: string[] = [];
	// The JSON Schema is in English whatever the moment's language.
	const {spec, ...rest} = en;
	watch({...rest, spec: {reasons: spec.reasons, flags: spec.flags, pasted: spec.pasted}}, 'texts', read);
	const files = globSync('source/{spec,catalog,plan,pki,state,run,ui,cli}/**/*.{ts,tsx}', {cwd: root}).filter(
		file => !entries.includes(file),
	);
	t.true(files.length > 150);
	for (const file of files) {
		await import(path.join(root, file));
		t.deepEqual(read.splice(0), [], file);
	}
	t.truthy(en.ui.helpClose);
	t.deepEqual(read, ['texts.ui.helpClose']);
});
