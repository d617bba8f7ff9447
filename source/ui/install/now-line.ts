import {phaseTitle} from '../../state/phase-title.ts';
import type {State} from '../../state/state.ts';
import {texts} from '../../texts/texts.ts';
import {secondsBetween} from '../elapsed.ts';
import {presentPhase} from './standing.ts';

const say = texts.ui.install;

/** What happens now, in one line: which phase of how many, how it stands, how long all of it takes so far. */
export function nowLine(state: State, now: number): string {
	const {run, phases, changed} = state;
	const phase = presentPhase(phases);
	if (!run || !phase) return '';
	const tasks = Object.values(phase.hosts);
	const failed = tasks.filter(({status}) => status === 'failed').length;
	const working = tasks.filter(({status}) => status === 'running').length;
	const place = say.phaseOf(phases.indexOf(phase) + 1, phases.length, phaseTitle(phase));
	const stands = [
		...(run.outcome === undefined && phase.status === 'failed' ? [say.waitsForYou] : []),
		...(failed > 0 ? [say.failedOf(failed, tasks.length)] : []),
		...(working > 0 ? [say.workingOf(working, tasks.length)] : []),
	];
	const total = say.total(say.seconds(secondsBetween(run.started, run.ended ?? now)), changed.length);
	return [place, ...stands, total].join(say.between);
}
