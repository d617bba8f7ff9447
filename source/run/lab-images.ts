import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {releaseOf} from '../catalog/releases.ts';
import {root} from './root.ts';

const isImage = (id: string): boolean => !/^(kubernetes|etcd|containerd|runc|cni)-/.test(id);

/** The image archives that the lab makes for a Kubernetes such as `v1.20.2`, as `artifacts.images` names them. Throws where the lab has no such minor. */
export const labImages = async (kubernetes: string): Promise<string[]> => {
	const sets = await readFile(path.join(root, 'scripts/lab/artifacts/sets.txt'), 'utf8');
	const {minor} = releaseOf(kubernetes);
	const ids = sets
		.split('\n')
		.find(line => line.startsWith(`${minor} `))
		?.split(' ')
		.slice(1);
	if (ids === undefined) throw new RangeError(`the lab has no artifacts of Kubernetes ${minor}`);
	return ids.filter(isImage).map(id => `images/${id}.tar`);
};
