// Makes source/catalog/configs/approver-judge.json of source/approver/: one file of old JavaScript, as Duktape wants it. esbuild puts it together; what makes
// it old is a TypeScript that still could, fetched with npm when there is something to make.
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync} from 'node:fs';
import {readFile, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {homedir} from 'node:os';
import path from 'node:path';
import {bundleJudge, judgeFile} from './build/approver.ts';

const compiler = 'typescript@5.9.3';

/** The compiler's folder, filled when it is asked for first. */
const fetchCompiler = (): string => {
	const folder = path.join(process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache'), 'kinstall', compiler);
	if (!existsSync(path.join(folder, 'node_modules/typescript')))
		execFileSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', compiler], {stdio: 'inherit'});
	return folder;
};

/** As much of its interface as is used here. */
type Compiler = {
	readonly ScriptTarget: {readonly ES5: number};
	readonly transpileModule: (text: string, options: object) => {readonly outputText: string};
};

const modern = await bundleJudge();
const of = createHash('sha256').update(modern).digest('hex');
const before = existsSync(judgeFile) ? (JSON.parse(await readFile(judgeFile, 'utf8')) as {of: string}).of : undefined;

if (before === of) console.log(`${judgeFile} is as it was`);
else {
	const require = createRequire(path.join(fetchCompiler(), 'package.json'));
	const {ScriptTarget, transpileModule} = require('typescript') as Compiler;
	const {outputText} = transpileModule(modern, {compilerOptions: {target: ScriptTarget.ES5, module: 0, removeComments: true}});
	await writeFile(judgeFile, `${JSON.stringify({of, lines: outputText.trimEnd().split('\n')}, undefined, '\t')}\n`);
	console.log(`${judgeFile} is new: ${outputText.length} characters`);
}
