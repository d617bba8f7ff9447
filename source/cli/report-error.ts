import {PkiError} from '../pki/pki-error.ts';
import {WaitingForSignatures} from '../pki/waiting-for-signatures.ts';
import {ArtifactError} from '../run/artifacts/artifact-error.ts';
import {InputError} from '../run/input-error.ts';
import {FolderLocked} from '../run/start-run.ts';
import {texts} from '../texts/texts.ts';
import {exitCodes} from './exit-codes.ts';
import {inWords} from './in-words.ts';
import {type Printer, printProblems} from './print.ts';

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
