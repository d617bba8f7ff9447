import type {Task} from '../../source/plan/types.ts';
import type {Shell} from './shell.ts';
import {told} from './told.ts';

/** @param ready a command of the host that succeeds when the daemon does its work */
export type UnitFunction = (ready?: string) => Promise<void>;

type Tools = {
	readonly $: Shell;
	readonly task: Task;
	readonly changed: (what: string) => void;
	readonly gate: Gate;
};

type Pass = <T>(work: () => Promise<T>) => Promise<T>;

/** What keeps the hosts of a phase from being down at the same time. */
export type Gate = {
	/** At once: a look at a unit, or its start. No restart begins before it ended. */
	readonly look: Pass;
	/** When no other host restarts; not at all when one did not come back. */
	readonly turn: Pass;
};

export const makeUnit = ({$, task, changed, gate}: Tools): UnitFunction => {
	const note = (stdout: string) => {
		for (const what of told(stdout, 'changed')) changed(what);
	};
	return async (ready = 'true') => {
		const unit = String(task.vars['unit']);
		const reads = task.vars['reads'] as string[];
		const first = await gate.look(() => $`unit ${unit} ${ready} start ${reads}`);
		note(first.stdout);
		if (!first.stdout.includes('unit stale')) return;
		const again = await gate.turn(() => $`unit ${unit} ${ready} restart ${reads}`);
		note(again.stdout);
	};
};
