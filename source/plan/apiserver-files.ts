import {stringify} from 'yaml';
import {modeOf, ownerOf} from '../catalog/accounts.ts';
import {auditPolicy, auditPolicyFile} from '../catalog/configs/audit.ts';
import {encryptionConfigFile} from '../catalog/configs/encryption.ts';
import {file, type Site} from './phases/phase.ts';
import {secretFile} from './secret-file.ts';
import type {File} from './types.ts';

const encryption = ({spec, pki}: Site): File => {
	if (!pki.encryption) throw new Error('not issued: encryption');
	const {file: secret, sha256, providers} = pki.encryption;
	const named = `sha256=${sha256} providers=${providers.join(',')}`;
	return secretFile(encryptionConfigFile, secret, modeOf(spec, 'kube-apiserver'), ownerOf(spec, 'kube-apiserver'), named);
};

/** What an API server reads beside certificates: its audit policy, and how Secrets are encrypted. */
export const apiserverFiles = (site: Site): File[] => {
	const {audit, encryption: cipher} = site.spec.security;
	return [...(audit === 'none' ? [] : [file(auditPolicyFile, stringify(auditPolicy))]), ...(cipher === 'none' ? [] : [encryption(site)])];
};
