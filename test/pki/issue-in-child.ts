/** Issues the sample into the folder $1 and kills itself once $3 files that end in $2 have got their names. */
import fs from 'node:fs';
import {syncBuiltinESMExports} from 'node:module';
import {argv, kill, pid} from 'node:process';

const [directory, ending, files] = argv.slice(2) as [string, string, string];
const {renameSync} = fs;
let left = Number(files);
fs.renameSync = (from, to) => {
	renameSync(from, to);
	if (String(to).endsWith(ending) && --left === 0) kill(pid, 'SIGKILL');
};
// Before what imports it is loaded.
syncBuiltinESMExports();
const {issue, sampleSpec} = await import('./sample.ts');
await issue(sampleSpec(), directory);
