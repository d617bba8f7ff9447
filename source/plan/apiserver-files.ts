import {stringify} from 'yaml';
import {modeOf, ownerOf} from '../catalog/accounts.ts';
import {auditPolicy, auditPolicyFile} from '../catalog/configs/audit.ts';
import {encryptionConfigFile} from '../catalog/configs/encryption.ts';
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

/** What else an API server reads beside certificates: its audit policy. */
export const apiserverFiles = ({spec: {security}}: Site): File[] =>
	security.audit === 'none' ? [] : [file(auditPolicyFile, stringify(auditPolicy))];
