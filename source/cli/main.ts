/** The command line. */
import {readFile} from 'node:fs/promises';

const packageFile = new URL(`${import.meta.url.endsWith('.ts') ? '' : '../'}../../package.json`, import.meta.url);
const {version} = JSON.parse(await readFile(packageFile, 'utf8')) as {version: string};

// Whoever reads the output may stop reading, as head does. A terminal that goes is told by a signal.
process.stdout.on('error', ({code}: NodeJS.ErrnoException) => process.stdout.isTTY || process.exit(code === 'EPIPE' ? 0 : 1));

/** What nobody expected: one line, on the screen that the person has by then again. */
const broke = async (error: unknown): Promise<never> => {
	const [{reportError}, {makePrinter}] = await Promise.all([import('./report-error.ts'), import('./print.ts')]);
	process.exit(reportError(makePrinter({json: false}), error));
};

const start = async (): Promise<unknown> => {
	// The wizard is what most people want: without words there is nothing to be read.
	if (process.argv.length > 2) return (await import('./program.ts')).makeProgram(version).parseAsync();
	process.exitCode = await (await import('./wizard.ts')).wizard('cluster.yaml');
};
await start().catch(broke);
