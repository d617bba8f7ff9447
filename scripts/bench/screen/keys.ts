/** How long a key takes until the screen shows what it did: in a quiet run and under 10,000 lines a second, in turn. */
import {feedRun} from './run.ts';
import {openProgram, pause, processorTime} from './terminal.ts';

export type Keys = {
	/** Milliseconds, one a key. */
	readonly quiet: readonly number[];
	readonly flood: readonly number[];
	/** Share of one core, in each flood. */
	readonly cores: readonly number[];
	readonly quietCores: readonly number[];
};

const perSecond = 10_000;
const chosen = (text: string): string | undefined => />(node\d)/.exec(text)?.[1];

export const timeKeys = async (program: readonly string[], {rounds, keys}: {rounds: number; keys: number}): Promise<Keys> => {
	const run = await feedRun();
	const screen = openProgram([...program, 'attach', '-f', 'cluster.yaml'], run.folder);
	const measured = {quiet: [] as number[], flood: [] as number[], cores: [] as number[], quietCores: [] as number[]};
	try {
		await screen.until(text => chosen(text) !== undefined);
		const press = async (): Promise<number> => {
			const before = chosen(screen.text());
			// Not in step with anything that the program does by the clock.
			await pause(60 + 80 * Math.random());
			const sent = performance.now();
			screen.press('\t');
			return (await screen.until(text => chosen(text) !== before)) - sent;
		};
		const round = async (latencies: number[], cores: number[]) => {
			await pause(500);
			const [began, used] = [performance.now(), await processorTime(screen.pid)];
			for (let count = 0; count < keys; count++) latencies.push(await press());
			cores.push(((await processorTime(screen.pid)) - used) / (performance.now() - began));
		};
		// What is compiled while it runs is compiled.
		run.rate(perSecond);
		await round([], []);
		for (let count = 0; count < rounds; count++) {
			run.rate(0);
			await round(measured.quiet, measured.quietCores);
			run.rate(perSecond);
			await round(measured.flood, measured.cores);
		}
		if (!/line \d{4,} /.test(screen.text())) throw new Error(`there was no flood:\n${screen.text()}`);
	} finally {
		await screen.end();
		await run.end();
	}
	return measured;
};
