/** Serving requests as kubelets send them, made by the openssl CLI. */
import path from 'node:path';
import type {ExecutionContext} from 'ava';
import type {Request} from '../../source/approver/decide.ts';
import {makeFolder, openssl} from '../pki/sample.ts';

type Wanted = {
	readonly name?: string;
	readonly subject?: string;
	readonly names?: string;
	readonly username?: string;
	readonly usages?: readonly string[];
	readonly signer?: string;
	readonly created?: string;
	readonly conditions?: ReadonlyArray<{readonly type: string}>;
};

export const node3 = {name: 'node3', address: '10.88.0.13', addresses: ['fd00::13'], node: true};
export const ownNames = ['node3', '10.88.0.13', 'fd00::13'];

/** One of node3's, but for what is said otherwise. Its uid is `uid of NAME`. */
export const servingRequest = async (t: ExecutionContext, wanted: Wanted = {}): Promise<Request> => {
	const key = path.join(await makeFolder(t), 'key.pem');
	const {stdout, exitCode, stderr} = await openssl([
		...['req', '-new', '-nodes', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-keyout', key, '-utf8'],
		...['-subj', wanted.subject ?? '/O=system:nodes/CN=system:node:node3'],
		...['-addext', `subjectAltName=${wanted.names ?? 'DNS:node3,IP:10.88.0.13,IP:fd00::13'}`],
	]);
	t.is(exitCode, 0, stderr);
	return {
		metadata: {
			name: wanted.name ?? 'csr-a',
			uid: `uid of ${wanted.name ?? 'csr-a'}`,
			creationTimestamp: wanted.created ?? '2026-01-01T00:00:00Z',
		},
		spec: {
			request: Buffer.from(`${stdout.trim()}\n`).toString('base64'),
			signerName: wanted.signer ?? 'kubernetes.io/kubelet-serving',
			username: wanted.username ?? 'system:node:node3',
			usages: wanted.usages ?? ['digital signature', 'key encipherment', 'server auth'],
		},
		status: wanted.conditions ? {conditions: wanted.conditions} : {},
	};
};
