/** `kinstall replay`: a recorded run on the screens, or as the lines it printed. */
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {listRuns, readRun} from '../run/read-journal.ts';
import {makeTimeline, type Timeline} from '../state/timeline.ts';
import {texts} from '../texts/texts.ts';
import type {Actions} from '../ui/actions.ts';
import {runScreen} from '../ui/run-screen.tsx';
import {exitCodes} from './exit-codes.ts';
import {hasScreens} from './has-screens.ts';
import {playRun} from './playback.ts';
import {makePrinter, type Printer} from './print.ts';
import {reportError} from './report-error.ts';

export type ReplayOptions = {
	/** How many times as fast as it was: 1 on the screens, at once as lines, when absent. */
	readonly speed?: number;
	/** The beginning of a run's id; the journal's last run when absent. */
	readonly run?: string;
	/** Begin that many seconds after the start of the run, and pause there. */
	readonly at?: number;
	/** Say which runs there are instead. */
	readonly list?: boolean;
	readonly json?: boolean;
	readonly verbose?: boolean;
};

/** A recording has no folder that could be worked in: the screens get what they show, and nothing to act with. */
const recordedActions = (directory: string): Actions => {
	const below = path.relative('', directory) || '.';
	const shown = below.startsWith('..') ? path.resolve(directory) : below;
	const refuse = () => Promise.reject(new Error(texts.replay.isRecording));
	return {
		directory: shown,
		file: '',
		kubeconfig: path.join(shown, 'admin.kubeconfig'),
		kubernetes: '',
		loadText: async () => undefined,
		save: async () => {},
		parse: () => ({problems: []}),
		readText: refuse,
		probe: refuse,
		preview: refuse,
		check: refuse,
		compare: refuse,
		install: refuse,
		openShell: refuse,
	};
};

const printRun = async ({events, played}: Timeline, printer: Printer, speed: number | undefined): Promise<void> => {
	const started = performance.now();
	for (const [index, event] of events.entries()) {
		const wait = speed === undefined ? 0 : played[index]! / speed - (performance.now() - started);
		if (wait > 1) await sleep(wait);
		printer.event(event);
		// Whoever reads slowly, as a pager does, must not fill our memory.
		if (process.stdout.writableNeedDrain) await new Promise(resolve => process.stdout.once('drain', resolve));
	}
};

/**
 * Shows a recorded run; gives the exit code: 0 shown, 2 when there is none, 130 interrupted.
 * @param place a journal, or the folder of a cluster
 */
export const replay = async (place: string, options: ReplayOptions = {}): Promise<number> => {
	const {speed, run: wanted, at, list = false, json = false, verbose = false} = options;
	const printer = makePrinter({json, verbose});
	try {
		if (list) {
			const {runs} = await listRuns(place);
			for (const run of runs) printer.line(texts.replay.run(run.id, run.started, run.cluster, run.events, run.outcome), run);
			return exitCodes.done;
		}
		const {file, events} = await readRun(place, wanted);
		const timeline = makeTimeline(events);
		if (!json && hasScreens()) {
			const run = playRun(timeline, {speed: speed ?? 1, ...(at !== undefined && {at})});
			return await runScreen(recordedActions(path.dirname(file)), {run, startAt: 'install'});
		}
		await printRun(timeline, printer, speed);
		return exitCodes.done;
	} catch (error) {
		return reportError(printer, error);
	}
};
