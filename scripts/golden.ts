// `npm run golden`: makes every plan below fixtures/plans anew from the cluster.yaml beside it, and says which files changed.
// `-- one five` for some of them.
import {mkdir, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {goldenNames, makeGolden, plans, readGolden} from './golden/make.ts';

const asked = process.argv.slice(2);

for (const name of asked.length > 0 ? asked : await goldenNames()) {
	const [before, after] = [await readGolden(name), await makeGolden(name)];
	const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(file => before[file] !== after[file]);
	for (const file of changed) {
		const target = path.join(plans, name, file);
		const content = after[file];
		await mkdir(path.dirname(target), {recursive: true});
		await (content === undefined ? rm(target) : writeFile(target, content));
	}

	console.log(`${name}: ${changed.length === 0 ? 'as it was' : changed.join(', ')}`);
}
