import type {Pki} from '../../source/catalog/certificate-types.ts';
import {issueEncryption} from '../../source/pki/encryption.ts';
import {issueAll} from '../../source/pki/issue-all.ts';
import {requestCertificates} from '../../source/plan/request-certificates.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';

/** All that a plan of this spec needs of `directory`, made there: certificates, keys, and what Secrets are encrypted with. */
export const issuePki = async (spec: ClusterSpec, directory: string): Promise<Pki> => {
	const {certificates, keyPairs} = requestCertificates(spec);
	const issued = await issueAll(certificates, keyPairs, directory, {now: new Date()});
	const encryption = await issueEncryption(spec.security, directory);
	return {...issued, ...(encryption && {encryption})};
};
