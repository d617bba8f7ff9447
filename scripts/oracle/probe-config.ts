import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {runtimeEndpoint} from '../../source/catalog/flags/kubelet.ts';
import {type Answer, ask} from './ask.ts';
import type {ConfiguredDaemon} from './emit.ts';

/** Undefined when the daemon loads the file and knows each of its fields; what it says otherwise. */
export type Complaint = string | undefined;

// No daemon shall find anybody to talk to.
const alone = ['unshare', '-rn'];

const kubeconfig = `apiVersion: v1
kind: Config
clusters: [{name: a, cluster: {server: 'https://127.0.0.1:6443'}}]
contexts: [{name: a, context: {cluster: a, user: a}}]
users: [{name: a, user: {token: a}}]
current-context: a
`;

const notStrict = /strict decoding|unknown field|lenient decoding|unknown key/i;

const unlessFine = ({code, output}: Answer, fine: boolean): Complaint =>
	fine && !notStrict.test(output) ? undefined : `exit ${code}: ${output.slice(-1000)}`;

type Probe = (binary: string, file: string, directory: string) => Promise<Complaint>;

/** These write what they have read, and end. */
const writesConfig: Probe = async (binary, file, directory) => {
	const answer = await ask(binary, [`--config=${file}`, `--write-config-to=${path.join(directory, 'written')}`], alone);
	return unlessFine(answer, answer.code === 0);
};

/** A port that cannot be is judged after the file was read, and ends the kubelet; nothing else may be found wrong. */
const kubelet: Probe = async (binary, file) => {
	const words = [`--config=${file}`, '--healthz-port=-1'];
	const first = await ask(binary, words, alone);
	// 1.24 to 1.26 read no file before they are told by a flag where the runtime is.
	const lacks = /container-?runtime-?endpoint/i.test(first.output) && !first.output.includes('invalid configuration');
	const answer = lacks ? await ask(binary, [...words, `--container-runtime-endpoint=${runtimeEndpoint}`], alone) : first;
	// The errors come in one line, and old kubelets add the stacks of all their goroutines.
	const line = answer.output.split('\n').find(text => text.includes('--healthz-port')) ?? '';
	const found = answer.output.split('\n').filter(text => /HealthzPort|healthzPort/.test(text) && text.includes('-1'));
	const errors = [line, ...found].map(text => text.match(/invalid configuration/gi)?.length ?? 0);
	return unlessFine(answer, found.length > 0 && Math.max(...errors) <= 1);
};

const pairs = (toml: string): string[] =>
	toml
		.split('\n')
		.map(line => line.trim().replaceAll("'", '"'))
		.filter(line => /^\w+ = /.test(line) && !line.startsWith('version'));

/** containerd passes over a key that it does not know: a known one is in what it dumps. */
const containerd: Probe = async (binary, file) => {
	const answer = await ask(binary, ['--config', file, 'config', 'dump'], alone);
	const dumped = new Set(pairs(answer.output));
	const lost = pairs(await readFile(file, 'utf8')).filter(pair => !dumped.has(pair));
	return lost.length > 0 ? `lost ${lost.join(', ')}` : unlessFine(answer, answer.code === 0);
};

const probes: Readonly<Record<ConfiguredDaemon, Probe>> = {
	'kube-scheduler': writesConfig,
	'kube-proxy': writesConfig,
	kubelet,
	containerd,
};

/** Has a daemon load a configuration file and end. The kubeconfigs that it names are replaced by one that is there. */
export const probeConfig = async (daemon: ConfiguredDaemon, binary: string, content: string): Promise<Complaint> => {
	const directory = await mkdtemp(path.join(tmpdir(), 'kinstall-oracle-'));
	try {
		const [file, there] = [path.join(directory, 'config'), path.join(directory, 'kubeconfig')];
		await writeFile(there, kubeconfig);
		await writeFile(file, content.replaceAll(/\/etc\/kubernetes\/[\w-]+\.conf/g, there));
		return await probes[daemon](binary, file, directory);
	} finally {
		await rm(directory, {recursive: true});
	}
};
