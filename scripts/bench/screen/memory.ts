/** The resident set of the program while a run says millions of lines, as fast as they can be written. */
import {feedRun} from './run.ts';
import {openProgram, pause, resident} from './terminal.ts';

export type Memory = {readonly lines: number; readonly seconds: number; readonly samples: readonly number[]};

const portion = 250_000;

export const watchMemory = async (program: readonly string[], lines: number): Promise<Memory> => {
	const run = await feedRun();
	const screen = openProgram([...program, 'attach', '-f', 'cluster.yaml'], run.folder);
	const samples: number[] = [];
	let over = false;
	try {
		await screen.until(text => text.includes('node5'));
		samples.push(await resident(screen.pid));
		const began = performance.now();
		const sample = (async () => {
			while (!over) {
				await pause(200);
				samples.push(await resident(screen.pid));
			}
		})();
		for (let written = 0; written < lines; written += portion) {
			await run.add(portion);
			// The last of these lines belongs to node5, whose pane shows it when all are read.
			const last = `line ${written + portion - 1} `;
			await screen.until(text => text.includes(last), 60);
		}
		over = true;
		await sample;
		return {lines, seconds: (performance.now() - began) / 1000, samples};
	} finally {
		over = true;
		await screen.end();
		await run.end();
	}
};
