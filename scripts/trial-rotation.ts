// `npm run trial:rotation`: two lab hosts whose certificates are good for minutes (`--cluster-signing-duration=10m`), watched with nobody at the keys. Says
// which certificates of which node turned over, by serial number, and how `kubectl logs` fared; ends with 1 when one log failed or something did not turn
// over. `-- --minutes 12` (1 to 60; the first renewals come after three to nine), `--kubernetes v1.20.2`, `--ipv6` for nodes of IPv6 alone, `--non-root`.
import {X509Certificate} from 'node:crypto';
import {mkdir, rm, writeFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {parseArgs} from 'node:util';
import {execa} from 'execa';
import {stringify} from 'yaml';
import {defaultVersion, releaseOf} from '../source/catalog/releases.ts';
import {labImages} from '../source/run/lab-images.ts';

const {values} = parseArgs({
	options: {
		minutes: {type: 'string', default: '12'},
		kubernetes: {type: 'string', default: defaultVersion},
		ipv6: {type: 'boolean', default: false},
		'non-root': {type: 'boolean', default: false},
	},
});
const minutes = Number(values.minutes);
if (!(minutes >= 1 && minutes <= 60)) {
	console.error(`--minutes ${values.minutes}: must be 1 to 60, such as 12`);
	process.exit(2);
}

const cache = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'kinstall');
const net = process.env['LAB_NET'] ?? '10.96.3';
const env = {LAB_ID: process.env['LAB_ID'] ?? 'rotation', LAB_NET: net, KINSTALL_LAB_INSTALL: 'yes'};
const lab = async (words: readonly string[], input?: string): Promise<string> =>
	(await execa('bash', ['scripts/lab/lab.sh', ...words], {env, timeout: 120_000, ...(input !== undefined && {input})})).stdout;
const kubectl = (words: readonly string[], input?: string): Promise<string> =>
	lab(['exec', '1', '/usr/local/bin/kubectl', '--kubeconfig=/root/.kube/config', '--request-timeout=10s', ...words], input);

const numbers = [1, 2];
const address = (i: number): string => (values.ipv6 ? `fd00:${net.split('.').join(':')}::${10 + i}` : `${net}.${10 + i}`);
const spec = {
	apiVersion: 'kinstall/v1',
	name: 'rotation',
	kubernetes: values.kubernetes,
	endpoint: {host: address(1), port: 6443},
	network: values.ipv6
		? {pods: ['fd00:10:244::/48'], services: ['fd00:10:97::/112']}
		: {pods: ['10.244.0.0/16'], services: ['10.97.0.0/16']},
	ssh: {config: 'ssh-config'},
	hosts: numbers.map(i => ({name: `node${i}`, address: address(i), roles: ['control-plane', ...(i === 1 ? ['etcd'] : []), 'worker']})),
	dns: {kind: 'none'},
	security: {nonRoot: values['non-root']},
	extraFlags: {'kube-controller-manager': {'cluster-signing-duration': '10m'}},
	artifacts: {from: 'folder', path: path.join(cache, 'lab/artifacts'), sums: 'beside', images: await labImages(values.kubernetes)},
};

const app = {
	apiVersion: 'apps/v1',
	kind: 'DaemonSet',
	metadata: {name: 'app'},
	spec: {
		selector: {matchLabels: {app: 'app'}},
		template: {
			metadata: {labels: {app: 'app'}},
			spec: {
				tolerations: [{operator: 'Exists'}],
				containers: [{name: 'app', image: 'kinstall.local/app:1', command: ['/bin/sh', '-c', 'echo here; exec /bin/serve-hostname']}],
			},
		},
	},
};

/** The certificates of a kubelet: its serial numbers, in the order in which they came. */
const kinds = ['client', 'server'] as const;
const serials = new Map(numbers.flatMap(i => kinds.map(kind => [`node${i} ${kind}`, [] as string[]] as const)));
const logs = {good: 0, bad: 0};
const time = (): string => new Date().toISOString().slice(11, 19);

const look = async (): Promise<void> => {
	for (const i of numbers)
		for (const kind of kinds) {
			const pem = await lab(['exec', String(i), 'sed', '/END CERTIFICATE/q', `/var/lib/kubelet/pki/kubelet-${kind}-current.pem`]);
			const {serialNumber, validTo} = new X509Certificate(pem);
			const seen = serials.get(`node${i} ${kind}`)!;
			if (seen.at(-1) === serialNumber) continue;
			seen.push(serialNumber);
			console.log(`${time()}  node${i} ${kind} ${serialNumber}, until ${new Date(validTo).toISOString().slice(11, 19)}`);
		}

	for (const pod of (await kubectl(['get', 'pods', '-l', 'app=app', '-o', 'name'])).split('\n')) {
		const said = await kubectl(['logs', '--tail=1', pod]).catch(error => String((error as {stderr?: string}).stderr ?? error));
		logs[said.trim() === 'here' ? 'good' : 'bad']++;
		if (said.trim() !== 'here') console.log(`${time()}  ${pod}: ${said.trim()}`);
	}
};

await lab(['base', '--install']);
await execa('bash', ['scripts/lab/artifacts/make.sh', '', releaseOf(values.kubernetes).minor], {stdout: 'inherit'});
const folder = path.join(cache, env.LAB_ID);
try {
	await lab(['down']);
	await rm(folder, {recursive: true, force: true});
	await mkdir(folder, {recursive: true});
	await lab(['up', '2']);
	await writeFile(path.join(folder, 'ssh-config'), `${await lab(['ssh-config'])}\n`);
	const file = path.join(folder, 'cluster.yaml');
	await writeFile(file, stringify(spec));
	await execa(process.execPath, ['dist/source/bin.cjs', 'apply', '-f', file, '--yes', '--approve', 'expected', '--json']);
	await kubectl(['apply', '-f', '-'], stringify(app));
	await kubectl(['rollout', 'status', 'daemonset/app', '--timeout=60s', '--request-timeout=0']);
	const ended = Date.now() + minutes * 60_000;
	while (Date.now() < ended) {
		await look();
		await sleep(5000);
	}

	console.log(`\n${values.kubernetes}, ${minutes} minutes${values.ipv6 ? ', IPv6' : ''}${values['non-root'] ? ', nonRoot' : ''}`);
	for (const [name, seen] of serials) console.log(`${name}: turned over ${seen.length - 1} times`);
	for (const i of numbers)
		console.log(
			`node${i} approved ${await lab(['exec', String(i), 'sh', '-c', 'journalctl -u kinstall-csr-approver -o cat | grep -c "^approved" || true'])}`,
		);
	console.log(`kubectl logs: ${logs.good} good, ${logs.bad} bad`);
	if (logs.good === 0 || logs.bad > 0 || [...serials.values()].some(seen => seen.length < 2)) process.exitCode = 1;
} finally {
	if (!process.env['KEEP_LAB']) await lab(['down']);
}
