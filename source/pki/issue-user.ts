import {createPrivateKey} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import type {KeyKind} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import {intermediatesOf, readChain} from './chain.ts';
import {readIfThere} from './folder.ts';
import {makeKey, privatePem} from './keys.ts';
import {PkiError} from './pki-error.ts';
import {readCertificate} from './read-certificate.ts';
import {authorityOf, signCertificate} from './sign-certificate.ts';

type Person = {readonly name: string; readonly groups: readonly string[]; readonly days: number; readonly key: KeyKind};

/** Certificate and key, PEM; `notAfter` is earlier than asked for where the authority ends before. */
export type IssuedUser = {readonly certificate: string; readonly key: string; readonly notAfter: Date};

/**
 * A client certificate for a person, signed by `ca`. Nothing of it is kept: `directory`, the cluster's `pki/`, is read alone.
 * Throws PkiError where there is no `ca` yet, or its key is elsewhere.
 */
export const issueUser = async (directory: string, {name, groups, days, key: kind}: Person, now: Date): Promise<IssuedUser> => {
	const key = await readIfThere(path.join(directory, 'ca.key'));
	if (key === undefined) throw new PkiError([{path: 'pki/ca.key', reason: texts.pki.userNeedsKey, example: '--service-account'}]);
	const chain = readChain(await readFile(path.join(directory, 'ca.crt'), 'utf8'));
	const own = await makeKey(kind);
	const request = {
		id: name,
		file: name,
		signer: 'ca',
		authority: false,
		commonName: name,
		groups,
		attributes: {},
		dnsNames: [],
		ipAddresses: [],
		usages: ['client'],
		key: kind,
		days,
	} as const;
	const leaf = signCertificate(request, own, authorityOf(createPrivateKey(key), chain), now);
	return {certificate: `${leaf}${intermediatesOf(chain)}`, key: privatePem(own), notAfter: readCertificate(leaf).notAfter};
};
