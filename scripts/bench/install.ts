// `npm run bench:install`: how long an install takes on five lab hosts, from the first ssh to the app that answers; each shape some times, medians.
// `-- --runs 1 --shape workers --kubernetes v1.37.1` for a short look; without the last one, the newest beside 1.20.2.
import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {parseArgs} from 'node:util';
import {execa} from 'execa';
import {defaultVersion, releaseOf} from '../../source/catalog/releases.ts';
import {labImages} from '../../source/run/lab-images.ts';

const {values} = parseArgs({options: {runs: {type: 'string', default: '3'}, shape: {type: 'string'}, kubernetes: {type: 'string'}}});
const cache = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'kinstall');
const artifacts = path.join(cache, 'lab', 'artifacts');
const folder = path.join(cache, 'bench');
const lab = (words: readonly string[], input?: string) =>
	execa('bash', ['scripts/lab/lab.sh', ...words], {
		env: {LAB_ID: 'bench', LAB_NET: '10.96.1', KINSTALL_LAB_INSTALL: 'yes'},
		...(input !== undefined && {input}),
	});

const address = (host: number): string => `10.96.1.${10 + host}`;

const spec = async (controlPlaneNodes: boolean, kubernetes: string): Promise<string> => {
	const node = controlPlaneNodes ? '' : ', node: false';
	return `apiVersion: kinstall/v1
name: bench
kubernetes: ${kubernetes}
endpoint: {host: ${address(5)}, port: 6443}
network: {pods: [10.244.0.0/16], services: [10.97.0.0/16]}
ssh: {config: ssh-config}
hosts:
  - {name: node1, address: ${address(1)}, roles: [control-plane, etcd]${node}}
  - {name: node2, address: ${address(2)}, roles: [control-plane, etcd]${node}}
  - {name: node3, address: ${address(3)}, roles: [worker]}
  - {name: node4, address: ${address(4)}, roles: [worker]}
  - {name: node5, address: ${address(5)}, roles: [balancer, etcd${controlPlaneNodes ? ', worker' : ''}]}
artifacts: {from: folder, path: ${artifacts}, sums: beside, images: [${(await labImages(kubernetes)).join(', ')}]}
`;
};

const app = `apiVersion: apps/v1
kind: Deployment
metadata: {name: app}
spec:
  replicas: 2
  selector: {matchLabels: {app: app}}
  template:
    metadata: {labels: {app: app}}
    spec: {containers: [{name: app, image: 'kinstall.local/app:1', imagePullPolicy: IfNotPresent}]}
---
apiVersion: v1
kind: Service
metadata: {name: app}
spec: {clusterIP: 10.97.0.80, selector: {app: app}, ports: [{port: 80, targetPort: 8080}]}
`;

const answers = `for i in $(seq 300); do exec 3<>/dev/tcp/10.97.0.80/80 && printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q 200 && exit 0; sleep 0.2; done 2>/dev/null; exit 1`;

type Measured = {readonly total: number; readonly phases: ReadonlyArray<readonly [string, number]>};

const measure = async (controlPlaneNodes: boolean, kubernetes: string): Promise<Measured> => {
	await lab(['down']);
	await rm(folder, {recursive: true, force: true});
	await mkdir(folder, {recursive: true});
	await lab(['up', '5']);
	// What the run before left to be written or freed is not this one's.
	await execa('sync');
	await sleep(3000);
	await writeFile(path.join(folder, 'ssh-config'), `${(await lab(['ssh-config'])).stdout}\n`);
	const file = path.join(folder, 'cluster.yaml');
	await writeFile(file, await spec(controlPlaneNodes, kubernetes));
	const started = Date.now();
	await execa(process.execPath, ['dist/source/bin.cjs', 'apply', '-f', file, '--yes', '--approve', 'expected', '--json']);
	const installed = Date.now();
	await lab(['exec', '1', 'kubectl', '--kubeconfig=/etc/kubernetes/admin.conf', 'apply', '-f', '-'], app);
	await lab(['exec', '3', 'bash', '-c', answers]);
	const ended = Date.now();
	const events = (await readFile(path.join(folder, 'journal.ndjson'), 'utf8'))
		.trim()
		.split('\n')
		.map(line => JSON.parse(line) as {type: string; at: string; phase?: string});
	const at = (type: string, phase?: string) => Date.parse(events.find(event => event.type === type && event.phase === phase)!.at);
	const phases = events
		.filter(({type}) => type === 'phase-started')
		.map(({phase}) => [phase!, (at('phase-ended', phase) - at('phase-started', phase)) / 1000] as const);
	return {
		total: (ended - started) / 1000,
		phases: [['check, plan, artifacts', (at('run-started') - started) / 1000], ...phases, ['app answers', (ended - installed) / 1000]],
	};
};

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

await lab(['base', '--install']);
const versions = values.kubernetes ? [values.kubernetes] : [defaultVersion, 'v1.20.2'];
await execa('bash', ['scripts/lab/artifacts/make.sh', '', ...versions.map(version => releaseOf(version).minor)], {stdout: 'inherit'});
const shapes = {workers: false, five: true};
try {
	for (const [shape, nodes] of Object.entries(shapes).filter(([name]) => !values.shape || name === values.shape)) {
		// The versions take turns, so that a slow minute of the machine is not one version's alone.
		const runsOf = new Map(versions.map(version => [version, [] as Measured[]]));
		for (let run = 0; run < Number(values.runs); run++) for (const [version, runs] of runsOf) runs.push(await measure(nodes, version));
		for (const [version, runs] of runsOf) {
			console.log(`\n${version}, ${shape === 'five' ? 'all five hosts are nodes' : 'workers only are nodes'}: median of ${runs.length}`);
			for (const [index, [name]] of runs[0]!.phases.entries())
				console.log(
					`  ${name.padEnd(24)} ${median(runs.map(({phases}) => phases[index]![1]))
						.toFixed(1)
						.padStart(6)} s`,
				);
			console.log(
				`  ${'total'.padEnd(24)} ${median(runs.map(({total}) => total))
					.toFixed(1)
					.padStart(6)} s   (${runs.map(({total}) => total.toFixed(1)).join(', ')})`,
			);
		}
	}
} finally {
	await lab(['down']);
	await rm(folder, {recursive: true, force: true});
}
