/** Files of the person's own that cluster.yaml names and that travel as they are. */
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import type {OwnFiles} from '../plan/phases/phase.ts';
import {judgeAuditPolicy} from '../spec/audit-policy.ts';
import type {ClusterSpec} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import type {Folder} from './folder.ts';
import {InputError} from './input-error.ts';
import {readProxyCredentials} from './proxy-credentials.ts';

/** Reads and checks them. Throws InputError with all that is wrong with one. */
export const readOwnFiles = async (
	spec: Pick<ClusterSpec, 'security' | 'httpProxy'>,
	folder: Pick<Folder, 'directory'>,
): Promise<OwnFiles> => {
	await readProxyCredentials(spec, folder);
	const {auditPolicy: file} = spec.security;
	if (file === undefined) return {};
	let text: string;
	try {
		text = await readFile(path.resolve(folder.directory, file), 'utf8');
	} catch (error) {
		const reason = texts.run.ownFileUnreadable(file, (error as NodeJS.ErrnoException).code ?? String(error));
		throw new InputError([{path: 'security.auditPolicy', reason, example: './audit-policy.yaml'}]);
	}
	const problems = judgeAuditPolicy(text, file);
	if (problems.length > 0) throw new InputError(problems);
	return {auditPolicy: text};
};
