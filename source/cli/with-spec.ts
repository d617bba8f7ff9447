import {type Loaded, loadSpec} from '../run/load-spec.ts';
import {exitCodes} from './exit-codes.ts';
import type {Common} from './on-cluster.ts';
import {makePrinter, type Printer, printProblems} from './print.ts';
import {reportError} from './report-error.ts';

/** The exit code of the work, or of what is wrong with the spec. Whatever is thrown is told in words. */
export const withSpec = async (given: Common, work: (loaded: Loaded, printer: Printer) => Promise<number>): Promise<number> => {
	const printer = makePrinter({json: given.json ?? false, verbose: given.verbose ?? false});
	try {
		const loaded = await loadSpec(given.file);
		if (!('problems' in loaded)) return await work(loaded, printer);
		printProblems(printer, loaded.problems);
		return exitCodes.badInput;
	} catch (error) {
		return reportError(printer, error);
	}
};
