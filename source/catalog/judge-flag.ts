import {nearest} from '../spec/nearest.ts';
import type {JudgeFlag} from '../spec/rules/rule.ts';
import type {FlaggedDaemon} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import {goneSince} from './flags/gone.ts';
import {askedMinors, knownFlags} from './flags/known.ts';
import {reservedFlags} from './flags/reserved.ts';
import {successors} from './flags/successors.ts';
import {judgeValue} from './flags/values.ts';
import {isOwnDirectory, writtenBy} from './flags/writing.ts';
import {isKnown} from './releases.ts';
import {flagVersion} from './render-flags.ts';

const t = texts.spec.flags;

/** `knows`: one answer for each of the asked minors, oldest first. */
type Lore = {readonly knows: readonly boolean[]; readonly deprecated?: {readonly since: string; readonly message: string}};

const minorsOf = (daemon: FlaggedDaemon): string[] => askedMinors[daemon].split(' ').filter(Boolean);

const order = (one: string, other: string): number => one.localeCompare(other, 'en', {numeric: true});

const parseRow = (row: string, minors: readonly string[]): readonly [string, Lore] => {
	const [name = '', ranges = '', since, ...message] = row.split(' ');
	const parts = ranges.split(',').map(range => range.split('-'));
	const knows = minors.map(minor =>
		parts.some(([first = '', last = '']) => order(minor, first) >= 0 && (last === '' || order(minor, last) <= 0)),
	);
	return [name, {knows, ...(since !== undefined && {deprecated: {since, message: message.join(' ')}})}];
};

const parsed = new Map<FlaggedDaemon, ReadonlyMap<string, Lore>>();

/** Read once, when somebody asks. */
const loreOf = (daemon: FlaggedDaemon): ReadonlyMap<string, Lore> => {
	const found = parsed.get(daemon) ?? new Map(knownFlags[daemon].map(row => parseRow(row, minorsOf(daemon))));
	parsed.set(daemon, found);
	return found;
};

/** The asked minors that answer for another: itself, or the one before and the one after it. */
const witnesses = (minors: readonly string[], minor: string): number[] => {
	const itself = minors.indexOf(minor);
	if (itself >= 0) return [itself];
	const after = minors.findIndex(other => order(other, minor) > 0);
	// Beyond what was asked nobody can say what is unknown.
	return after > 0 ? [after - 1, after] : [];
};

/** Whether a daemon of a version such as `v1.20.2` knows a flag; of a minor that was not asked, when one of its neighbours does or nobody can say. */
export const knowsFlag = (daemon: FlaggedDaemon, name: string, version: string): boolean => {
	const minor = version.replace(/^v/, '').split('.', 2).join('.');
	const asked = witnesses(minorsOf(daemon), minor);
	const knows = loreOf(daemon).get(name)?.knows ?? [];
	const gone = goneSince(daemon, name);
	if (gone !== undefined && order(minor, gone) >= 0) return false;
	return asked.length === 0 || asked.some(index => knows[index]);
};

const successorOf = (daemon: FlaggedDaemon, name: string): string | undefined => {
	const found = successors.find(row => row.daemons.includes(daemon) && row.names.includes(name));
	return found && (found.instead?.() ?? t.use(found.flag!));
};

/** Whether no minor lies between two: one that was not asked may be the one that changed it. */
const isNext = (minor: string, next: string): boolean => Number(next.split('.')[1]) - Number(minor.split('.')[1]) === 1;

const stranger = (daemon: FlaggedDaemon, name: string, version: string): string => {
	const minors = minorsOf(daemon);
	const minor = version.replace(/^v/, '').split('.', 2).join('.');
	const knows = loreOf(daemon).get(name)?.knows;
	if (!knows) return t.unknown(name, daemon, version);
	const later = minors.findIndex((other, index) => order(other, minor) > 0 && knows[index]);
	if (later >= 0) return t.early(name, daemon, version, minors[later]!);
	const known = goneSince(daemon, name);
	if (known !== undefined && order(minor, known) >= 0) return t.gone(name, daemon, version, known, false);
	const last = knows.lastIndexOf(true);
	const gone = minors[last + 1] ?? minor;
	return t.gone(name, daemon, version, gone, !isNext(minors[last]!, gone));
};

const hintFor = (daemon: FlaggedDaemon, name: string, version: string): string | undefined => {
	const successor = successorOf(daemon, name);
	if (successor !== undefined || loreOf(daemon).has(name)) return successor;
	const near = nearest(
		name,
		[...loreOf(daemon).keys()].filter(other => knowsFlag(daemon, other, version)),
	);
	return near === undefined ? undefined : t.meant(near);
};

const judgeStranger = (daemon: FlaggedDaemon, name: string, kubernetes: string): string | undefined => {
	const version = flagVersion(daemon, {kubernetes});
	if (knowsFlag(daemon, name, version)) return undefined;
	const hint = hintFor(daemon, name, version);
	const reason = stranger(daemon, name, version);
	return hint === undefined ? reason : t.hint(reason, hint);
};

/** The nodes' daemons are root and their units give nothing away. */
const givesAway = (daemon: FlaggedDaemon): boolean => daemon !== 'kubelet' && daemon !== 'kube-proxy';

/** A directory that is not the daemon's alone: its unit would give all of it to the daemon's user. */
const judgeDirectory = (daemon: FlaggedDaemon, name: string, value = ''): string | undefined => {
	const directory = givesAway(daemon) ? writtenBy(name, value) : undefined;
	return directory === undefined || isOwnDirectory(daemon, directory) ? undefined : t.directory(directory, daemon);
};

/** Why a flag, or this value of it, may not be given to a daemon of a cluster with that Kubernetes; undefined when it may. */
export const judgeFlag: JudgeFlag = (daemon, name, kubernetes, value) => {
	const reserved = reservedFlags.find(row => row.daemons.includes(daemon) && row.names.includes(name));
	const unknown = kubernetes !== undefined && isKnown(kubernetes) ? judgeStranger(daemon, name, kubernetes) : undefined;
	return (
		unknown ??
		(reserved && t.ours(name, reserved.why())) ??
		judgeDirectory(daemon, name, value) ??
		judgeValue(daemon, name, value ?? '', kubernetes)
	);
};
