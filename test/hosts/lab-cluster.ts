/** A lab, the package under test, and one cluster's folder: what every test of this folder starts from. */
import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {ExecutionContext} from 'ava';
import {stringify} from 'yaml';
import {releaseOf} from '../../source/catalog/releases.ts';
import {labImages} from '../../source/run/lab-images.ts';
import {artifacts, kubectlOf, makeArtifacts, makePackage, type Told} from './kinstall.ts';
import {makeLab} from './lab.ts';

type Network = {readonly pods: readonly string[]; readonly services: readonly string[]};
export type HostSpec = {readonly roles: readonly string[]; readonly node?: boolean; readonly [key: string]: unknown};

const units = ['kube*', 'etcd*', 'containerd*', 'kinstall*'].flatMap(unit => ['-u', unit]);

/**
 * Brings up hosts 1..n and writes a cluster.yaml for them.
 * @param id name of the lab; also the first part of what it leaves on the machine
 * @param net first three parts of the hosts' addresses
 * @param hosts by their order: host i is `nodeI`
 * @param extra further keys of cluster.yaml; `kubernetes` is an exact version, v1.20.2 when absent
 */
export const makeLabCluster = async (
	id: string,
	net: string,
	hosts: readonly HostSpec[],
	extra: {readonly kubernetes?: string; readonly network?: Network; readonly [key: string]: unknown} = {},
) => {
	const kubernetes = extra.kubernetes ?? 'v1.20.2';
	await makeArtifacts(releaseOf(kubernetes).minor);
	const lab = makeLab(id, net);
	await lab.up(hosts.length);
	const kit = await makePackage();
	const folder = path.join(kit.directory, 'cluster');
	await mkdir(folder);
	const config = await lab.must(['ssh-config']);
	await writeFile(path.join(folder, 'ssh-config'), config);
	const numbers = hosts.map((_, index) => index + 1);
	const balancer = numbers.find(i => hosts[i - 1]!.roles.includes('balancer'));
	const {network = {pods: ['10.244.0.0/16'], services: ['10.96.0.0/16']}} = extra;
	const spec = {
		apiVersion: 'kinstall/v1',
		name: id,
		kubernetes,
		endpoint: {host: lab.address(balancer ?? 1), port: 6443},
		network,
		ssh: {config: 'ssh-config'},
		// Names are tried by the tests that ask for some.
		dns: {kind: 'none'},
		hosts: hosts.map((host, index) => ({name: `node${index + 1}`, address: lab.address(index + 1), ...host})),
		artifacts: {
			from: 'folder',
			path: artifacts,
			sums: 'beside',
			images: await labImages(kubernetes),
		},
		...extra,
	};
	const writeSpec = async (change: object = {}) => writeFile(path.join(folder, 'cluster.yaml'), stringify({...spec, ...change}));
	await writeSpec();
	const with_ = (role: string) => numbers.filter(i => hosts[i - 1]!.roles.includes(role));
	const nodes = numbers.filter(i => hosts[i - 1]!.node ?? hosts[i - 1]!.roles.some(role => role === 'control-plane' || role === 'worker'));
	return {
		lab,
		kit,
		folder,
		config,
		spec,
		writeSpec,
		hosts: numbers,
		controlPlanes: with_('control-plane'),
		nodes,
		/** How many addresses a pod has. */
		families: network.pods.length,
		kinstall: async (words: readonly string[], seconds?: number): Promise<Told> => kit.kinstall(folder, words, seconds),
		/** kubectl from the installer's side, through the endpoint. Throws when it fails. */
		kubectl: async (words: readonly string[], input?: string): Promise<string> =>
			lab.must(
				['ctl', await kubectlOf(folder), '--kubeconfig', path.join(folder, 'admin.kubeconfig'), '--request-timeout=10s', ...words],
				30,
				input,
			),
		/** What helps to see why a test failed. */
		explain: async (t: ExecutionContext) => {
			for (const i of numbers) {
				const {out} = await lab.try(['exec', String(i), 'journalctl', '--no-pager', ...units, '-n', '12', '-o', 'short-iso'], 20);
				t.log(`node${i}:\n${out}`);
			}
		},
		remove: async () => {
			if (process.env.KEEP_LAB) return;
			await lab.down();
			await kit.remove();
		},
	};
};

export type LabCluster = Awaited<ReturnType<typeof makeLabCluster>>;

/** What a told run says at its end: outcome and how many things it changed. */
export const endOf = (told: Told) => told.lines.find(({type}) => type === 'run-ended') as {outcome: string; changed: number} | undefined;

/** The last words of a command, for the message of an assertion. */
export const words = ({out, err}: Told): string =>
	`${out
		.split('\n')
		.filter(line => /failed|"problem"|"finding"|"error"|"artifact"|run-ended|script-failed/.test(line) || !line.startsWith('{'))
		.slice(-12)
		.map(line => line.slice(0, 700))
		.join('\n')}\n${err.slice(-2000)}`;
