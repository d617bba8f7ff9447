import path from 'node:path';
import {texts} from '../texts/texts.ts';
import {PkiError} from './pki-error.ts';

const t = texts.pki.io;

/** Throws: what the system refused in the words of a person, with the path that it often leaves out; anything else as it was. */
export const refuseIo = (file: string, error: unknown): never => {
	const {code = ''} = error as NodeJS.ErrnoException;
	const found = Object.entries(t).find(([, {codes}]) => codes.includes(code));
	if (!found) throw error;
	const [, {reason, mend}] = found;
	throw new PkiError([{path: file, reason: reason(code), example: mend(file, path.dirname(file))}]);
};
