import {texts} from '../../texts/texts.ts';

const t = texts.artifacts;

/** One thing that stands in the way of an artifact. */
export type Reason = {
	/** The artifact's file. */
	readonly what: string;
	/** The path or address that was looked at. */
	readonly where: string;
	readonly why: string;
	/** What the person can do. */
	readonly next: string;
};

/**
 * What another place is good for: `absent`, it may have the file; `wrong`, it may have the right bytes, and the person hears of these;
 * `final`, no other place would help.
 */
export type ArtifactErrorKind = 'absent' | 'wrong' | 'final';

/** Everything that stands in the way, at once. */
export class ArtifactError extends Error {
	override readonly name = 'ArtifactError';
	readonly reasons: readonly Reason[];
	readonly kind: ArtifactErrorKind;

	constructor(reasons: readonly Reason[], {kind = 'final', cause}: {kind?: ArtifactErrorKind; cause?: unknown} = {}) {
		const lines = reasons.map(({what, where, why}) => `- ${t.reason(what, where, why)}`);
		const nexts = [...new Set(reasons.map(({next}) => next))].map(next => t.next(next));
		super([t.failed(reasons.length), ...lines, ...nexts].join('\n'), {cause});
		this.reasons = reasons;
		this.kind = kind;
	}
}

type Said = 'diskFull' | 'nextDisk' | 'noAccess' | 'refused' | 'nextMissing' | 'unknownHost' | 'timedOut';

const knownCodes: Readonly<Record<string, {readonly why: Said; readonly next: Said}>> = {
	ENOSPC: {why: 'diskFull', next: 'nextDisk'},
	EDQUOT: {why: 'diskFull', next: 'nextDisk'},
	EACCES: {why: 'noAccess', next: 'nextDisk'},
	EROFS: {why: 'noAccess', next: 'nextDisk'},
	ECONNREFUSED: {why: 'refused', next: 'nextMissing'},
	ENOTFOUND: {why: 'unknownHost', next: 'nextMissing'},
	EAI_AGAIN: {why: 'unknownHost', next: 'nextMissing'},
	ETIMEDOUT: {why: 'timedOut', next: 'nextMissing'},
	UND_ERR_CONNECT_TIMEOUT: {why: 'timedOut', next: 'nextMissing'},
};

/** The system's own error behind one, looked for along its causes: fetch wraps them. */
const systemError = (error: unknown): NodeJS.ErrnoException | undefined => {
	for (let at = error; at instanceof Error; at = at.cause) {
		const own = (at instanceof AggregateError ? at.errors[0] : at) as NodeJS.ErrnoException;
		if (typeof own.code === 'string') return own;
	}

	return undefined;
};

const deepest = (error: unknown): string => {
	let at = error;
	while (at instanceof Error && at.cause instanceof Error) at = at.cause;
	return at instanceof Error ? at.message : String(at);
};

/** What a proxy answered to the wish for a connection, where it refused it: undici tells it in words alone. */
export const proxyStatus = (error: unknown): number | undefined => {
	const [, status] = /^Proxy response \((\d{3})\)/.exec(deepest(error)) ?? [];
	return status === undefined ? undefined : Number(status);
};

/** Why something failed, in words, and what to do. */
export const explain = (error: unknown): {readonly why: string; readonly next: string} => {
	const status = proxyStatus(error);
	if (status !== undefined) return {why: t.proxyRefused(status), next: t.nextProxy};
	const known = knownCodes[systemError(error)?.code ?? ''];
	return known ? {why: t[known.why], next: t[known.next]} : {why: deepest(error), next: t.nextAgain};
};

const localCodes = ['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR', 'EISDIR', 'EMFILE', 'EIO'];

/** Whether this machine's files, not the other end, are the reason: no other place would help. */
export const isLocal = (error: unknown): boolean => {
	const {code = '', syscall} = systemError(error) ?? {};
	return localCodes.includes(code) && syscall !== 'connect';
};
