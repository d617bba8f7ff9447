// Executables out of the archives that the lab has made: Kubernetes 1.20, its etcd and its containerd.
import {existsSync} from 'node:fs';
import {chmod, mkdir, mkdtemp, rename, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {execa} from 'execa';
import {releases} from '../../source/catalog/releases.ts';
import {containerdArchive, etcdArchive, kubernetesArchive, kubernetesBinaries, kubernetesFolder, toolFile} from './places.ts';
import {oracleVersions} from './versions.ts';

/** A folder that is there is whole. */
const unpack = async (archive: string | undefined, folder: string, strip: number): Promise<void> => {
	if (archive === undefined || existsSync(folder)) return;
	await mkdir(path.dirname(folder), {recursive: true});
	const half = await mkdtemp(`${folder}.`);
	await execa('tar', ['-xzf', archive, '-C', half, `--strip-components=${strip}`]);
	await chmod(half, 0o755);
	await rename(half, folder);
};

const takeKubernetes = async (version: string): Promise<void> => {
	const archive = kubernetesArchive(version);
	if (archive === undefined || kubernetesBinaries(version)) return;
	const folder = kubernetesFolder(version);
	await rm(folder, {recursive: true, force: true});
	await unpack(archive, path.join(folder, 'bin'), 3);
	await writeFile(path.join(folder, 'complete'), '');
};

/** Takes what is there and was not taken yet; what the lab has not made is left out. */
export const takeFromLab = async (): Promise<void> => {
	for (const version of Object.values(oracleVersions)) await takeKubernetes(version);
	for (const {minor, etcd, containerd} of releases) {
		await unpack(etcdArchive(etcd), path.dirname(toolFile('etcd', etcd)), 1);
		await unpack(containerdArchive(minor), path.dirname(toolFile('containerd', containerd)), 1);
	}
};
