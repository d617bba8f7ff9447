import path from 'node:path';
import type {CertificateRequest, KeyPairRequest, Pki} from '../catalog/certificate-types.ts';
import {issueAnew} from './anew.ts';
import {prepareFolder} from './folder.ts';
import type {IssueOptions} from './issue-options.ts';
import {issuedOf} from './issued.ts';
import {issueKeyPairs, readKeyPairs} from './key-pairs.ts';
import {makeCertificates} from './make-certificates.ts';
import {PkiError} from './pki-error.ts';
import {contentOf} from './read-contents.ts';
import {look, problemsOf} from './requested.ts';
import {waitForSignatures} from './wait-for-signatures.ts';

export type {IssueOptions} from './issue-options.ts';

/**
 * Issues what is missing below `directory` (the cluster's `pki/`), reuses what fits, issues a leaf anew that has other names than are wanted where its
 * authority's key is here, and throws a PkiError that names every difference when something else does not fit: then nothing is written. A call that was killed is completed by the next one.
 * Throws WaitingForSignatures when an own authority's key is not here and not all it signs is there: all else was issued then.
 */
export const issueAll = async (
	requests: readonly CertificateRequest[],
	keyPairs: readonly KeyPairRequest[],
	directory: string,
	options: IssueOptions,
): Promise<Pki> => {
	const {now, base = path.dirname(directory)} = options;
	const found = await Promise.all(requests.map(async request => look(request, directory, {now, base})));
	const all = issueAnew(found, now);
	const pairs = await readKeyPairs(directory, keyPairs);
	const problems = [...problemsOf(all, now), ...pairs.flatMap(pair => pair.problems)];
	if (problems.length > 0) throw new PkiError(problems);

	await prepareFolder(directory);
	const [issuedPairs, made] = await Promise.all([issueKeyPairs(directory, pairs), makeCertificates(all, directory, options)]);
	await waitForSignatures(all, made, directory);
	const {authorities, leaves} = made;
	const anew = all.flatMap(one => one.anew ?? []);
	const done = requests.map(request => ({request, ...(authorities.get(request.id) ?? leaves.get(request.id)!.made!)}));
	return {
		certificates: Object.fromEntries(done.map(one => [one.request.id, issuedOf(one.request, one.certificate, one.read)])),
		contents: Object.fromEntries(done.map(one => [one.request.id, contentOf(one.read, one.certificate)])),
		keyPairs: issuedPairs,
		...(anew.length > 0 && {anew}),
	};
};
