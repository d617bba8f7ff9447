/** What lies in the folder already, read but not judged. */
import {createPrivateKey, type KeyObject} from 'node:crypto';
import path from 'node:path';
import type {CertificateRequest} from '../catalog/certificate-types.ts';
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

/** @param mend what to do when it cannot be read */
export const readExistingKey = async (directory: string, file: string, mend: string): Promise<Parsed<KeyObject>> =>
	parse(await readIfThere(path.join(directory, `${file}.key`)), createPrivateKey, detail => ({
		path: keyPath(file),
		reason: t.unreadableKey(detail),
		example: mend,
	}));

type Wanted = Pick<CertificateRequest, 'file' | 'authority' | 'own'>;

/** A key of an own authority is copied again from the person's file; one that was made here and signed is made only once. */
const mendKey = ({file, authority, own}: Wanted): string => {
	const [crt, key] = [certificatePath(file), keyPath(file)];
	if (own) return own.key === undefined ? t.own.removeKey(key) : t.own.copyKey(key, own.key);
	return authority ? t.putAuthorityKey(crt, key) : t.removeKey(key);
};

/** The certificate `file`.crt and the key `file`.key, as far as they are there. */
export const readExisting = async (directory: string, request: Wanted): Promise<Existing> => {
	const {file} = request;
	// An empty file is what a power cut leaves of a leaf: nothing.
	const certificate = (await readIfThere(path.join(directory, `${file}.crt`))) || undefined;
	const key = await readExistingKey(directory, file, mendKey(request));
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
