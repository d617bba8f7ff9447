/** A run that is none: its folder, and a process that writes its journal. The screens follow it as they follow any other. */
import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';

/** Hosts that nobody asks, or at addresses of this machine. */
const clusterText = (network: string) => `apiVersion: kinstall/v1
name: bench
kubernetes: v1.20.2
endpoint: {host: 10.88.0.15, port: 6443}
network: {pods: [10.244.0.0/16], services: [10.96.0.0/16]}
hosts:
  - {name: node1, address: ${network}.1, roles: [control-plane, etcd]}
  - {name: node2, address: ${network}.2, roles: [control-plane, etcd]}
  - {name: node3, address: ${network}.3, roles: [worker]}
  - {name: node4, address: ${network}.4, roles: [worker]}
  - {name: node5, address: ${network}.5, roles: [balancer, etcd]}
`;

export type FedRun = {
	readonly folder: string;
	/** Lines a second from now on. */
	readonly rate: (lines: number) => void;
	/** Resolves when that many lines are in the journal. */
	readonly add: (lines: number) => Promise<void>;
	readonly end: () => Promise<void>;
};

export const makeFolder = async (network: string): Promise<string> => {
	const folder = await mkdtemp(path.join(tmpdir(), 'kinstall-bench-'));
	await writeFile(path.join(folder, 'cluster.yaml'), clusterText(network));
	return folder;
};

export const feedRun = async (): Promise<FedRun> => {
	const folder = await makeFolder('10.88.0');
	const child: ChildProcess = fork(path.join(import.meta.dirname, 'feed.ts'), [path.join(folder, 'journal.ndjson'), 'bench'], {
		execArgv: ['--disable-warning=ExperimentalWarning'],
	});
	await once(child, 'message');
	const holder = {pid: child.pid, since: new Date().toISOString(), command: 'bench', socket: path.join(folder, 'socket')};
	await writeFile(path.join(folder, '.lock'), JSON.stringify(holder));
	return {
		folder,
		rate: lines => void child.send({rate: lines}),
		async add(lines) {
			child.send({count: lines});
			await once(child, 'message');
		},
		async end() {
			child.disconnect();
			await once(child, 'exit');
			await rm(folder, {recursive: true, force: true});
		},
	};
};
