import type {NeededImage, Needs} from '../../plan/needs.ts';
import {texts} from '../../texts/texts.ts';
import type {Reason} from '../artifacts/artifact-error.ts';
import type {Lock, Member} from './types.ts';

const t = texts.bundle;

/** Where an artifact lies in a bundle: below its folder, as upstream's address says. */
export const artifactName = ({path}: {readonly path: string}): string => `artifacts/${path}`;

/** Where an image archive lies in a bundle. */
export const imageName = (file: string): string => `images/${file.split('/').at(-1)}`;

/** The images that no archive among the members holds for their architecture. */
export const missingImages = (images: readonly NeededImage[], members: readonly Member[]): NeededImage[] => {
	const held = new Set(members.flatMap(({arch, references = []}) => references.map(reference => `${reference} ${arch}`)));
	return images.filter(({reference, arch}) => !held.has(`${reference} ${arch}`));
};

/** What a bundle has too little of, or is not made for; nothing when it is enough. `images`: files that the spec names. */
export const lacking = (lock: Lock, needs: Needs, images: readonly string[], where: string): Reason[] => {
	const because = (what: string, why: string): Reason => ({what, where, why, next: t.nextCreate});
	if (lock.kubernetes !== needs.kubernetes) return [because('Kubernetes', t.otherVersion(lock.kubernetes, needs.kubernetes))];
	const arches = new Set([...needs.artifacts, ...needs.images].map(({arch}) => arch));
	const foreign = [...arches].filter(arch => !lock.architectures.includes(arch));
	if (foreign.length > 0) return foreign.map(arch => because(arch, t.otherArch(lock.architectures, arch)));
	const names = new Set(lock.members.map(({name}) => name));
	return [
		...needs.artifacts.filter(artifact => !names.has(artifactName(artifact))).map(({file}) => because(file, t.lacks.artifact)),
		...missingImages(needs.images, lock.members).map(({reference, arch}) => because(reference, t.lacks.image(arch))),
		...images.filter(file => !names.has(imageName(file))).map(file => because(file, t.lacks.listed)),
	];
};
