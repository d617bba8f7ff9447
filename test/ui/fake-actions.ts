import {releases} from '../../source/catalog/releases.ts';
import type {Finding} from '../../source/plan/finding.ts';
import type {HostComparison} from '../../source/plan/host-comparison.ts';
import {parseSpec} from '../../source/spec/parse-spec.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import type {Event, Outcome} from '../../source/state/event.ts';
import type {Preview} from '../../source/state/preview/preview.ts';
import type {Actions, HostProbe, Run, StatusNews} from '../../source/ui/actions.ts';

export const clusterText = `# The cluster of the tests
apiVersion: kinstall/v1
name: demo
kubernetes: v1.20.2
endpoint: {host: 10.0.0.15, port: 6443}
network: {pods: [10.244.0.0/16], services: [10.96.0.0/16]}
hosts:
  - {name: node1, address: 10.0.0.11, roles: [control-plane, etcd]} # first
  - {name: node2, address: 10.0.0.12, roles: [control-plane, etcd]}
  - {name: node3, address: 10.0.0.13, roles: [worker], labels: {disk: ssd}}
  - {name: node4, address: 10.0.0.14, roles: [worker]}
  - {name: node5, address: 10.0.0.15, roles: [balancer, etcd]}
`;

export type FakeRun = Run & {readonly push: (event: Event) => void};

