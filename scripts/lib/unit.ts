import type {Task} from '../../source/plan/types.ts';
import type {Shell} from './shell.ts';

/** @param ready a command of the host that succeeds when the daemon does its work */
export type UnitFunction = (ready?: string) => Promise<void>;

type Tools = {
	readonly $: Shell;
	readonly task: Task;
	readonly changed: (what: string) => void;
	/** Waits until no other host of the phase restarts. */
	readonly turn: <T>(work: () => Promise<T>) => Promise<T>;
};

export const makeUnit = ({$, task, changed, turn}: Tools): UnitFunction => {
	const note = (stdout: string) => {
		for (const line of stdout.split('\n')) if (line.startsWith('changed ')) changed(line.slice('changed '.length));
	};
	return async (ready = 'true') => {
		const {unit, digest} = task.vars;
		const first = await $`unit ${unit} ${digest} ${ready}`;
		note(first.stdout);
		if (!first.stdout.includes('unit stale')) return;
		const again = await turn(() => $`unit ${unit} ${digest} ${ready} restart`);
		note(again.stdout);
	};
};
