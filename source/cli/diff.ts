/** `kinstall diff`: what hosts have beside what is planned for them. */
import {mkdtemp, rm} from 'node:fs/promises';
import path from 'node:path';
import {type HostComparison, isAsPlanned, isComplete} from '../plan/host-comparison.ts';
import {anewNotes} from '../plan/notes.ts';
import type {Plan} from '../plan/types.ts';
import {assumptionText} from '../plan/words.ts';
import {alone} from '../run/alone.ts';
import {compareHosts} from '../run/compare-hosts.ts';
import {type Folder, holderOf} from '../run/folder.ts';
import type {Loaded} from '../run/load-spec.ts';
import {planCluster} from '../run/make-cluster-plan.ts';
import {readPlan, writePlan} from '../run/plan-folder.ts';
import {privateDirectory} from '../run/private-directory.ts';
import {comparisonLines} from '../state/comparison-text.ts';
import {texts} from '../texts/texts.ts';
import {exitCodes} from './exit-codes.ts';
import {paintDiff} from './paint.ts';
import {type Printer, printNotes} from './print.ts';

const t = texts.diff;

/** 1 before 3: what was not seen may be anything. */
export const judgeComparisons = (comparisons: readonly HostComparison[]): number => {
	if (!comparisons.every(isComplete)) return exitCodes.failed;
	return comparisons.every(isAsPlanned) ? exitCodes.done : exitCodes.drifted;
};

const printComparison = (printer: Printer, comparison: HostComparison): void =>
	printer.line(comparisonLines(comparison).map(paintDiff).join('\n'), {comparison});

const conclude = (printer: Printer, {digest}: Plan, comparisons: readonly HostComparison[]): number => {
	const differing = comparisons.filter(one => one.failed === undefined && !isAsPlanned(one));
	const incomplete = comparisons.filter(one => !isComplete(one));
	const code = judgeComparisons(comparisons);
	const words = [
		...(differing.length > 0 ? [t.differ(differing.length, comparisons.length, digest)] : []),
		...(incomplete.length > 0 ? [t.incomplete(incomplete.length)] : []),
		...(code === exitCodes.done ? [t.same(comparisons.length, digest)] : []),
	];
	printer.line(words.join('\n'), {digest, hosts: comparisons.length, differing: differing.length, incomplete: incomplete.length});
	return code;
};

const compare = async (folder: Folder, plan: Plan, directory: string, printer: Printer): Promise<number> => {
	const onCompared = (comparison: HostComparison) => printComparison(printer, comparison);
	return conclude(printer, plan, await compareHosts(folder, {plan: directory, onCompared}));
};

/**
 * Compares every host with the plan of cluster.yaml, which goes to a folder of its own: the one in plan/ may be under review. While a run
 * works in the folder nothing is made at all, and the plan of that run is what hosts are compared with.
 */
export const diff = async ({spec, folder}: Loaded, printer: Printer): Promise<number> => {
	const holder = await holderOf(folder);
	if (holder) {
		const plan = await readPlan(folder.plan).catch(() => undefined);
		if (!plan) throw new Error(t.noPlanOfRun(holder.command, holder.pid));
		printer.line(t.ofTheRun(holder.command, holder.pid), {planOf: holder});
		return compare(folder, plan, folder.plan, printer);
	}
	const {plan, pki} = await alone(folder, () => planCluster(spec, folder));
	printNotes(printer, anewNotes(pki));
	for (const line of plan.assumptions.map(assumptionText)) printer.line(texts.cli.assumed(line), {assumed: line});
	const directory = await mkdtemp(path.join(privateDirectory(), 'plan-'));
	try {
		await writePlan(plan, directory);
		return await compare(folder, plan, directory, printer);
	} finally {
		await rm(directory, {recursive: true, force: true});
	}
};
