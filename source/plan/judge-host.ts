import {createHash} from 'node:crypto';
import {texts} from '../texts/texts.ts';
import type {Difference, SeenFile, SeenHost, SeenUnit} from './host-comparison.ts';
import type {File, Plan, Vars} from './types.ts';
import {unifiedDiff} from './unified-diff.ts';

const t = texts.diff;

/** What the plan itself does not hold: sums of private keys by their file below `pki/`, sums of binaries by their path. */
export type Sums = {readonly secrets: Readonly<Record<string, string>>; readonly binaries: Readonly<Record<string, string>>};

/** Everything that is planned for one host, by path. */
export type Wanted = {
	readonly files: ReadonlyMap<string, File>;
	/** Path -> file name of the artifact it comes out of. */
	readonly binaries: ReadonlyMap<string, string>;
	readonly units: ReadonlyArray<{readonly unit: string; readonly reads: readonly string[]}>;
};

type Verdict = Pick<Difference, 'is' | 'what' | 'patch'>;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const octal = (mode: number): string => mode.toString(8).padStart(4, '0');

const unitOf = (vars: Vars): Wanted['units'] => {
	const {unit, reads} = vars;
	return typeof unit === 'string' && Array.isArray(reads) ? [{unit, reads}] : [];
};

export const wantedOn = (plan: Pick<Plan, 'steps' | 'artifacts'>, host: string): Wanted => {
	const tasks = plan.steps.flatMap(step => step.tasks).filter(task => task.host === host);
	const artifacts = new Map(plan.artifacts.map(artifact => [artifact.id, artifact.file]));
	return {
		files: new Map(tasks.flatMap(task => task.files.map(file => [file.path, file]))),
		binaries: new Map(tasks.flatMap(task => task.binaries.map(({path, artifact}) => [path, artifacts.get(artifact) ?? artifact]))),
		units: tasks.flatMap(({vars}) => unitOf(vars)),
	};
};

const judgeContent = (file: File, seen: SeenFile, sums: Sums): Verdict | undefined => {
	if (file.secret !== undefined) {
		const wanted = sums.secrets[file.secret];
		if (wanted === undefined) return {is: 'unknown', what: [t.noKey(file.secret)]};
		return wanted === seen.sha256 ? undefined : {is: 'differs', what: [t.secret]};
	}
	if (seen.sha256 === sha256(file.content)) return undefined;
	if (seen.content === undefined) return {is: 'differs', what: [t.tooLarge(seen.size ?? 0)]};
	const patch = unifiedDiff(file.path, seen.content, file.content);
	if (patch === undefined) return {is: 'differs', what: [t.tooDifferent]};
	return patch === '' ? {is: 'differs', what: [t.privatePart]} : {is: 'differs', what: [t.content], patch};
};

const judgePlace = (seen: SeenFile, mode: number, owner: string): string[] => [
	...(Number.parseInt(seen.mode ?? '0', 8) === mode ? [] : [t.mode((seen.mode ?? '').padStart(4, '0'), octal(mode))]),
	...(seen.owner === owner ? [] : [t.owner(seen.owner ?? '?', owner)]),
];

const together = (content: Verdict | undefined, place: readonly string[]): Verdict | undefined => {
	if (place.length === 0) return content;
	return {is: content?.is ?? 'differs', what: [...(content?.what ?? []), ...place], ...(content?.patch && {patch: content.patch})};
};

const judgeFile = (file: File, seen: SeenFile | undefined, sums: Sums): Verdict | undefined => {
	const lines = file.secret === undefined ? file.content.split('\n').length - (file.content.endsWith('\n') ? 1 : 0) : undefined;
	if (!seen || seen.kind === 'missing') return {is: 'missing', what: [t.missing(octal(file.mode), file.owner, lines)]};
	if (seen.kind !== 'file') return {is: 'differs', what: [t.notAFile(t.kinds[seen.kind])]};
	return together(judgeContent(file, seen, sums), judgePlace(seen, file.mode, file.owner));
};

const judgeBinary = (path: string, artifact: string, seen: SeenFile | undefined, sums: Sums): Verdict | undefined => {
	if (!seen || seen.kind === 'missing') return {is: 'missing', what: [t.missing(octal(0o755), 'root:root')]};
	if (seen.kind !== 'file') return {is: 'differs', what: [t.notAFile(t.kinds[seen.kind])]};
	const wanted = sums.binaries[path];
	const bytes = (): Verdict | undefined => {
		if (wanted === undefined) return {is: 'unknown', what: [t.noSum(artifact)]};
		if (seen.sha256 === undefined) return {is: 'unknown', what: [t.unreadable]};
		return wanted === seen.sha256 ? undefined : {is: 'differs', what: [t.bytes(seen.sha256, wanted)]};
	};
	return together(bytes(), judgePlace(seen, 0o755, 'root:root'));
};

/** As `digest_of_files` in scripts/host/functions.bash counts it, over what is planned; undefined when a key's sum is not known. */
const plannedDigest = (reads: readonly string[], wanted: Wanted, sums: Sums): string | undefined => {
	const lines = reads.flatMap(path => {
		const file = wanted.files.get(path);
		// What is not planned does not exist, and is passed over.
		if (!file) return [];
		const sum = file.secret === undefined ? sha256(file.content) : sums.secrets[file.secret];
		return [sum === undefined ? undefined : `${sum}  ${path}\n`];
	});
	return lines.includes(undefined) ? undefined : sha256(lines.join(''));
};

const judgeUnit = (digest: string | undefined, seen: SeenUnit | undefined): Verdict | undefined => {
	const active = seen?.active ?? 'inactive';
	const runs = active === 'active';
	const what = [
		...(runs ? [] : [t.notActive(active)]),
		...(seen?.enabled === 'enabled' ? [] : [t.notEnabled(seen?.enabled || 'unknown')]),
		...(runs && digest !== undefined && seen?.digest !== digest ? [t.oldFiles] : []),
		...(runs && seen?.oldBinary ? [t.oldBinary] : []),
	];
	return what.length > 0 ? {is: 'differs', what} : undefined;
};

/** How a host differs from what is planned for it, and how much of it does not. */
export const judgeHost = (wanted: Wanted, seen: SeenHost, sums: Sums): {readonly same: number; readonly differences: Difference[]} => {
	const found = new Map(seen.files.map(file => [file.path, file]));
	const units = new Map(seen.units.map(unit => [unit.unit, unit]));
	type Judged = Pick<Difference, 'path' | 'of'> & {readonly verdict: Verdict | undefined};
	const judged: Judged[] = [
		...[...wanted.binaries].map(([path, artifact]): Judged => {
			return {path, of: 'binary', verdict: judgeBinary(path, artifact, found.get(path), sums)};
		}),
		...[...wanted.files.values()].map((file): Judged => {
			return {path: file.path, of: file.secret === undefined ? 'file' : 'secret', verdict: judgeFile(file, found.get(file.path), sums)};
		}),
		...wanted.units.map(({unit, reads}): Judged => {
			return {path: unit, of: 'unit', verdict: judgeUnit(plannedDigest(reads, wanted, sums), units.get(unit))};
		}),
	];
	const left = seen.placed.filter(path => !wanted.files.has(path) && !wanted.binaries.has(path));
	const differences = judged.flatMap(({path, of, verdict}): Difference[] => (verdict ? [{path, of, ...verdict}] : []));
	return {
		same: judged.length - differences.length,
		differences: [...differences, ...left.map((path): Difference => ({path, of: 'file', is: 'not-planned', what: [t.notPlanned]}))],
	};
};
