/** What makes certificates come out the same, byte for byte: keys, serial numbers and a time that never change. RSA's signatures have no randomness. */
import {createHash} from 'node:crypto';
import {copyFile, mkdir} from 'node:fs/promises';
import path from 'node:path';
import type {CertificateRequest, KeyPairRequest} from '../../source/catalog/certificate-types.ts';
import type {IssueOptions} from '../../source/pki/issue-all.ts';
import {serialOf} from '../../source/pki/sign-certificate.ts';

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Authorities have keys of their own, leaves share a few. A new row of certificates moves no other's key. */
const keyOf = ({id}: {readonly id: string}): string =>
	['ca', 'etcd-ca', 'front-proxy-ca'].includes(id) ? `throwaway-${id}` : `throwaway-leaf-${sha256(id)[0]! % 4}`;

export const frozen: IssueOptions = {now: new Date('2026-01-01T00:00:00Z'), serial: id => serialOf(sha256(`serial of ${id}`))};

/** Lays the throwaway keys where the issuer looks for existing ones. */
export const freezeKeys = async (
	requests: ReadonlyArray<CertificateRequest | KeyPairRequest>,
	pki: string,
	keys: string,
): Promise<void> => {
	for (const request of requests) {
		const target = path.join(pki, `${request.file}.key`);
		await mkdir(path.dirname(target), {recursive: true});
		await copyFile(path.join(keys, `${keyOf(request)}.key`), target);
	}
};
