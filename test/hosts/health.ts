/** Does the cluster do its work? Asked from outside of kinstall, with kubectl and plain TCP. */

import {X509Certificate} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {stringify} from 'yaml';
import type {Lab} from './lab.ts';
import type {LabCluster} from './lab-cluster.ts';
import {until} from './until.ts';

/** As much of a cluster as is asked here; on hosts of the lab or elsewhere. */
export type Standing = Pick<LabCluster, 'kubectl' | 'folder' | 'controlPlanes' | 'nodes'> & {readonly lab: Pick<Lab, 'onHost'>};

type Condition = {readonly type: string; readonly status: string};
type Item = {
	readonly metadata: {readonly name: string};
	readonly spec: {readonly signerName?: string; readonly username?: string; readonly request?: string; readonly clusterIP?: string};
	readonly status?: {readonly conditions?: readonly Condition[]; readonly certificate?: string};
	readonly conditions?: readonly Condition[];
};

const items = (text: string): readonly Item[] => (JSON.parse(text) as {items: Item[]}).items;
const holds = (conditions: readonly Condition[] | undefined, type: string) =>
	conditions?.some(one => one.type === type && one.status === 'True');

/** `kubectl get cs` on every control plane: all rows Healthy. */
export const componentsHealthy = async ({lab, controlPlanes}: Standing, seconds: number): Promise<void> => {
	for (const i of controlPlanes)
		await until(`componentstatuses on node${i} all Healthy`, seconds, async () => {
			const rows = items(await lab.onHost(i, 'kubectl --kubeconfig=/etc/kubernetes/admin.conf get cs -o json 2>/dev/null'));
			const bad = rows.filter(row => !holds(row.conditions, 'Healthy'));
			if (rows.length < 3 || bad.length > 0) throw new Error(JSON.stringify(bad.length > 0 ? bad : rows).slice(0, 600));
			return rows;
		});
};

/** Exactly the nodes of the spec are there, and Ready. */
export const nodesReady = async ({kubectl, nodes}: Standing, seconds: number): Promise<void> => {
	const wanted = nodes.map(i => `node${i}`).join(' ');
	await until(`${wanted} Ready`, seconds, async () => {
		const rows = items(await kubectl(['get', 'nodes', '-o', 'json']));
		const ready = rows.filter(({status}) => holds(status?.conditions, 'Ready')).map(({metadata}) => metadata.name);
		if (rows.length !== nodes.length || ready.sort().join(' ') !== wanted) throw new Error(`Ready: ${ready.join(' ')}`);
		return ready;
	});
};

/** Every node has a client and a serving certificate on its disk that came from an approved request and is this cluster's. */
const lookAtCertificates = async ({lab, kubectl, nodes, folder}: Standing): Promise<void> => {
	const requests = items(await kubectl(['get', 'csr', '-o', 'json']));
	const issued = requests.filter(({status}) => holds(status?.conditions, 'Approved') && status?.certificate);
	if (requests.length !== issued.length) throw new Error(`${requests.length - issued.length} requests are not approved and issued`);
	const fingerprints = issued.map(({status}) => new X509Certificate(Buffer.from(status!.certificate!, 'base64')).fingerprint256);
	const authority = new X509Certificate(await readFile(path.join(folder, 'pki/ca.crt')));
	for (const i of nodes)
		for (const kind of ['client', 'server']) {
			const pem = await lab.onHost(i, `sed -n '/BEGIN CERT/,/END CERT/p' /var/lib/kubelet/pki/kubelet-${kind}-current.pem`);
			const certificate = new X509Certificate(pem);
			if (!fingerprints.includes(certificate.fingerprint256)) throw new Error(`node${i}: its ${kind} certificate came from no request`);
			if (!certificate.verify(authority.publicKey)) throw new Error(`node${i}: its ${kind} certificate is not signed by ca`);
			if (!certificate.subject.includes(`CN=system:node:node${i}`)) throw new Error(`node${i}: ${certificate.subject}`);
		}
};

/** An answer of an API server whose etcd member is just coming back may fail once, so it is asked until it stands. */
export const certificatesIssued = async (cluster: Standing, seconds = 30): Promise<void> => {
	await until("every node's certificates came from approved requests", seconds, async () => {
		await lookAtCertificates(cluster);
		return true;
	});
};

/** Every unit that kinstall placed on these hosts runs, but for those that a timer starts. */
export const unitsActive = async ({lab}: Standing, hosts: readonly number[], seconds: number): Promise<void> => {
	const script = `for u in $(grep -oE '[^/]*[.](service|timer)$' /var/lib/kinstall/placed | sort -u); do systemctl is-active -q $u || [ "$(systemctl is-enabled $u)" != enabled ] || echo $u; done`;
	await Promise.all(
		hosts.map(i =>
			until(`all units of node${i} are active`, seconds, async () => {
				const down = await lab.onHost(i, script);
				if (down !== '') throw new Error(down);
				return true;
			}),
		),
	);
};

