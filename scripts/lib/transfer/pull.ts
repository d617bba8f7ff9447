// Archives that a host takes from mirrors by itself: over ssh go their sums, and those of what is wanted out of them.
import {readPlace} from '../../../source/plan/distribution.ts';
import type {Binary, Vars} from '../../../source/plan/types.ts';
import {variables} from '../proxy-lines.ts';
import type {Shell} from '../shell.ts';
import {told} from '../told.ts';
import type {Shares} from './send.ts';

/** An archive as it was verified on this machine. */
export type Archive = {
	/** Upstream's own file name. */
	readonly name: string;
	readonly algorithm: 'sha256' | 'sha512';
	/** Lower-case hex. */
	readonly sum: string;
	/** Bytes. */
	readonly size: number;
};

/** An executable that a host lacks. */
export type Lacked = Binary & {readonly sha256: string};

type Tools = {
	readonly $: Shell;
	readonly vars: Vars;
	readonly shares: Pick<Shares, 'turn' | 'share'>;
	/** By artifact. */
	readonly archives: Readonly<Record<string, Archive>>;
	/** Lines `NAME=VALUE` of the way through an HTTP proxy. */
	readonly proxy: string;
};

/** `changed`: paths that are otherwise than before. `lacking`: artifacts that no place has for now. */
export type Pulled = {readonly changed: readonly string[]; readonly lacking: ReadonlySet<string>};

/** What the host's function reads. */
export const orders = (lacked: readonly Lacked[], {vars, archives, proxy}: Pick<Tools, 'vars' | 'archives' | 'proxy'>): string => {
	const places = ((vars['places'] ?? []) as readonly string[]).map(readPlace);
	const lines = [...Map.groupBy(lacked, ({artifact}) => artifact)].flatMap(([id, wanted]) => {
		const {algorithm, sum, size, name} = archives[id]!;
		return [
			`archive ${algorithm} ${sum} ${size} ${name}`,
			...places.filter(({artifact}) => artifact === id).map(({way, url}) => `place ${way} ${url}`),
			...wanted.map(({sha256, path, member}) => `member ${sha256} ${path}${member === undefined ? '' : ` ${member}`}`),
		];
	});
	return [...variables(proxy), ...lines].map(line => `${line}\n`).join('');
};

/** Throws where those places that answer have other bytes: then nothing was placed. */
export const pull = async (lacked: readonly Lacked[], tools: Tools): Promise<Pulled> => {
	if (lacked.length === 0) return {changed: [], lacking: new Set()};
	const {$, shares, archives} = tools;
	const {share} = shares;
	const asking = $({input: orders(lacked, tools)});
	const {stdout} = await shares.turn(() => (share === undefined ? asking`pull` : asking`pull ${share}`));
	const sums = new Set(told(stdout, 'lacking'));
	return {
		changed: told(stdout, 'changed'),
		lacking: new Set(Object.entries(archives).flatMap(([id, {sum}]) => (sums.has(sum) ? [id] : []))),
	};
};
