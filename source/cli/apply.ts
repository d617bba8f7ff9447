import {signsElsewhere} from '../catalog/topology.ts';
import {PkiError} from '../pki/pki-error.ts';
import {WaitingForSignatures} from '../pki/waiting-for-signatures.ts';
import type {Finding} from '../plan/finding.ts';
import {lintCertificates} from '../plan/lint-certificates.ts';
import type {Plan} from '../plan/types.ts';
import {ArtifactError} from '../run/artifacts/artifact-error.ts';
import {isPinned} from '../run/artifacts/fetch-artifacts.ts';
import {checkHosts} from '../run/check-hosts.ts';
import {InputError} from '../run/input-error.ts';
import type {Loaded} from '../run/load-spec.ts';
import {makeClusterPlan, planCluster} from '../run/make-cluster-plan.ts';
import {prepareArtifacts} from '../run/prepare-artifacts.ts';
import {refuseWhileHeld} from '../run/refuse-while-held.ts';
import {FolderLocked, startRun} from '../run/start-run.ts';
import {texts} from '../texts/texts.ts';
import {exitCodes} from './exit-codes.ts';
import {inWords} from './in-words.ts';
import {type Printer, printFindings, printLint, printProblems} from './print.ts';

type ApplyOptions = {readonly yes: boolean; readonly approve: 'expected' | 'ask'; readonly keepFacts: boolean};

/** What a thrown error means to the person, and the exit code. */
export const reportError = (printer: Printer, error: unknown): number => {
	if (error instanceof PkiError || error instanceof InputError) {
		printProblems(printer, error.problems);
		return exitCodes.badInput;
	}
	if (error instanceof WaitingForSignatures) {
		printer.error(error.message, {waiting: error.missing, signed: error.signed});
		return exitCodes.badInput;
	}
	if (error instanceof ArtifactError) {
		for (const {what, where, why, next} of error.reasons)
			printer.error(`${what}: ${why} (${where})\n    ${next}`, {artifact: {what, where, why, next}});
		return exitCodes.failed;
	}
	if (error instanceof FolderLocked) {
		const {pid, since, command} = error.holder;
		printer.error(texts.cli.locked(pid, since, command), {locked: error.holder});
		return exitCodes.failed;
	}
	// Anything else: one line for the person; the stack for who hunts a bug.
	printer.error(process.env['KINSTALL_DEBUG'] && error instanceof Error ? (error.stack ?? error.message) : inWords(error), {
		error: inWords(error),
	});
	return exitCodes.failed;
};

const judgeFindings = (printer: Printer, findings: readonly Finding[]): number => {
	printFindings(printer, findings);
	const failures = findings.filter(({severity}) => severity === 'failure');
	if (failures.length === 0) return exitCodes.done;
	if (failures.every(({id}) => id === 'drift')) {
		printer.error(texts.cli.drifted, {drifted: failures.length});
		return exitCodes.drifted;
	}
	printer.error(texts.cli.checkFailed(failures.length), {failures: failures.length});
	return exitCodes.failed;
};

const announce = (printer: Printer, plan: Plan, {spec}: Loaded): void => {
	for (const line of plan.notes) printer.line(texts.cli.note(line), {note: line});
	for (const line of plan.assumptions) printer.line(texts.cli.assumed(line), {assumed: line});
	for (const artifact of plan.artifacts.filter(artifact => !isPinned(artifact, spec.artifacts)))
		printer.line(texts.cli.notPinned(artifact.file), {notPinned: artifact.file});
};

/** Check, plan, artifacts, run: without a screen. Returns the exit code. */
export const apply = async (loaded: Loaded, printer: Printer, {yes, approve, keepFacts}: ApplyOptions): Promise<number> => {
	const {spec, folder} = loaded;
	if (!yes) {
		printer.error(texts.cli.needsYes);
		return exitCodes.badInput;
	}
	try {
		await refuseWhileHeld(folder);
		// No host is asked anything while somebody else has yet to sign.
		if (signsElsewhere(spec).length > 0) await planCluster(spec, folder);
		const code = judgeFindings(printer, await checkHosts(folder, {keep: keepFacts}));
		if (code !== exitCodes.done) return code;
		const {plan, pki} = await makeClusterPlan(spec, folder);
		printLint(printer, lintCertificates(spec, pki));
		announce(printer, plan, loaded);
		const started = Date.now();
		printer.line(texts.cli.artifacts);
		await prepareArtifacts(plan, spec, folder, {allowUnpinned: yes});
		printer.line(texts.cli.artifactsReady((Date.now() - started) / 1000));
		const run = await startRun(folder, {approve, mayRetry: false});
		run.subscribe(printer.event);
		let interrupted = false;
		process.on('SIGINT', () => {
			interrupted = true;
			run.send({type: 'stop'});
		});
		const outcome = await run.done;
		if (interrupted) return exitCodes.interrupted;
		if (outcome === 'unchanged') printer.line(texts.cli.unchanged);
		if (outcome === 'done') printer.line(texts.cli.ready(folder.adminKubeconfig));
		return outcome === 'done' || outcome === 'unchanged' ? exitCodes.done : exitCodes.failed;
	} catch (error) {
		return reportError(printer, error);
	}
};

export {judgeFindings};
