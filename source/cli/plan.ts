import {lintCertificates} from '../plan/lint-certificates.ts';
import {anewNotes} from '../plan/notes.ts';
import {assumptionText} from '../plan/words.ts';
import type {Loaded} from '../run/load-spec.ts';
import {makeClusterPlan} from '../run/make-cluster-plan.ts';
import {refuseWhileHeld} from '../run/refuse-while-held.ts';
import {texts} from '../texts/texts.ts';
import {exitCodes} from './exit-codes.ts';
import {makePreview} from './make-preview.ts';
import {type Printer, printLint, printNotes} from './print.ts';
import {showPlan} from './show-plan.ts';

export type PlanOptions = {readonly output?: string; readonly show?: boolean; readonly json?: boolean};

/** Makes the plan and writes it as files; touches no host. */
export const plan = async ({spec, folder}: Loaded, printer: Printer, {output, show, json}: PlanOptions): Promise<number> => {
	const directory = output ?? folder.plan;
	await refuseWhileHeld(folder);
	const planned = await makeClusterPlan(spec, folder, directory);
	const {digest, notes, assumptions, steps, hosts} = planned.plan;
	if (show) {
		await showPlan(await makePreview(spec, planned), json ?? false);
		return exitCodes.done;
	}
	printLint(printer, lintCertificates(spec, planned.pki));
	printNotes(printer, [...anewNotes(planned.pki), ...notes]);
	for (const line of assumptions.map(assumptionText)) printer.line(texts.cli.assumed(line), {assumed: line});
	const files = steps.flatMap(step => step.tasks).flatMap(task => task.files).length;
	printer.line(texts.cli.planned(directory, digest, files, hosts.length), {directory, digest, files});
	return exitCodes.done;
};
