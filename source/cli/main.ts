/** The command line. The version needs nothing else, and is told before anything else is loaded. */
import {readFile} from 'node:fs/promises';

const packageFile = new URL(`${import.meta.url.endsWith('.ts') ? '' : '../'}../../package.json`, import.meta.url);
const {version} = JSON.parse(await readFile(packageFile, 'utf8')) as {version: string};
const [word, ...words] = process.argv.slice(2);

// Whoever reads the output may stop reading, as head does. A terminal that goes is told by a signal.
process.stdout.on('error', ({code}: NodeJS.ErrnoException) => process.stdout.isTTY || process.exit(code === 'EPIPE' ? 0 : 1));

/** What nobody expected: one line, on the screen that the person has by then again. */
const broke = async (error: unknown): Promise<never> => {
	const [{reportError}, {makePrinter}] = await Promise.all([import('./report-error.ts'), import('./print.ts')]);
	process.exit(reportError(makePrinter({json: false}), error));
};

if ((word === '--version' || word === '-V') && words.length === 0) process.stdout.write(`${version}\n`);
else await (await import('./program.ts')).makeProgram(version).parseAsync().catch(broke);
