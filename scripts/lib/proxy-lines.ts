import {readSecret} from '../../source/pki/read-secret.ts';
import type {Vars} from '../../source/plan/types.ts';
import type {Folder} from '../../source/run/folder.ts';

/** Lines `NAME=VALUE` of the way out that a task's values name, for a function of the host; those of the secret count more. */
export const proxyLines = async (vars: Vars, {pki}: Pick<Folder, 'pki'>): Promise<string> => {
	const secret = typeof vars.secret === 'string' ? await readSecret(pki, vars.secret) : '';
	const lines = [...((vars.httpProxy ?? []) as readonly string[]), ...secret.split('\n').filter(line => !line.startsWith('#'))];
	return `${lines.join('\n')}\n`;
};

/** Of such lines, what a host's `choose_way` goes by: `variable NAME=VALUE`. Which addresses are asked directly is decided for each already. */
export const variables = (lines: string): string[] =>
	lines
		.split('\n')
		.filter(line => /^https?_proxy=/i.test(line))
		.map(line => `variable ${line.replace(/^\w+/, name => name.toLowerCase())}`);