/** A run that does nothing but tell the events it is fed, and note what it is asked. */
export function fakeRun(note: (call: string) => void, events: readonly Event[] = []): FakeRun {
	const past = [...events];
	const listeners = new Set<(event: Event) => void>();
	const call = async (what: string) => note(what);
	return {
		events: listener => {
			for (const event of past) listener(event);
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		push(event) {
			past.push(event);
			for (const listener of listeners) listener(event);
		},
		approve: names => call(`approve ${names.join(' ')}`),
		deny: names => call(`deny ${names.join(' ')}`),
		retry: hosts => call(['retry', ...(hosts ?? [])].join(' ')),
		stop: () => call('stop'),
		done: new Promise<Outcome>(() => {}),
	};
}

/** Looks that tell what they are given, now and when they are asked; what was asked is noted. */
export function fakeStatusWatch(note: (call: string) => void, next: (look: number) => StatusNews | undefined) {
	let hear: ((news: StatusNews) => void) | undefined;
	let looks = 0;
	const tell = () => {
		const news = next(++looks);
		if (news) hear?.(news);
	};
	const watchStatus: NonNullable<Actions['watchStatus']> = listener => {
		note('watch');
		hear = listener;
		queueMicrotask(tell);
		return {
			look() {
				note('look');
				tell();
			},
			end() {
				note('end');
				hear = undefined;
			},
		};
	};
	return {watchStatus, tell};
}

type Given = {
	readonly probe?: HostProbe;
	readonly unpinned?: readonly string[];
	readonly run?: Run;
	readonly failPreview?: string;
	readonly compare?: (host: string) => Promise<HostComparison>;
	/** What the check tells; all hosts are fine and everything is here when absent. */
	readonly check?: Actions['check'];
	readonly failInstall?: string;
	readonly watchStatus?: Actions['watchStatus'];
	readonly watchRequests?: Actions['watchRequests'];
	/** What files hold, by the path that is typed. */
	readonly files?: Readonly<Record<string, string>>;
};

/** Actions that note their calls; everything about the spec is real. */
export function fakeActions(
	note: (call: string) => void,
	{probe, unpinned = [], run, failPreview, compare, check = goodCheck, failInstall, files = {}, watchStatus, watchRequests}: Given = {},
): Actions {
	return {
		directory: '/clusters/demo',
		file: '/clusters/demo/cluster.yaml',
		kubeconfig: '/clusters/demo/admin.kubeconfig',
		kubernetes: 'v1.20.2',
		...(watchStatus && {watchStatus}),
		...(watchRequests && {watchRequests}),
		loadText: async () => clusterText,
		save: async text => note(`save ${text}`),
		parse: text => parseSpec(text, 'cluster.yaml', {releases}),
		readText: async path => {
			note(`read ${path}`);
			const text = files[path];
			if (text === undefined) throw new Error(`there is no ${path}`);
			return text;
		},
		probe: async host => {
			note(`probe ${host.name}`);
			return probe ?? {reachable: true, detail: '', os: 'Debian 12', cores: 2, memory: 4096};
		},
		preview: async spec => {
			note('preview');
			if (failPreview !== undefined) throw new Error(failPreview);
			return fakePreview(spec, unpinned);
		},
		compare: async host => {
			note(`compare ${host}`);
			return compare ? compare(host) : {host, same: 2, differences: []};
		},
		check: async (spec, onEvent, signal) => {
			note('check');
			return check(spec, onEvent, signal);
		},
		openShell: async host => note(`shell ${host}`),
		install: async () => {
			note('install');
			if (failInstall !== undefined) throw new Error(failInstall);
			return run ?? fakeRun(note);
		},
	};
}

const at = {at: '', run: ''};

/** A check that finds what it is told to. */
export const checkWith =
	(findings: readonly Finding[]): Actions['check'] =>
	async ({hosts}, onEvent) => {
		onEvent({...at, type: 'task-started'});
		for (const {name} of hosts) {
			onEvent({...at, type: 'task-started', host: name});
			for (const finding of findings) if (finding.host === name) onEvent({...at, type: 'finding', host: name, finding});
			onEvent({...at, type: 'task-ended', host: name, outcome: 'unchanged'});
		}
		onEvent({...at, type: 'task-ended', outcome: 'done'});
	};

const goodCheck = checkWith([]);

const certificate = (id: string, signer: string, commonName: string) => ({
	id,
	file: id,
	signer,
	authority: id === signer,
	commonName,
	dnsNames: id === signer ? [] : ['kubernetes.default'],
	ipAddresses: id === signer ? [] : ['10.96.0.1'],
	attributes: {},
	usages: ['server' as const],
	key: 'ecdsa-p256' as const,
	days: 365,
	certificate: '-----BEGIN CERTIFICATE-----',
	publicKeySha256: 'c'.repeat(64),
	notBefore: '2030-01-01T00:00:00.000Z',
	notAfter: '2031-01-01T00:00:00.000Z',
	fingerprint: 'd'.repeat(64),
});

function fakePreview(spec: ClusterSpec, unpinned: readonly string[]): Preview {
	const file = {path: '/etc/kubernetes/etcd.conf', content: 'name: etcd\nlisten: all\n', mode: 0o600, owner: 'root:root'};
	const binary = {path: '/usr/local/bin/etcd', artifact: 'etcd', member: 'etcd-v3.4.13-linux-amd64/etcd'};
	return {
		plan: {
			digest: 'e'.repeat(64),
			cluster: spec.name,
			kubernetes: spec.kubernetes,
			hosts: spec.hosts,
			ssh: spec.ssh,
			certificates: [certificate('ca', 'ca', 'kubernetes-ca'), certificate('apiserver', 'ca', 'kube-apiserver')],
			artifacts: [],
			steps: [
				{
					id: '20-etcd',
					title: 'Start etcd',
					again: 'one-by-one',
					tasks: spec.hosts.map(({name}) => ({host: name, files: [file], binaries: [binary], vars: {member: name}})),
				},
			],
			podCidrs: {},
			notes: [],
			assumptions: [{host: 'node3', fact: 'arch'}],
		},
		certificateTexts: {apiserver: 'Subject: CN=kube-apiserver\nX509v3 Subject Alternative Name: kubernetes.default'},
		scripts: [{id: '20-etcd', title: 'Start etcd', text: '#!/usr/bin/env zx\nawait put();\n', vars: {node1: {member: 'node1'}}}],
		unpinned,
		findings: [],
	};
}
