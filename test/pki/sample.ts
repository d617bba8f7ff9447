/** A cluster for the tests of certificates, and folders that go away with the test. */
import {mkdtemp, readdir, readFile, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {ExecutionContext} from 'ava';
import {execa} from 'execa';
import type {Pki} from '../../source/catalog/certificate-types.ts';
import {issueAll} from '../../source/pki/issue-all.ts';
import {PkiError} from '../../source/pki/pki-error.ts';
import {requestCertificates} from '../../source/plan/request-certificates.ts';
import type {ClusterSpec, Host, Role} from '../../source/spec/types.ts';

const host = (name: string, address: string, roles: readonly Role[], node: boolean): Host => ({
	name,
	address,
	roles,
	local: false,
	node,
	ssh: {},
	labels: {},
	addresses: [],
});

/** Two control planes with etcd, one without being a node; a worker; a balancer with etcd; a second family of Services. */
export const sampleSpec = (pki: Partial<ClusterSpec['pki']> = {}): ClusterSpec => ({
	apiVersion: 'kinstall/v1',
	name: 'demo',
	kubernetes: 'v1.20.2',
	domain: 'cluster.local',
	endpoint: {host: 'api.example.org', port: 6443},
	network: {pods: ['10.244.0.0/16'], services: ['10.96.0.0/16', 'fd00:10:96::/112'], nodeMask: 24},
	hosts: [
		host('node1', '10.88.0.11', ['control-plane', 'etcd'], true),
		host('node2', '10.88.0.12', ['control-plane', 'etcd'], false),
		host('node3', '10.88.0.13', ['worker'], true),
		host('node5', '10.88.0.15', ['balancer', 'etcd'], false),
	],
	ssh: {},
	pki: {
		authorities: 'three',
		key: 'ecdsa-p256',
		days: 365,
		caDays: 3650,
		names: ['10.88.0.200', 'kube.example.org'],
		subject: {},
		own: {},
		...pki,
	},
	time: {kind: 'host', servers: []},
	security: {
		audit: 'none',
		auditLog: {maxSize: 100, maxAge: 30, maxBackup: 10},
		encryption: 'none',
		encryptionKey: 1,
		podSecurity: 'none',
		anonymous: 'all',
		nonRoot: false,
		approver: true,
	},
	extraFlags: {etcd: {}, 'kube-apiserver': {}, 'kube-controller-manager': {}, 'kube-scheduler': {}, kubelet: {}, 'kube-proxy': {}},
	cni: {kind: 'routed', flannel: {backend: 'vxlan'}, calico: {encapsulation: 'vxlan'}},
	dns: {kind: 'coredns'},
	balancer: {kind: 'nginx', onNodes: false, localPort: 6444},
	proxy: {mode: 'iptables'},
	registries: [],
	addons: [],
	artifacts: {from: 'auto', sums: 'published', images: [], mirrors: {}, preset: 'none'},
	distribution: {from: 'ssh', compress: 'auto'},
});

export const hostOf = (spec: ClusterSpec, name: string): Host => spec.hosts.find(one => one.name === name)!;

/** A folder that is removed with the test. */
export const makeFolder = async (t: ExecutionContext): Promise<string> => {
	const folder = await mkdtemp(path.join(tmpdir(), 'kinstall-pki-'));
	t.teardown(() => rm(folder, {recursive: true, force: true}));
	return folder;
};

export const issue = (spec: ClusterSpec, directory: string, now = new Date()): Promise<Pki> => {
	const {certificates, keyPairs} = requestCertificates(spec);
	return issueAll(certificates, keyPairs, directory, {now});
};

export const issueSample = async (t: ExecutionContext, pki: Partial<ClusterSpec['pki']> = {}, change: Partial<ClusterSpec> = {}) => {
	const spec = {...sampleSpec(pki), ...change};
	const directory = path.join(await makeFolder(t), 'pki');
	return {spec, directory, pki: await issue(spec, directory)};
};

/** Every file below a folder by its relative path, in order. */
export const listFiles = async (directory: string): Promise<string[]> => {
	const entries = await readdir(directory, {recursive: true, withFileTypes: true});
	return entries
		.filter(entry => entry.isFile())
		.map(entry => path.relative(directory, path.join(entry.parentPath, entry.name)))
		.sort();
};

/** Content, mode and times of every file. */
export const snapshot = async (directory: string) => {
	const files = await listFiles(directory);
	const entries = files.map(async file => {
		const {mode, mtimeMs, ctimeMs, ino} = await stat(path.join(directory, file));
		return [file, {mode: mode & 0o777, mtimeMs, ctimeMs, ino, content: await readFile(path.join(directory, file), 'utf8')}] as const;
	});
	return Object.fromEntries(await Promise.all(entries));
};

export const openssl = async (
	words: readonly string[],
	input?: string | Buffer,
): Promise<{stdout: string; stderr: string; exitCode: number | undefined}> => {
	const {stdout, stderr, exitCode} = await execa('openssl', [...words], {reject: false, ...(input !== undefined && {input})});
	return {stdout, stderr, exitCode};
};

/** Why issuing was refused: `PATH: REASON`, a line each. */
export const reasons = async (attempt: Promise<unknown>): Promise<string> => {
	const error = await attempt.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	if (!(error instanceof PkiError)) throw new Error(`not refused: ${String(error)}`);
	return error.problems.map(({path: at, reason}) => `${at}: ${reason}`).join('\n');
};
