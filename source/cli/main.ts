/** The command line. The version needs nothing else, and is told before anything else is loaded. */
import {readFile} from 'node:fs/promises';

const packageFile = new URL(`${import.meta.url.endsWith('.ts') ? '' : '../'}../../package.json`, import.meta.url);
const {version} = JSON.parse(await readFile(packageFile, 'utf8')) as {version: string};
const [word, ...words] = process.argv.slice(2);

// Whoever reads the output may stop reading, as head does.
process.stdout.on('error', error => process.exit((error as NodeJS.ErrnoException).code === 'EPIPE' ? 0 : 1));

if ((word === '--version' || word === '-V') && words.length === 0) process.stdout.write(`${version}\n`);
else await (await import('./program.ts')).makeProgram(version).parseAsync();
