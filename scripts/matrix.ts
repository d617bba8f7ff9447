// `npm run matrix`: every combination of version, network, families, kube-proxy mode and balancer that the lab can hold, one after the other on three
// hosts, and docs/matrix.md with what came of each. Some 50 s each on two quiet cores, some 100 minutes in all. What was tried once, by any commit, is not
// tried again, so an interrupted run goes on; `-- --again` tries anew, `-- --fresh` installs each on fresh hosts instead of changing the one before.
// `-- --only 'v1.37.1 flannel'` takes those whose line of the table has all these words (`--again --only fails`), `-- --page` only makes the page of
// fixtures/matrix.json.
import {homedir} from 'node:os';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {execa} from 'execa';
import {releaseOf} from '../source/catalog/releases.ts';
import type {Combination} from './matrix/combinations.ts';
import {id} from './matrix/lab.ts';
import {readResults, rowsOf, withResult, writeResults} from './matrix/results.ts';
import {lineOf} from './matrix/table.ts';
import {takeDown, tryOut} from './matrix/try.ts';
import {walksOf} from './matrix/walks.ts';

const {values} = parseArgs({
	options: {
		only: {type: 'string', default: ''},
		again: {type: 'boolean', default: false},
		fresh: {type: 'boolean', default: false},
		page: {type: 'boolean', default: false},
	},
});
const cache = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'kinstall');
const git = async (...words: string[]) => (await execa('git', words)).stdout;
const own = await git('status', '--porcelain', '--', '.', ':!fixtures/matrix.json', ':!docs/matrix.md');
const commit = `${await git('rev-parse', '--short', 'HEAD')}${own === '' ? '' : '+'}`;

let results = await readResults();
await writeResults(results);
const words = values.only.split(/\s+/).filter(Boolean);
const walks = walksOf(
	rowsOf(results)
		.filter(() => !values.page)
		.filter(row => words.every(word => lineOf(row).includes(word)))
		.filter(row => values.again || !('date' in row))
		.map(({kubernetes, network, families, proxy, balancer}) => ({kubernetes, network, families, proxy, balancer})),
);
const chosen = walks.flat();
console.log(`${chosen.length} combinations, some ${Math.ceil(chosen.length * (values.fresh ? 2 : 0.9))} minutes`);

if (chosen.length > 0) {
	const minors = [...new Set(chosen.map(({kubernetes}) => releaseOf(kubernetes).minor))];
	await execa('bash', ['scripts/lab/lab.sh', 'base', '--install'], {env: {KINSTALL_LAB_INSTALL: 'yes'}, stdout: 'inherit'});
	await execa('bash', ['scripts/lab/artifacts/make.sh', '', ...minors], {stdout: 'inherit'});
	let before: Combination | undefined;
	try {
		for (const [index, combination] of chosen.entries()) {
			// After a failure nobody knows what the hosts hold.
			const starts = values.fresh || before === undefined || walks.some(([first]) => first === combination);
			const tried = await tryOut(
				combination,
				commit,
				path.join(cache, id),
				path.join(cache, 'lab', 'artifacts'),
				starts ? undefined : before,
			);
			results = withResult(results, tried);
			await writeResults(results);
			console.log(`${index + 1} of ${chosen.length}: ${lineOf(tried)}`);
			before = tried.failed === undefined ? combination : undefined;
			if (tried.failed !== undefined) process.exitCode = 1;
		}
	} finally {
		await takeDown();
	}
}
