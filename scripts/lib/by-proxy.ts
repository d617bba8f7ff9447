import type {Vars} from '../../source/plan/types.ts';
import type {Folder} from '../../source/run/folder.ts';
import {proxyLines} from './proxy-lines.ts';
import type {Shell} from './shell.ts';

/**
 * `$` for a command that calls the package manager, with the way to its source on standard input where there is one, and `take`, which is what the
 * command begins with: nothing is written to who may not read it.
 * @param vars those of `packageProxyVars`
 */
export const byProxy = async ($: Shell, vars: Vars, folder: Pick<Folder, 'pki'>): Promise<{$: Shell; take: string}> => {
	const lines = await proxyLines(vars, folder);
	return lines.trim() === '' ? {$, take: ':'} : {$: $({input: lines}), take: 'take_proxy'};
};
