// `npm test`: every check and every test, those on real hosts included. Prints what it ran and what it took; ends with `N passed, N failed`.
// Words name the groups to run: `npm test -- unit hosts`. What needs a whole machine is `npm run test:vm`, what needs hours of building `npm run trial:...`.
import {spawn} from 'node:child_process';
import {readdirSync} from 'node:fs';
import {homedir} from 'node:os';
import path from 'node:path';

type Group = {readonly name: string; readonly steps: ReadonlyArray<{readonly command: readonly string[]; readonly counts?: boolean}>};

const elsewhere = ['lab', 'hosts', 'package', 'vm', 'trials'];
const unit = readdirSync('test', {withFileTypes: true})
	.filter(entry => (entry.isDirectory() ? !elsewhere.includes(entry.name) : entry.name.endsWith('.test.ts')))
	.map(entry => (entry.isDirectory() ? `test/${entry.name}/**/*.test.ts` : `test/${entry.name}`));
const ava = (options: readonly string[]) => ({command: ['node_modules/.bin/ava', ...options], counts: true});

// On hosts some of the time is waiting, so two files go at a time; not the one that wants every gap in a cluster's answers short.
const alone = 'test/hosts/workers-only.test.ts';
const onHosts = readdirSync('test/hosts').flatMap(name => (name.endsWith('.test.ts') ? [`test/hosts/${name}`] : []));
const groups: readonly Group[] = [
	{
		name: 'check',
		steps: [
			{command: ['node_modules/.bin/tsc']},
			{command: ['node_modules/@biomejs/cli-linux-x64/biome', 'check', '--diagnostic-level=warn', '.']},
		],
	},
	{
		name: 'prepare',
		steps: [
			// What judges certificates and units is not ours.
			{
				command: [
					'bash',
					'-c',
					'command -v openssl && command -v systemd-analyze || { apt-get update -qq && apt-get install -y -qq --no-install-recommends openssl systemd; }',
				],
			},
			{command: ['bash', 'scripts/lab/lab.sh', 'base', '--install']},
			{command: ['bash', 'scripts/lab/artifacts/make.sh', '', '1.37', '1.20']},
		],
	},
	{name: 'unit', steps: [ava(unit)]},
	{name: 'lab', steps: [ava(['--concurrency=1', 'test/lab/**/*.test.ts'])]},
	{
		name: 'hosts',
		steps: [ava(['--concurrency=2', ...onHosts.filter(file => file !== alone)]), ava([alone])],
	},
	{name: 'package', steps: [ava(['--concurrency=1', 'test/package/**/*.test.ts'])]},
];

// Each test file is a process of its own, which reads half of the source.
const compiled = path.join(process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache'), 'kinstall/node');

const run = (command: readonly string[]): Promise<{code: number; output: string}> =>
	new Promise((resolve, reject) => {
		const [program = '', ...words] = command;
		const child = spawn(program, words, {
			stdio: ['ignore', 'pipe', 'inherit'],
			env: {...process.env, KINSTALL_LAB_INSTALL: 'yes', FORCE_COLOR: '0', NODE_COMPILE_CACHE: compiled},
		});
		let output = '';
		child.stdout.on('data', data => {
			output += data;
			process.stdout.write(data);
		});
		child.on('error', reject);
		child.on('close', code => resolve({code: code ?? 1, output}));
	});

/** What ava says of each test that passed: its last lines count them only when none failed. */
const passes = (output: string): number => output.match(/^\s*✔ /gm)?.length ?? 0;

/** What ava's last lines count as failed. */
const failures = (output: string): number =>
	[...output.matchAll(/^\s*(\d+) (?:tests?|known failures?|hooks?|uncaught exceptions?|unhandled rejections?) failed/gm)].reduce(
		(sum, match) => sum + Number(match[1]),
		0,
	);

const wanted = process.argv.slice(2);
const unknown = wanted.filter(name => !groups.some(group => group.name === name));
if (unknown.length > 0) {
	console.error(`no such group: ${unknown.join(', ')}; there are ${groups.map(({name}) => name).join(', ')}`);
	process.exit(2);
}

let passed = 0;
let failed = 0;
const times: string[] = [];
for (const group of groups.filter(({name}) => wanted.length === 0 || wanted.includes(name))) {
	const started = Date.now();
	for (const {command, counts} of group.steps) {
		console.log(`\n> ${command.join(' ')}`);
		const {code, output} = await run(command);
		const red = counts ? failures(output) : 0;
		passed += counts ? passes(output) : code === 0 ? 1 : 0;
		failed += code !== 0 ? Math.max(1, red) : red;
	}
	times.push(`${group.name.padEnd(8)} ${((Date.now() - started) / 1000).toFixed(0).padStart(5)} s`);
}
console.log(`\n${times.join('\n')}\n\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
