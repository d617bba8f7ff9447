// `npm run matrix`: every combination of version, network, kube-proxy mode and balancer that the lab can hold, one after the other on three hosts, and
// docs/matrix.md with what came of each. Some 90 s each on two quiet cores, one and a half hours in all. What was tried by this build is not tried
// again, so an interrupted run goes on; `-- --only 'v1.37.1 flannel'` takes those whose line has all these words, `-- --again` tries all anew.
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {execa} from 'execa';
import {releaseOf} from '../source/catalog/releases.ts';
import {type Combination, combinations} from './matrix/combinations.ts';
import {table} from './matrix/table.ts';
import {type Tried, takeDown, tryOut} from './matrix/try.ts';

const {values} = parseArgs({options: {only: {type: 'string', default: ''}, again: {type: 'boolean', default: false}}});
const cache = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'kinstall');
const artifacts = path.join(cache, 'lab', 'artifacts');
const results = path.join(cache, 'matrix.json');
const page = 'docs/matrix.md';

const nameOf = ({kubernetes, network, proxy, balancer}: Combination): string => [kubernetes, network, proxy, balancer].join(', ');
const build = (await execa('git', ['rev-parse', '--short', 'HEAD'])).stdout;
type Kept = {readonly build: string; readonly tried: Readonly<Record<string, Tried>>};
const read = await readFile(results, 'utf8').then(
	text => JSON.parse(text) as Kept,
	() => undefined,
);
let tried: Record<string, Tried> = {...read?.tried};
const isDone = (combination: Combination): boolean => read?.build === build && tried[nameOf(combination)] !== undefined;

const words = values.only.split(/\s+/).filter(Boolean);
const chosen = combinations.filter(one => words.every(word => nameOf(one).includes(word))).filter(one => values.again || !isDone(one));
const minors = [...new Set(chosen.map(({kubernetes}) => releaseOf(kubernetes).minor))];
console.log(`${chosen.length} of ${combinations.length} combinations, some ${Math.ceil(chosen.length * 1.5)} minutes`);
await execa('bash', ['scripts/lab/lab.sh', 'base', '--install'], {env: {KINSTALL_LAB_INSTALL: 'yes'}, stdout: 'inherit'});
if (minors.length > 0) await execa('bash', ['scripts/lab/artifacts/make.sh', '', ...minors], {stdout: 'inherit'});
try {
	for (const [index, combination] of chosen.entries()) {
		const outcome = await tryOut(combination, path.join(cache, 'matrix'), artifacts);
		tried = {...tried, [nameOf(combination)]: outcome};
		const said = outcome.failed ?? `installed in ${outcome.install!.toFixed(0)} s, answers ${outcome.answers!.toFixed(0)} s later`;
		console.log(`${String(index + 1).padStart(3)}/${chosen.length}  ${nameOf(combination)}: ${said}`);
		await mkdir(path.dirname(results), {recursive: true});
		await writeFile(results, JSON.stringify({build, tried}, undefined, '\t'));
		await writeFile(page, table(combinations.map(one => tried[nameOf(one)] ?? one)));
	}
} finally {
	await takeDown();
}

process.exitCode = chosen.some(one => tried[nameOf(one)]?.failed !== undefined) ? 1 : 0;
