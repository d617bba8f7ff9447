import type {Context} from './phase.ts';

/** Removes what another kind of the same daemon had on this host, as far as it is ours. */
export const removeOthers = async ({$, vars, changed}: Context): Promise<void> => {
	for (const path of vars.gone as string[]) {
		const {stdout} = await $`! grep -Fxqs -- ${path} $state/placed || { unplace ${path}; echo removed; }`;
		if (stdout.includes('removed')) changed(`${path} removed`);
	}
};
