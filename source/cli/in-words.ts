import {PkiError} from '../pki/pki-error.ts';
import {ArtifactError} from '../run/artifacts/artifact-error.ts';
import {InputError} from '../run/input-error.ts';
import {FolderLocked} from '../run/start-run.ts';
import {texts} from '../texts/texts.ts';

/** An error as lines for a person: what, why, and what next. */
export const inWords = (error: unknown): string => {
	if (error instanceof PkiError || error instanceof InputError)
		return error.problems
			.map(({path, reason, example}) => `${path}: ${reason}${example ? `\n    ${texts.cli.example(example)}` : ''}`)
			.join('\n');
	if (error instanceof ArtifactError)
		return error.reasons.map(({what, where, why, next}) => `${what}: ${why} (${where})\n    ${next}`).join('\n');
	if (error instanceof FolderLocked) return texts.cli.locked(error.holder.pid, error.holder.since, error.holder.command);
	return error instanceof Error ? error.message : String(error);
};
