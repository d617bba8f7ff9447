/** Do pods reach each other, and names? Asked from pods, one on each node. */
import {stringify} from 'yaml';
import type {LabCluster} from './lab-cluster.ts';
import {until} from './until.ts';

const labels = {app: 'probe'};
// Says who asks: the other end of the connection, as this end sees it.
const answer = 'netstat -tn | grep :7777';
const objects = [
	{
		apiVersion: 'apps/v1',
		kind: 'DaemonSet',
		metadata: {name: 'probe'},
		spec: {
			selector: {matchLabels: labels},
			template: {
				metadata: {labels},
				spec: {
					terminationGracePeriodSeconds: 1,
					tolerations: [{operator: 'Exists'}],
					containers: [
						{
							name: 'probe',
							image: 'kinstall.local/app:1',
							imagePullPolicy: 'IfNotPresent',
							command: ['/bin/sh', '-c', `nc -ll -p 7777 -e /bin/sh -c '${answer}' & exec /bin/serve-hostname`],
							readinessProbe: {tcpSocket: {port: 8080}, periodSeconds: 1},
						},
					],
				},
			},
		},
	},
	{apiVersion: 'v1', kind: 'Service', metadata: {name: 'probes'}, spec: {clusterIP: 'None', selector: labels, ports: [{port: 8080}]}},
];

type Probe = {readonly name: string; readonly address: string; readonly node: string};

/** Puts a pod on each node, behind a headless Service, and waits until all are ready. */
export const deployProbes = async ({kubectl, nodes}: LabCluster, seconds = 90): Promise<readonly Probe[]> => {
	await kubectl(['apply', '-f', '-'], objects.map(object => stringify(object)).join('---\n'));
	return until('a probe on each node', seconds, async () => {
		const path = '{range .items[*]}{.metadata.name} {.status.podIP} {.spec.nodeName} {.status.containerStatuses[0].ready}{"\\n"}{end}';
		const lines = (await kubectl(['get', 'pods', '-l', 'app=probe', '-o', `jsonpath=${path}`])).trim().split('\n');
		const ready = lines.filter(line => line.endsWith(' true')).map(line => line.split(' '));
		if (lines.length !== nodes.length || ready.length !== nodes.length) throw new Error(lines.join('\n'));
		return ready.map(([name = '', address = '', node = '']) => ({name, address, node}));
	});
};

/** Every probe reaches every other one, which sees it under its own address: nothing between pods is masqueraded. */
export const podsTalk = async ({kubectl}: LabCluster, probes: readonly Probe[], seconds = 60): Promise<void> => {
	const addresses = probes.map(({address}) => address);
	for (const from of probes)
		for (const to of probes.filter(other => other !== from))
			await until(`${from.name} on ${from.node} reaches ${to.name} on ${to.node}`, seconds, async () => {
				const told = await kubectl(['exec', from.name, '--', 'sh', '-c', `echo | nc -w 5 ${to.address} 7777`]);
				const askers = told
					.split('\n')
					.flatMap(line => /(\S+):\d+ +(?:ESTABLISHED|CLOSE_WAIT)/.exec(line)?.[1]?.replace(/^::ffff:/, '') ?? []);
				const strange = askers.filter(asker => !addresses.includes(asker));
				if (!askers.includes(from.address) || strange.length > 0) throw new Error(`${to.name} sees ${askers.join(', ') || 'nobody'}`);
				return askers;
			});
};

const addressesIn = (told: string): string[] =>
	told
		.slice(told.indexOf('Name:'))
		.split('\n')
		.flatMap(line => /^Address(?: \d+)?: +(\S+)/.exec(line)?.[1] ?? []);

/**
 * From each node: `kubernetes.default` (by a search domain of the pod) and a headless Service resolve, and a name outside of the
 * cluster fails within two seconds. For clusters whose hosts have no name server.
 */
export const namesResolve = async ({kubectl}: LabCluster, probes: readonly Probe[], seconds = 60): Promise<void> => {
	for (const {name: pod, node} of probes) {
		const ask = async (name: string) => kubectl(['exec', pod, '--', 'sh', '-c', `nslookup ${name} 2>&1; echo ended with $?`]);
		const search = /^search (.*)$/m.exec(await kubectl(['exec', pod, '--', 'cat', '/etc/resolv.conf']))?.[1]?.split(' ') ?? [];
		if (search.length < 3) throw new Error(`${pod} has no search domains`);
		await until(`kubernetes.default resolves on ${node}`, seconds, async () => {
			const found = addressesIn(await ask(`kubernetes.default.${search[1]}`));
			if (found.length === 0) throw new Error('no address');
			return found;
		});
		await until(`the headless Service resolves on ${node}`, seconds, async () => {
			const found = addressesIn(await ask(`probes.${search[0]}`));
			if (
				found.sort().join() !==
				probes
					.map(({address}) => address)
					.sort()
					.join()
			)
				throw new Error(found.join());
			return found;
		});
		const timed = await kubectl(['exec', pod, '--', 'sh', '-c', 'date +%s; nslookup example.org 2>&1; date +%s']);
		const [begun = 0, ended = 0] = timed.match(/^\d{10}$/gm)?.map(Number) ?? [];
		if (!/SERVFAIL|NXDOMAIN/.test(timed) || ended - begun > 2) throw new Error(`a name outside, on ${node}: ${timed}`);
	}
};

/** The replicas of CoreDNS: as many as planned, each on a node of its own. */
export const dnsSpread = async ({kubectl}: LabCluster): Promise<void> => {
	const path = '{range .items[*]}{.spec.nodeName}{"\\n"}{end}';
	const on = (await kubectl(['-n', 'kube-system', 'get', 'pods', '-l', 'k8s-app=kube-dns', '-o', `jsonpath=${path}`])).trim().split('\n');
	if (on.length !== 2 || new Set(on).size !== 2) throw new Error(`CoreDNS is on ${on.join(', ')}`);
};
