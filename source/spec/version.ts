/** Which Kubernetes is meant: `kubernetes` of cluster.yaml may name a minor, or nothing but the newest. */
import {texts} from '../texts/texts.ts';
import type {Found} from './found.ts';

const {reasons} = texts.spec;

/** The word for the newest minor that is known. */
export const stable = 'stable';

/** A minor that can be installed, and its newest patch release that is known. */
export type KnownRelease = {readonly minor: string; readonly patch: number};

const newestOf = ({minor, patch}: KnownRelease): string => `v${minor}.${patch}`;

const minorOf = (asked: string): string => asked.replace('v', '').split('.', 2).join('.');

/**
 * The exact version, `v1.36.4`, that is meant by `stable`, `v1.36` or an exact one; undefined where that cannot be told.
 * @param releases oldest first; absent, only an exact version says what is meant
 */
export const resolveVersion = (asked: string, releases: readonly KnownRelease[] = []): string | undefined => {
	if (/^v\d+\.\d+\.\d+$/.test(asked)) return asked;
	const release = asked === stable ? releases.at(-1) : releases.find(({minor}) => minor === minorOf(asked));
	return release && newestOf(release);
};

const isOlder = (one: string, other: string): boolean => one.localeCompare(other, 'en', {numeric: true}) < 0;

/** Why a version, an exact one or a minor, cannot be installed. */
export const versionProblems = (asked: string, releases: readonly KnownRelease[] | undefined): Found[] => {
	const [oldest, newest] = [releases?.at(0), releases?.at(-1)];
	if (!oldest || !newest) return resolveVersion(asked) === undefined ? [{path: ['kubernetes'], reason: reasons.notExact(asked)}] : [];
	if (asked === stable || releases!.some(({minor}) => minor === minorOf(asked))) return [];
	const reason = (isOlder(minorOf(asked), oldest.minor) ? reasons.oldVersion : reasons.newVersion)(asked, oldest.minor, newest.minor);
	return [{path: ['kubernetes'], reason, example: newestOf(newest)}];
};
