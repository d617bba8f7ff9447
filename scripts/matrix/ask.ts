/** What is asked of a cluster that stands, from a pod of it. */
import {setTimeout as sleep} from 'node:timers/promises';
import {stringify} from 'yaml';
import {type Combination, families} from './combinations.ts';
import {kubectl} from './lab.ts';

const labels = {app: 'app'};

/** A pod on each node, a Service and a headless one, both of all families; the app answers with its pod's name. */
const manifest = (count: number): readonly object[] => {
	const both = count > 1 && {ipFamilyPolicy: 'RequireDualStack'};
	const container = {name: 'app', image: 'kinstall.local/app:1', imagePullPolicy: 'IfNotPresent'};
	return [
		{
			apiVersion: 'apps/v1',
			kind: 'DaemonSet',
			metadata: {name: 'app'},
			spec: {
				selector: {matchLabels: labels},
				template: {metadata: {labels}, spec: {terminationGracePeriodSeconds: 1, containers: [container]}},
			},
		},
		{
			apiVersion: 'v1',
			kind: 'Service',
			metadata: {name: 'app'},
			spec: {...both, selector: labels, ports: [{port: 80, targetPort: 8080}]},
		},
		{
			apiVersion: 'v1',
			kind: 'Service',
			metadata: {name: 'app-headless'},
			spec: {...both, clusterIP: 'None', selector: labels, ports: [{port: 8080}]},
		},
	];
};

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

type Pod = {readonly metadata: {readonly name: string}; readonly status: {readonly podIPs?: ReadonlyArray<{readonly ip: string}>}};
type Service = {readonly spec: {readonly clusterIPs: readonly string[]}};

const inUrl = (address: string): string => (address.includes(':') ? `[${address}]` : address);

const needs = (what: string, count: number, addresses: readonly string[]): void => {
	if (addresses.length !== count) throw new Error(`${what} has ${addresses.join(', ') || 'no address'}`);
};

/**
 * From a pod, over each of `count` families: every pod by its address and the Service by its; the Service by its name, a headless one whose name must lead to every
 * address of the pods, and the pod's own log through the API server.
 */
const ask = async (count: number): Promise<void> => {
	const {items} = JSON.parse(await kubectl(['get', 'pods', '-l', 'app=app', '-o', 'json'])) as {items: Pod[]};
	if (items.length !== 3) throw new Error(`${items.length} pods of 3`);
	const from = items[0]!.metadata.name;
	const inPod = async (...words: string[]) => kubectl(['exec', from, '--', ...words]);
	const get = async (host: string, port: number) => inPod('wget', '-qO-', `http://${inUrl(host)}:${port}/`);
	const pods = items.map(({metadata, status}) => ({name: metadata.name, addresses: (status.podIPs ?? []).map(({ip}) => ip)}));
	for (const {name, addresses} of pods) {
		needs(name, count, addresses);
		for (const address of addresses) {
			const said = await get(address, 8080);
			if (said.trim() !== name) throw new Error(`${address} said ${said}`);
		}
	}

	const {spec} = JSON.parse(await kubectl(['get', 'service', 'app', '-o', 'json'])) as Service;
	needs('the Service', count, spec.clusterIPs);
	for (const address of spec.clusterIPs) await get(address, 80);
	await get('app.default.svc.cluster.local', 80);
	await get('app-headless.default.svc.cluster.local', 8080);
	// It fails where a name has no address of one of the families.
	const named = (await inPod('sh', '-c', 'nslookup app-headless.default.svc.cluster.local || true')).split(/\s+/);
	const missing = pods.flatMap(({addresses}) => addresses).filter(address => !named.includes(address));
	if (missing.length > 0) throw new Error(`the headless Service's name does not lead to ${missing.join(', ')}`);
	await kubectl(['logs', from]);
};

/** Throws with what did not answer within 90 s. */
export const answers = async (combination: Combination): Promise<void> => {
	const count = families[combination.families]!.pods.length;
	await kubectl(
		['apply', '-f', '-'],
		manifest(count)
			.map(one => stringify(one))
			.join('---\n'),
	);
	await until(90, () => ask(count));
};
