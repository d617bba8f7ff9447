import {createHash} from 'node:crypto';
import {texts} from '../../texts/texts.ts';
import {ArtifactError, type Reason} from '../artifacts/artifact-error.ts';
import type {Bundle} from './open-bundle.ts';
import {lockName, type Member} from './types.ts';

const t = texts.bundle;

const wrongSums = async (bundle: Bundle, member: Member, signal?: AbortSignal): Promise<string[]> => {
	const {published} = member;
	const expected = [
		{algorithm: 'sha256', value: member.sha256, source: lockName},
		...(published && (published.algorithm !== 'sha256' || published.value !== member.sha256) ? [published] : []),
	].map(sum => ({...sum, hash: createHash(sum.algorithm)}));
	for await (const chunk of bundle.read(member, signal)) for (const {hash} of expected) hash.update(chunk);
	return expected.flatMap(({algorithm, value, source, hash}) => {
		const actual = hash.digest('hex');
		return actual === value ? [] : [texts.artifacts.wrongSum(algorithm, actual, value, source)];
	});
};

/** Reads all of a bundle. Throws an ArtifactError with every member that is not as the lock file says, or that it does not name. */
export const verifyBundle = async (bundle: Bundle, signal?: AbortSignal): Promise<void> => {
	const {file, lock, places} = bundle;
	const reasons: Reason[] = [];
	const because = (what: string, why: string) => reasons.push({what, where: file, why, next: t.nextAgain});
	const sizes = new Map(places.map(({name, size}) => [name, size]));
	for (const member of lock.members) {
		const size = sizes.get(member.name);
		if (size === undefined) because(member.name, t.absent);
		else if (size !== member.size) because(member.name, t.wrongSize(size, member.size));
		else for (const why of await wrongSums(bundle, member, signal)) because(member.name, why);
	}
	const named = new Set(lock.members.map(({name}) => name));
	places.forEach(({name}, index) => {
		if (!named.has(name)) because(name, t.unknown);
		else if (places.findIndex(other => other.name === name) !== index) because(name, t.twice);
	});
	if (reasons.length > 0) throw new ArtifactError(reasons);
};
