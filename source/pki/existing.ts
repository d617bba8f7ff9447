/** What lies in the folder already, read but not judged. */
import {createPrivateKey, type KeyObject} from 'node:crypto';
import path from 'node:path';
import type {Problem} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import {readIfThere} from './folder.ts';
import {type ReadCertificate, readCertificate} from './read-certificate.ts';

const t = texts.pki;

export type Existing = {
	readonly key?: KeyObject;
	/** PEM, as in the file. */
	readonly certificate?: string;
	readonly read?: ReadCertificate;
	/** What cannot be read at all. */
	readonly problems: readonly Problem[];
};

export const certificatePath = (file: string): string => `pki/${file}.crt`;
export const keyPath = (file: string): string => `pki/${file}.key`;

type Parsed<T> = {readonly value?: T; readonly problems: readonly Problem[]};

const parse = <T>(text: string | undefined, read: (text: string) => T, problem: (detail: string) => Problem): Parsed<T> => {
	if (text === undefined) return {problems: []};
	try {
		return {value: read(text), problems: []};
	} catch (error) {
		return {problems: [problem(error instanceof Error ? error.message : String(error))]};
	}
};

export const readExistingKey = async (directory: string, file: string): Promise<Parsed<KeyObject>> =>
	parse(await readIfThere(path.join(directory, `${file}.key`)), createPrivateKey, detail => ({
		path: keyPath(file),
		reason: t.unreadableKey(detail),
		example: t.removeKey(keyPath(file)),
	}));

/** The certificate `file`.crt and the key `file`.key, as far as they are there. */
export const readExisting = async (directory: string, file: string): Promise<Existing> => {
	// An empty file is what a power cut leaves of a leaf: nothing.
	const certificate = (await readIfThere(path.join(directory, `${file}.crt`))) || undefined;
	const key = await readExistingKey(directory, file);
	const read = parse(certificate, readCertificate, detail => ({
		path: certificatePath(file),
		reason: t.unreadable(detail),
		example: t.removeLeaf(certificatePath(file), keyPath(file)),
	}));
	return {
		...(key.value && {key: key.value}),
		...(certificate !== undefined && {certificate}),
		...(read.value && {read: read.value}),
		problems: [...key.problems, ...read.problems],
	};
};
