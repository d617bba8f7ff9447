// `npm run matrix`: every combination of version, network, families, kube-proxy mode and balancer that the lab can hold, one after the other on three
// hosts, and docs/matrix.md with what came of each. Some 90 s each on two quiet cores, two hours in all. What was tried once, by any commit, is not tried
// again, so an interrupted run goes on; `-- --again` tries anew. `-- --only 'v1.37.1 flannel'` takes those whose line of the table has all these words
// (`--again --only fails`), `-- --page` only makes the page of fixtures/matrix.json.
import {homedir} from 'node:os';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {execa} from 'execa';
import {releaseOf} from '../source/catalog/releases.ts';
import {id} from './matrix/lab.ts';
import {widestFirst} from './matrix/order.ts';
import {readResults, rowsOf, withResult, writeResults} from './matrix/results.ts';
import {lineOf} from './matrix/table.ts';
import {takeDown, tryOut} from './matrix/try.ts';

const {values} = parseArgs({
	options: {only: {type: 'string', default: ''}, again: {type: 'boolean', default: false}, page: {type: 'boolean', default: false}},
});
const cache = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'kinstall');
const git = async (...words: string[]) => (await execa('git', words)).stdout;
const own = await git('status', '--porcelain', '--', '.', ':!fixtures/matrix.json', ':!docs/matrix.md');
const commit = `${await git('rev-parse', '--short', 'HEAD')}${own === '' ? '' : '+'}`;

let results = await readResults();
await writeResults(results);
const words = values.only.split(/\s+/).filter(Boolean);
const chosen = widestFirst(
	rowsOf(results)
		.filter(() => !values.page)
		.filter(row => words.every(word => lineOf(row).includes(word)))
		.filter(row => values.again || !('date' in row))
		.map(({kubernetes, network, families, proxy, balancer}) => ({kubernetes, network, families, proxy, balancer})),
);
console.log(`${chosen.length} combinations, some ${Math.ceil(chosen.length * 1.5)} minutes`);

if (chosen.length > 0) {
	const minors = [...new Set(chosen.map(({kubernetes}) => releaseOf(kubernetes).minor))];
	await execa('bash', ['scripts/lab/lab.sh', 'base', '--install'], {env: {KINSTALL_LAB_INSTALL: 'yes'}, stdout: 'inherit'});
	await execa('bash', ['scripts/lab/artifacts/make.sh', '', ...minors], {stdout: 'inherit'});
	try {
		for (const [index, combination] of chosen.entries()) {
			const tried = await tryOut(combination, commit, path.join(cache, id), path.join(cache, 'lab', 'artifacts'));
			results = withResult(results, tried);
			await writeResults(results);
			console.log(`${index + 1} of ${chosen.length}: ${lineOf(tried)}`);
			if (tried.failed !== undefined) process.exitCode = 1;
		}
	} finally {
		await takeDown();
	}
}
