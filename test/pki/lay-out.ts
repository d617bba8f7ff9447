/** One control plane's files as they would lie on it, below another root. */
import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {Pki} from '../../source/catalog/certificate-types.ts';
import {readSecret} from '../../source/pki/read-secret.ts';
import {certificateFiles} from '../../source/plan/certificate-files.ts';
import {kubeconfigFiles} from '../../source/plan/kubeconfig-files.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {hostOf} from './sample.ts';

/** A cluster, and its certificates in a folder. */
export type Issued = {readonly spec: ClusterSpec; readonly directory: string; readonly pki: Pki};

export const layOut = async ({spec, directory, pki}: Issued, root: string): Promise<void> => {
	const host = hostOf(spec, 'node1');
	for (const {path: where, content, mode, secret} of [...certificateFiles(spec, host, pki), ...kubeconfigFiles(spec, host, pki)]) {
		const target = path.join(root, where);
		await mkdir(path.dirname(target), {recursive: true});
		await writeFile(target, secret === undefined ? content : await readSecret(directory, secret), {mode});
	}
};
