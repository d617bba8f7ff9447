// `npm run bench:plan`: a plan for 1,000 hosts, in fresh processes; medians, and the largest resident set.
// `-- --runs 1` for a short look, `-- --hosts 100` for another size.
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {cpus, tmpdir} from 'node:os';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {execa} from 'execa';
import type {Pki} from '../../source/catalog/certificate-types.ts';
import {makePlan} from '../../source/plan/make-plan.ts';
import {requestCertificates} from '../../source/plan/request-certificates.ts';
import type {Plan} from '../../source/plan/types.ts';
import {writePlan} from '../../source/run/plan-folder.ts';
import {parseSpec} from '../../source/spec/parse-spec.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';

const {values} = parseArgs({
	options: {runs: {type: 'string', default: '5'}, hosts: {type: 'string', default: '1000'}, child: {type: 'string'}},
});
const goal = {seconds: 2, megabytes: 300};
const count = Number(values.hosts);

const roleOf = (index: number): string => (index < 3 ? 'control-plane' : index < 6 ? 'etcd' : 'worker');
const addressOf = (index: number): string => `10.88.${Math.floor(index / 250)}.${1 + (index % 250)}`;

const specText = (): string => `apiVersion: kinstall/v1
name: large
kubernetes: v1.33.1
endpoint: {host: api.example.org}
network: {pods: [10.240.0.0/12], services: [10.96.0.0/16]}
hosts:
${Array.from({length: count}, (_, index) => `  - {name: host${index + 1}, address: ${addressOf(index)}, roles: [${roleOf(index)}]}`).join('\n')}
pki: {key: ecdsa-p256}
`;

const specOf = (text: string): ClusterSpec => {
	const parsed = parseSpec(text, 'cluster.yaml');
	if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems.slice(0, 3)));
	return parsed.spec;
};

/** `cpu`: of all threads; on a busy machine the time that the work needs, where `seconds` is the time it got done in. */
const timed = async <T>(work: () => T | Promise<T>): Promise<{result: T; seconds: number; cpu: number}> => {
	const [started, used] = [performance.now(), process.cpuUsage()];
	const result = await work();
	const seconds = (performance.now() - started) / 1000;
	const {user, system} = process.cpuUsage(used);
	return {result, seconds, cpu: (user + system) / 1e6};
};

/** The largest resident set of this process so far, in MB (10^6 bytes). */
const peak = (): number => (process.resourceUsage().maxRSS * 1024) / 1e6;

const contentOf = (plan: Plan) => {
	const files = plan.steps.flatMap(({tasks}) => tasks.flatMap(task => task.files));
	return {files: files.length, megabytes: files.reduce((sum, {content}) => sum + Buffer.byteLength(content), 0) / 1e6};
};

type Measured = {
	readonly parse: number;
	readonly make: number;
	readonly makeCpu: number;
	readonly write: number;
	readonly before: number;
	readonly made: number;
	readonly written: number;
	readonly files: number;
	readonly megabytes: number;
};

const measure = async (directory: string): Promise<Measured> => {
	const text = specText();
	const spec = await timed(() => specOf(text));
	const pki = JSON.parse(await readFile(path.join(directory, 'pki.json'), 'utf8')) as Pki;
	const before = peak();
	const plan = await timed(() => makePlan(spec.result, {}, pki));
	const made = peak();
	const target = await mkdtemp(path.join(directory, 'plan-'));
	const write = await timed(() => writePlan(plan.result, target));
	const written = peak();
	await rm(target, {recursive: true});
	return {
		parse: spec.seconds,
		make: plan.seconds,
		makeCpu: plan.cpu,
		write: write.seconds,
		before,
		made,
		written,
		...contentOf(plan.result),
	};
};

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

const report = (all: readonly Measured[], issued: number): void => {
	const of = (key: keyof Measured): number => median(all.map(one => one[key]));
	const most = (key: keyof Measured): number => Math.max(...all.map(one => one[key]));
	const seconds = (key: keyof Measured): string => `${of(key).toFixed(2)} s (slowest ${most(key).toFixed(2)} s)`;
	console.log(`${count} hosts, ${of('files')} files, ${of('megabytes').toFixed(1)} MB of content; ${all.length} fresh processes, ${cpus()[0]?.model}, Node ${process.version}
certificates, once and not counted   ${issued.toFixed(2)} s
cluster.yaml to spec                 ${seconds('parse')}
spec to plan                         ${seconds('make')}, goal ${goal.seconds} s; ${of('makeCpu').toFixed(2)} s of processor time
plan to disk                         ${seconds('write')}
resident, before the plan            ${most('before').toFixed(0)} MB
resident, plan made                  ${most('made').toFixed(0)} MB at most, goal ${goal.megabytes} MB
resident, plan written               ${most('written').toFixed(0)} MB at most`);
	if (of('make') > goal.seconds || most('made') > goal.megabytes) {
		console.log('The goal is not met.');
		process.exitCode = 1;
	}
};

const run = async (): Promise<void> => {
	const directory = await mkdtemp(path.join(tmpdir(), 'kinstall-bench-'));
	try {
		// Not loaded where memory is measured.
		const {issueAll} = await import('../../source/pki/issue-all.ts');
		const {issueEncryption} = await import('../../source/pki/encryption.ts');
		const {certificates, keyPairs} = requestCertificates(specOf(specText()));
		const pki = await timed(() => issueAll(certificates, keyPairs, path.join(directory, 'pki'), {now: new Date()}));
		const encryption = await issueEncryption(specOf(specText()).security, path.join(directory, 'pki'));
		await writeFile(path.join(directory, 'pki.json'), JSON.stringify({...pki.result, encryption}));
		const all: Measured[] = [];
		for (let done = 0; done < Number(values.runs); done++) {
			const {stdout} = await execa(process.execPath, [import.meta.filename, '--hosts', values.hosts, '--child', directory]);
			all.push(JSON.parse(stdout) as Measured);
		}

		report(all, pki.seconds);
	} finally {
		await rm(directory, {recursive: true, force: true});
	}
};

if (values.child === undefined) await run();
else console.log(JSON.stringify(await measure(values.child)));
