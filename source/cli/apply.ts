import {isPinned} from '../catalog/mirrors.ts';
import {signsElsewhere} from '../catalog/topology.ts';
import {lintCertificates} from '../plan/lint-certificates.ts';
import {anewNotes} from '../plan/notes.ts';
import type {Plan} from '../plan/types.ts';
import {assumptionText} from '../plan/words.ts';
import {refuseUnfit} from '../run/bundle/take-bundle.ts';
import {checkHosts} from '../run/check-hosts.ts';
import type {Loaded} from '../run/load-spec.ts';
import {makeClusterPlan, planCluster} from '../run/make-cluster-plan.ts';
import {readOwnFiles} from '../run/own-files.ts';
import {prepareArtifacts} from '../run/prepare-artifacts.ts';
import {refuseWhileHeld} from '../run/refuse-while-held.ts';
import {startRun} from '../run/start-run.ts';
import {texts} from '../texts/texts.ts';
import {exitCodes} from './exit-codes.ts';
import {judgeFindings} from './judge-findings.ts';
import {type Printer, printLint, printNotes} from './print.ts';
import {reportError} from './report-error.ts';

type ApplyOptions = {readonly yes: boolean; readonly approve: 'expected' | 'ask'; readonly keepFacts: boolean};

const announce = (printer: Printer, plan: Plan, {spec}: Loaded): void => {
	printNotes(printer, plan.notes);
	for (const line of plan.assumptions.map(assumptionText)) printer.line(texts.cli.assumed(line), {assumed: line});
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
		// No host is asked anything for a file that cannot be used.
		await readOwnFiles(spec, folder);
		await refuseUnfit(spec, folder);
		// Nor while somebody else has yet to sign.
		if (signsElsewhere(spec).length > 0) printNotes(printer, anewNotes((await planCluster(spec, folder)).pki));
		const code = judgeFindings(printer, await checkHosts(folder, {keep: keepFacts}));
		if (code !== exitCodes.done) return code;
		const {plan, pki} = await makeClusterPlan(spec, folder);
		printLint(printer, lintCertificates(spec, pki));
		printNotes(printer, anewNotes(pki));
		announce(printer, plan, loaded);
		const started = Date.now();
		printer.line(texts.cli.artifacts);
		await prepareArtifacts(plan, spec, folder, {
			allowUnpinned: yes,
			onPassedOver: ({what, where, why}) => printer.line(texts.artifacts.passedOver(what, where, why), {passedOver: what, where, why}),
		});
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
