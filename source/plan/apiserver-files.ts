import {stringify} from 'yaml';
import {modeOf, ownerOf} from '../catalog/accounts.ts';
import {authenticationConfiguration, authenticationFile} from '../catalog/configs/anonymous.ts';
import {auditPolicy, auditPolicyFile} from '../catalog/configs/audit.ts';
import {encryptionConfigFile} from '../catalog/configs/encryption.ts';
import {admissionConfiguration, admissionFile} from '../catalog/configs/pod-security.ts';
import {file, type Site} from './phases/phase.ts';
import {secretFile} from './secret-file.ts';
import type {File} from './types.ts';

/** How an API server writes and reads Secrets; none where that is not its matter. */
export const encryptionFiles = ({spec, pki}: Site): File[] => {
	if (spec.security.encryption === 'none') return [];
	if (!pki.encryption) throw new Error('not issued: encryption');
	const {file: secret, sha256, slots} = pki.encryption;
	const named = `sha256=${sha256} slots=${slots.join(',')}`;
	return [secretFile(encryptionConfigFile, secret, modeOf(spec, 'kube-apiserver'), ownerOf(spec, 'kube-apiserver'), named)];
};

/** A person's own policy travels as it was written, comments and all. */
const policyText = ({spec: {security}, own}: Site): string | undefined => {
	if (security.audit === 'none') return undefined;
	if (security.audit === 'metadata') return stringify(auditPolicy);
	if (own.auditPolicy === undefined) throw new Error('not read: security.auditPolicy');
	return own.auditPolicy;
};

const text = (content: object | undefined): string | undefined => content && stringify(content);

/** What else an API server reads beside certificates: each with what it holds, if it is there. */
const configs: ReadonlyArray<readonly [path: string, of: (site: Site) => string | undefined]> = [
	[auditPolicyFile, policyText],
	[admissionFile, ({spec}) => text(admissionConfiguration(spec))],
	[authenticationFile, ({spec}) => text(authenticationConfiguration(spec))],
];

export const apiserverFiles = (site: Site): File[] =>
	configs.flatMap(([path, of]) => {
		const content = of(site);
		return content === undefined ? [] : [file(path, content)];
	});
