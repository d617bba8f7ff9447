import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {ExecutionContext} from 'ava';
import {$ as zx} from 'zx';
import type {Shell} from '../../../scripts/lib/shell.ts';
import {root} from '../../../source/run/root.ts';

/**
 * A folder of this machine that plays the host: its functions, with their memory there instead of in /var/lib.
 * @param more what bash shall know besides
 */
export const makeStraw = async (t: ExecutionContext, more = '') => {
	const directory = await mkdtemp(path.join(tmpdir(), 'kinstall-transfer-'));
	t.teardown(() => rm(directory, {recursive: true, force: true}));
	const prefix = `set -euo pipefail
		source ${path.join(root, 'scripts/host/functions.bash')}
		state=${directory}/state arriving=${directory}/state/arriving
		mkdir -p $state
		${more}
	`;
	return {directory, arriving: path.join(directory, 'state/arriving'), $: zx({prefix, quiet: true, verbose: false}) as Shell};
};
