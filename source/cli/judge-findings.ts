import type {Finding} from '../plan/finding.ts';
import {texts} from '../texts/texts.ts';
import {exitCodes} from './exit-codes.ts';
import {type Printer, printFindings} from './print.ts';

/** Prints what stands in the way of a run; the exit code says which kind it is. */
export const judgeFindings = (printer: Printer, findings: readonly Finding[]): number => {
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
