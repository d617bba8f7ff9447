import {existsSync, globSync} from 'node:fs';
import {homedir} from 'node:os';
import path from 'node:path';
import {releaseOf} from '../../source/catalog/releases.ts';
import {oracleVersions} from './versions.ts';

const cache = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'kinstall');
const labArtifacts = path.join(cache, 'lab', 'artifacts');

/** Where what was recorded lies: a folder each minor, and each minor of etcd. */
export const fixtures = path.join(import.meta.dirname, '..', '..', 'fixtures', 'flags');

export const kubernetesFolder = (version: string): string => path.join(cache, 'kubernetes', version);

/** The folder with the executables of a version, or undefined when they are not all there. */
export const kubernetesBinaries = (version: string): string | undefined =>
	existsSync(path.join(kubernetesFolder(version), 'complete')) ? path.join(kubernetesFolder(version), 'bin') : undefined;

export const binariesOf = (minor: string): string | undefined => kubernetesBinaries(oracleVersions[minor]!);

const labArchive = (pattern: string): string | undefined =>
	globSync(pattern, {cwd: labArtifacts}).map(file => path.join(labArtifacts, file))[0];

/** An archive that the lab has made from the distribution's packages. */
export const kubernetesArchive = (version: string): string | undefined =>
	labArchive(`dl.k8s.io/${version}/kubernetes-server-linux-amd64.tar.gz`);
export const etcdArchive = (version: string): string | undefined => labArchive(`**/v${version}/etcd-v${version}-linux-amd64.tar.gz`);
export const containerdArchive = (minor: string): string | undefined => {
	const {containerd} = releaseOf(minor);
	return labArchive(`**/v${containerd}/containerd-${containerd}-linux-amd64.tar.gz`);
};

/** etcd and containerd as they are unpacked or built: one executable each. */
export const toolFile = (name: 'etcd' | 'containerd', version: string): string => path.join(cache, name, version, name);