const labels = {app: 'app'};
const deployment = {
	apiVersion: 'apps/v1',
	kind: 'Deployment',
	metadata: {name: 'app'},
	spec: {
		replicas: 2,
		selector: {matchLabels: labels},
		template: {
			metadata: {labels},
			spec: {
				terminationGracePeriodSeconds: 1,
				tolerations: [{operator: 'Exists', effect: 'NoSchedule'}],
				affinity: {
					podAntiAffinity: {
						preferredDuringSchedulingIgnoredDuringExecution: [
							{weight: 100, podAffinityTerm: {labelSelector: {matchLabels: labels}, topologyKey: 'kubernetes.io/hostname'}},
						],
					},
				},
				containers: [
					{
						name: 'app',
						image: 'kinstall.local/app:1',
						imagePullPolicy: 'IfNotPresent',
						command: ['/bin/sh', '-c', 'echo "this is $(hostname)"; exec /bin/serve-hostname'],
						readinessProbe: {tcpSocket: {port: 8080}, periodSeconds: 1},
					},
				],
			},
		},
	},
};
const service = {
	apiVersion: 'v1',
	kind: 'Service',
	metadata: {name: 'app'},
	spec: {selector: labels, ports: [{port: 80, targetPort: 8080}]},
};

export const deployApp = async ({kubectl}: Standing): Promise<void> => {
	await kubectl(['apply', '-f', '-'], `${stringify(deployment)}---\n${stringify(service)}`);
};

/** The names of the pods that run and are ready: two. */
const readyPods = async ({kubectl}: Standing, seconds: number): Promise<string[]> =>
	until('two pods of the app ready', seconds, async () => {
		const pods = items(await kubectl(['get', 'pods', '-l', 'app=app', '-o', 'json']));
		const ready = pods.filter(({status}) => holds(status?.conditions, 'Ready')).map(({metadata}) => metadata.name);
		if (ready.length !== 2 || pods.length !== 2) throw new Error(await kubectl(['get', 'pods', '-o', 'wide']));
		return ready.sort();
	});

/** Asks the app's ClusterIP from one host until both pods have answered. */
const answersFrom = async ({lab}: Standing, i: number, address: string, pods: readonly string[], seconds: number) =>
	until(`both pods answer through ${address} from node${i}`, seconds, async () => {
		const ask = `exec 3<>/dev/tcp/${address}/80; printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3; tail -n 1 <&3; exec 3<&-`;
		const script = `for i in {1..20}; do timeout 3 bash -c "${ask.replaceAll('"', '\\"')}" || echo failed; done | sort | uniq`;
		const answered = (await lab.onHost(i, script, {seconds: 70})).trim().split('\n');
		if (answered.join() !== pods.join()) throw new Error(`answers: ${answered.join(', ')}; pods: ${pods.join(', ')}`);
		return answered;
	});

/** The app answers from every host of `from`, and logs and exec reach both pods. */
export const appAnswers = async (cluster: Standing, seconds: number, from: readonly number[] = cluster.nodes): Promise<void> => {
	const {kubectl} = cluster;
	const pods = await readyPods(cluster, seconds);
	const address = await until('the address of the app', seconds, async () =>
		(await kubectl(['get', 'service', 'app', '-o', 'jsonpath={.spec.clusterIP}'])).trim(),
	);
	await Promise.all(from.map(i => answersFrom(cluster, i, address, pods, seconds)));
	for (const pod of pods)
		await until(`logs and exec of ${pod}`, seconds, async () => {
			const said = await kubectl(['logs', pod, '--tail=1']);
			const name = await kubectl(['exec', pod, '--', 'hostname']);
			if (said.trim() !== `this is ${pod}` || name.trim() !== pod) throw new Error(`${said} ${name}`);
			return name;
		});
};

/** Each of the app's pods answers by its own address from these hosts. */
export const podsReachable = async ({lab, kubectl}: Standing, from: readonly number[], seconds: number): Promise<void> => {
	const path = '{range .items[*]}{.status.podIP} {.metadata.name}{"\\n"}{end}';
	const pods = (await kubectl(['get', 'pods', '-l', 'app=app', '-o', `jsonpath=${path}`])).trim().split('\n');
	if (pods.length !== 2) throw new Error(pods.join('\n'));
	for (const [address = '', name = ''] of pods.map(line => line.split(' ')))
		await Promise.all(
			from.map(i =>
				until(`${name} answers node${i}`, seconds, async () => {
					const ask = `exec 3<>/dev/tcp/${address}/8080; printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3; tail -n 1 <&3`;
					const said = (await lab.onHost(i, ask)).trim();
					if (said !== name) throw new Error(said);
					return said;
				}),
			),
		);
};

/** All of it. `seconds` bounds each part. */
export const healthy = async (cluster: Standing, seconds = 120): Promise<void> => {
	await componentsHealthy(cluster, seconds);
	await nodesReady(cluster, seconds);
	await certificatesIssued(cluster);
	await appAnswers(cluster, seconds);
};
