/** Do pods reach each other, Services, and names? Asked from pods, one on each node, over each family that the cluster has. */
import {stringify} from 'yaml';
import type {LabCluster} from './lab-cluster.ts';
import {until} from './until.ts';

const labels = {app: 'probe'};
// Says who asks: the other end of the connection, as this end sees it.
const answer = 'netstat -tn | grep :7777';
const objects = (both: object) => [
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
	{
		apiVersion: 'v1',
		kind: 'Service',
		metadata: {name: 'probes'},
		spec: {...both, clusterIP: 'None', selector: labels, ports: [{port: 8080}]},
	},
	{apiVersion: 'v1', kind: 'Service', metadata: {name: 'probed'}, spec: {...both, selector: labels, ports: [{port: 8080}]}},
];

/** `addresses`: one of each family of the cluster, the first family's first. */
type Probe = {readonly name: string; readonly addresses: readonly string[]; readonly node: string};

/** Puts a pod on each node, behind the Service `probed` and the headless `probes`, and waits until all are ready and have an address of each family. */
export const deployProbes = async ({kubectl, nodes, families}: LabCluster, seconds = 90): Promise<readonly Probe[]> => {
	const both = families > 1 ? {ipFamilyPolicy: 'RequireDualStack'} : {};
	await kubectl(
		['apply', '-f', '-'],
		objects(both)
			.map(object => stringify(object))
			.join('---\n'),
	);
	return until('a probe on each node', seconds, async () => {
		const path =
			'{range .items[*]}{.metadata.name} {.spec.nodeName} {.status.podIPs[*].ip} {.status.containerStatuses[0].ready}{"\\n"}{end}';
		const lines = (await kubectl(['get', 'pods', '-l', 'app=probe', '-o', `jsonpath=${path}`])).trim().split('\n');
		const ready = lines.filter(line => line.endsWith(' true')).map(line => line.split(' '));
		if (lines.length !== nodes.length || ready.length !== nodes.length) throw new Error(lines.join('\n'));
		const probes = ready.map(([name = '', node = '', ...others]) => ({name, node, addresses: others.slice(0, -1)}));
		if (probes.some(({addresses}) => addresses.length !== families)) throw new Error(lines.join('\n'));
		return probes;
	});
};

/** Every probe reaches every other one over each family, which sees it under its own address: nothing between pods is masqueraded. */
export const podsTalk = async ({kubectl}: LabCluster, probes: readonly Probe[], seconds = 60): Promise<void> => {
	const known = probes.flatMap(({addresses}) => addresses);
	for (const from of probes)
		for (const to of probes.filter(other => other !== from))
			for (const [index, address] of to.addresses.entries())
				await until(`${from.name} on ${from.node} reaches ${to.name} on ${to.node} at ${address}`, seconds, async () => {
					const told = await kubectl(['exec', from.name, '--', 'sh', '-c', `echo | nc -w 5 ${address} 7777`]);
					const askers = told
						.split('\n')
						.flatMap(line => /(\S+):\d+ +(?:ESTABLISHED|CLOSE_WAIT)/.exec(line)?.[1]?.replace(/^::ffff:/, '') ?? []);
					const strange = askers.filter(asker => !known.includes(asker));
					if (!askers.includes(from.addresses[index]!) || strange.length > 0)
						throw new Error(`${to.name} sees ${askers.join(', ') || 'nobody'}`);
					return askers;
				});
};

/** From each node, the Service has an address of each family, all of them answer, and its name leads to all of them. */
export const serviceAnswers = async ({kubectl, families}: LabCluster, probes: readonly Probe[], seconds = 60): Promise<void> => {
	const addresses = (await kubectl(['get', 'service', 'probed', '-o', 'jsonpath={.spec.clusterIPs[*]}'])).split(' ');
	if (addresses.length !== families) throw new Error(`the Service has ${addresses.join(', ')}`);
	for (const {name: pod, node} of probes) {
		for (const address of addresses)
			await until(`${address} answers on ${node}`, seconds, async () => {
				const url = `http://${address.includes(':') ? `[${address}]` : address}:8080/`;
				const said = (await kubectl(['exec', pod, '--', 'wget', '-qO-', url])).trim();
				if (!probes.some(({name}) => name === said)) throw new Error(`${url} says ${said}`);
				return said;
			});
		await until(`the Service's name resolves on ${node}`, seconds, async () => {
			const found = addressesIn(await kubectl(['exec', pod, '--', 'nslookup', 'probed.default.svc.cluster.local']));
			if (found.sort().join() !== addresses.toSorted().join()) throw new Error(found.join());
			return found;
		});
	}
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
					.flatMap(({addresses}) => addresses)
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
