/** The real etcd and kube-apiserver, with the flags of the plan, on loopback and below a folder of the test's. */
import {mkdir} from 'node:fs/promises';
import {createServer} from 'node:net';
import path from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import type {ExecutionContext} from 'ava';
import {execa} from 'execa';
import {etcdArchive, kubernetesArchive} from '../../scripts/oracle/places.ts';
import {makePlan} from '../../source/plan/make-plan.ts';
import {type Answer, ask, type Identity} from './ask.ts';
import {type Issued, layOut} from './lay-out.ts';
import {makeFolder} from './sample.ts';

const versions = {etcd: '3.4.23', kubernetes: 'v1.20.2'};
export type Binaries = {readonly etcd: string; readonly apiserver: string};

/** Both executables, out of the archives that the lab makes. */
export const unpackServers = async (folder: string): Promise<Binaries> => {
	const unpack = async (archive: string | undefined, member: string): Promise<string> => {
		if (archive === undefined) throw new Error(`the lab's artifacts have no archive with ${member}`);
		await execa('tar', ['--extract', '--gzip', '--occurrence=1', '--file', archive, '--directory', folder, member]);
		return path.join(folder, member);
	};
	return {
		etcd: await unpack(etcdArchive(versions.etcd), `etcd-v${versions.etcd}-linux-amd64/etcd`),
		apiserver: await unpack(kubernetesArchive(versions.kubernetes), 'kubernetes/server/bin/kube-apiserver'),
	};
};

const freePort = (): Promise<number> =>
	new Promise((resolve, reject) => {
		const server = createServer().once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const {port} = server.address() as {port: number};
			server.close(() => resolve(port));
		});
	});

/** node1's flags for a daemon, by name, as its unit has them. */
const plannedFlags = ({spec, pki}: Issued, daemon: string): Record<string, string> => {
	const {steps} = makePlan(spec, {}, pki);
	const files = steps.flatMap(({tasks}) => tasks.filter(({host}) => host === 'node1').flatMap(task => task.files));
	const unit = files.find(file => file.path.endsWith(`/${daemon}.service`));
	const [, command = ''] = /^ExecStart=\S+((?:.*\\\n)*.*)$/m.exec(unit!.content) ?? [];
	const flags = command.replaceAll('\\\n', ' ').trim().split(/\s+/);
	return Object.fromEntries(flags.map(flag => [flag.slice(2, flag.indexOf('=')), flag.slice(flag.indexOf('=') + 1)]));
};

const below = (root: string, value: string): string => (value.startsWith('/') ? path.join(root, value) : value);

/** Runs until the test ends, however it ends. Gives what says why it has ended by itself. */
const start = (t: ExecutionContext, binary: string, flags: Readonly<Record<string, string>>, root: string): (() => string | undefined) => {
	const words = Object.entries(flags).map(([name, value]) => `--${name}=${below(root, value)}`);
	const running = execa('setpriv', ['--pdeathsig', 'KILL', binary, ...words], {reject: false, cwd: root, forceKillAfterDelay: false});
	let ended: string | undefined;
	void running.then(({stderr, exitCode}) => {
		ended = `${path.basename(binary)} ended with ${exitCode}:\n${stderr.slice(-2000)}`;
	});
	t.teardown(async () => {
		running.kill('SIGKILL');
		await running;
	});
	return () => ended;
};

const attempts = 240;

const untilReady = async (get: () => Promise<Answer>, ended: () => string | undefined): Promise<void> => {
	let last = '';
	for (let attempt = 0; attempt < attempts; attempt++) {
		const why = ended();
		if (why !== undefined) throw new Error(why);
		const answer = await get().catch((error: Error) => ({status: 0, body: error.message}));
		if (answer.status === 200) return;
		last = `${answer.status} ${answer.body}`;
		await wait(250);
	}

	throw new Error(`not ready: ${last}`);
};

/** Ports of the two. */
export type Serving = {readonly etcd: number; readonly apiserver: number};

/** Both serve with these certificates once this is done. Paths, ports and addresses are the test's, all else is the plan's. */
export const serve = async (
	t: ExecutionContext,
	binaries: Binaries,
	issued: Issued,
	identities: {readonly etcdClient: Identity; readonly admin: Identity},
): Promise<Serving> => {
	const root = await makeFolder(t);
	await layOut(issued, root);
	await mkdir(path.join(root, 'var/lib'), {recursive: true});
	const [client, peer, metrics, apiserver] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
	const [clients, peers] = [`https://127.0.0.1:${client}`, `https://127.0.0.1:${peer}`];
	const etcdFlags = {
		...plannedFlags(issued, 'etcd'),
		'listen-client-urls': clients,
		'advertise-client-urls': clients,
		'listen-peer-urls': peers,
		'initial-advertise-peer-urls': peers,
		'initial-cluster': `node1=${peers}`,
		'listen-metrics-urls': `http://127.0.0.1:${metrics}`,
	};
	const etcdEnded = start(t, binaries.etcd, etcdFlags, root);
	await untilReady(() => ask(client, '/health', identities.etcdClient), etcdEnded);
	const apiserverFlags = {
		...plannedFlags(issued, 'kube-apiserver'),
		'advertise-address': '127.0.0.1',
		'bind-address': '127.0.0.1',
		'secure-port': String(apiserver),
		'etcd-servers': clients,
		// The sample's second family needs a newer one.
		'service-cluster-ip-range': issued.spec.network.services[0]!,
		// Its own address would become an endpoint of Services, which loopback may not be.
		'endpoint-reconciler-type': 'none',
	};
	const apiserverEnded = start(t, binaries.apiserver, apiserverFlags, root);
	await untilReady(() => ask(apiserver, '/readyz', identities.admin), apiserverEnded);
	return {etcd: client, apiserver};
};
