/** One combination on three fresh hosts of a lab: installed, asked, applied again. */
import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {execa} from 'execa';
import {stringify} from 'yaml';
import {labImages} from '../../source/run/lab-images.ts';
import {balancers, type Combination, networks} from './combinations.ts';

export type Tried = Combination & {
	readonly date: string;
	/** Seconds: the install, and until a pod had the answers it asked for. */
	readonly install?: number;
	readonly answers?: number;
	/** What went wrong; absent when nothing did. */
	readonly failed?: string;
};

const net = '10.96.2';
const env = {LAB_ID: 'matrix', LAB_NET: net, KINSTALL_LAB_INSTALL: 'yes'};
const lab = async (words: readonly string[], input?: string): Promise<string> => {
	const {stdout} = await execa('bash', ['scripts/lab/lab.sh', ...words], {env, timeout: 120_000, ...(input !== undefined && {input})});
	return stdout;
};

/** cluster.yaml of a combination. */
export const specOf = async ({kubernetes, network, proxy, balancer}: Combination, artifacts: string): Promise<object> => {
	const {balancers: count, endpoint, port, extra} = balancers[balancer]!;
	return {
		apiVersion: 'kinstall/v1',
		name: 'matrix',
		kubernetes,
		endpoint: {host: `${net}.${endpoint}`, port},
		network: {pods: ['10.244.0.0/16'], services: ['10.97.0.0/16']},
		ssh: {config: 'ssh-config'},
		hosts: [1, 2, 3].map(i => ({
			name: `node${i}`,
			address: `${net}.${10 + i}`,
			roles: ['control-plane', 'etcd', 'worker', ...(i <= count ? ['balancer'] : [])],
		})),
		proxy: {mode: proxy},
		artifacts: {from: 'folder', path: artifacts, sums: 'beside', images: await labImages(kubernetes)},
		...networks[network],
		...extra,
	};
};

const labels = {app: 'app'};
/** A pod on each node, a Service and a headless one; the app answers with its pod's name. */
const manifest = [
	{
		apiVersion: 'apps/v1',
		kind: 'DaemonSet',
		metadata: {name: 'app'},
		spec: {
			selector: {matchLabels: labels},
			template: {
				metadata: {labels},
				spec: {
					terminationGracePeriodSeconds: 1,
					containers: [{name: 'app', image: 'kinstall.local/app:1', imagePullPolicy: 'IfNotPresent'}],
				},
			},
		},
	},
	{apiVersion: 'v1', kind: 'Service', metadata: {name: 'app'}, spec: {selector: labels, ports: [{port: 80, targetPort: 8080}]}},
	{
		apiVersion: 'v1',
		kind: 'Service',
		metadata: {name: 'app-headless'},
		spec: {clusterIP: 'None', selector: labels, ports: [{port: 8080}]},
	},
];

const kubectl = (words: readonly string[], input?: string): Promise<string> =>
	lab(['exec', '1', '/usr/local/bin/kubectl', '--kubeconfig=/root/.kube/config', '--request-timeout=10s', ...words], input);

/** Asks until the answer comes. Throws the last reason. */
const until = async (seconds: number, ask: () => Promise<unknown>): Promise<void> => {
	const end = Date.now() + seconds * 1000;
	for (;;) {
		try {
			await ask();
			return;
		} catch (error) {
			if (Date.now() > end) throw error;
			await sleep(500);
		}
	}
};

type Pod = {readonly metadata: {readonly name: string}; readonly status: {readonly podIP?: string}};

/** From a pod: each other pod, the Service by its name and the headless one, and its own log through the API server. */
const ask = async (): Promise<void> => {
	const {items} = JSON.parse(await kubectl(['get', 'pods', '-l', 'app=app', '-o', 'json'])) as {items: Pod[]};
	if (items.length !== 3) throw new Error(`${items.length} pods of 3`);
	const from = items[0]!.metadata.name;
	const get = async (url: string) => kubectl(['exec', from, '--', 'wget', '-qO-', url]);
	for (const {metadata, status} of items) {
		const said = await get(`http://${status.podIP}:8080/`);
		if (said.trim() !== metadata.name) throw new Error(`${status.podIP} said ${said}`);
	}

	await get('http://app.default.svc.cluster.local/');
	await get('http://app-headless.default.svc.cluster.local:8080/');
	await kubectl(['logs', from]);
};

/** Of what an apply told as JSON: the first task that failed, or its last words where none did. */
const reasonOf = ({stdout, stderr}: {readonly stdout: string; readonly stderr: string}): string => {
	const failed = stdout.split('\n').find(line => line.includes('"outcome":"failed"') && line.includes('"host"'));
	if (failed === undefined) return lastWords(stderr || stdout);
	const {phase, host, reason} = JSON.parse(failed) as Readonly<Record<string, string>>;
	return `${phase} on ${host}: ${reason}`.slice(0, 400);
};

const lastWords = (output: string): string => output.trim().split('\n').slice(-3).join(' | ').slice(0, 400);

/** @param folder of the cluster, made anew @param artifacts folder of the lab's artifacts */
export const tryOut = async (combination: Combination, folder: string, artifacts: string): Promise<Tried> => {
	const date = new Date().toISOString().slice(0, 10);
	await lab(['down']);
	await rm(folder, {recursive: true, force: true});
	await mkdir(folder, {recursive: true});
	await lab(['up', '3']);
	await writeFile(path.join(folder, 'ssh-config'), `${await lab(['ssh-config'])}\n`);
	const file = path.join(folder, 'cluster.yaml');
	await writeFile(file, stringify(await specOf(combination, artifacts)));
	const apply = () =>
		execa(process.execPath, ['dist/source/bin.cjs', 'apply', '-f', file, '--yes', '--approve', 'expected', '--json'], {
			reject: false,
			timeout: 600_000,
			env: {KINSTALL_LANG: 'en'},
		});
	const started = Date.now();
	const first = await apply();
	const install = (Date.now() - started) / 1000;
	if (first.exitCode !== 0) return {...combination, date, failed: `install: ${reasonOf(first)}`};
	try {
		await kubectl(['apply', '-f', '-'], manifest.map(one => stringify(one)).join('---\n'));
		await until(90, ask);
	} catch (error) {
		return {...combination, date, install, failed: `pods: ${lastWords(String((error as {shortMessage?: string}).shortMessage ?? error))}`};
	}

	const answers = (Date.now() - started) / 1000 - install;
	const again = await apply();
	const changes = (await readFile(path.join(folder, 'journal.ndjson'), 'utf8')).trim().split('\n').at(-1)!;
	const {changed} = JSON.parse(changes) as {changed?: number};
	if (again.exitCode !== 0 || changed !== 0) return {...combination, date, install, answers, failed: `second apply: ${changed} changes`};
	return {...combination, date, install, answers};
};

export const takeDown = (): Promise<string> => lab(['down']);
