/** `kinstall report`: the report of a recorded run. */
import path from 'node:path';
import {inFolder, refuseUnwritable, writeWhole} from '../run/folder.ts';
import {readPlan} from '../run/plan-folder.ts';
import {readRun} from '../run/read-journal.ts';
import {isReported, makeReport} from '../state/report/make-report.ts';
import {texts} from '../texts/texts.ts';
import {exitCodes} from './exit-codes.ts';
import {makePrinter} from './print.ts';
import {reportError} from './report-error.ts';

export type ReportOptions = {
	/** The file that is written; report.html beside the journal when absent. */
	readonly output?: string;
	/** The beginning of a run's id; the journal's last run when absent. */
	readonly run?: string;
	readonly json?: boolean;
};

/** Gives the exit code: 0 written, 2 when there is no run. @param place a journal, or the folder of a cluster */
export const report = async (place: string, {output, run, json = false}: ReportOptions): Promise<number> => {
	const printer = makePrinter({json});
	try {
		const {file, events} = await readRun(place, run, isReported);
		const folder = inFolder(path.dirname(file));
		// Whether it is the plan of this run its digest says.
		const plan = await readPlan(folder.plan).catch(() => undefined);
		const target = output ?? folder.report;
		await writeWhole(path.resolve(target), makeReport(events, plan), 0o600).catch(error => refuseUnwritable(path.dirname(target), error));
		printer.line(texts.report.written(target), {report: target});
		return exitCodes.done;
	} catch (error) {
		return reportError(printer, error);
	}
};
