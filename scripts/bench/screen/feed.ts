// Writes a run's journal as a run does, in a process of its own: `feed.ts JOURNAL RUN`. Told over IPC `{rate}` (lines a second, 0 for
// none) or `{count}` (that many as fast as it can); answers `{count}` when they are written.
import {appendFileSync, openSync, writeSync} from 'node:fs';

const [journal = '', run = ''] = process.argv.slice(2);
const file = openSync(journal, 'a');
const hosts = ['node1', 'node2', 'node3', 'node4', 'node5'];
const words = 'Unpacking the archive into place: usr/local/bin/kube-apiserver checked and written, 12 ms';
let line = 0;

const lineOf = (number: number): string =>
	`${JSON.stringify({
		at: '2026-01-01T00:00:00.000Z',
		run,
		phase: '10-binaries',
		host: hosts[number % 5],
		type: 'output',
		id: 'c1',
		stream: number % 10 < 5 ? 'stdout' : 'stderr',
		text: `line ${number} ${words}`,
	})}\n`;

const write = (count: number): void => {
	let text = '';
	for (let index = 0; index < count; index++) text += lineOf(line++);
	writeSync(file, text);
};

let rate = 0;
let [began, sent] = [0, 0];
setInterval(() => {
	const due = Math.floor((rate * (performance.now() - began)) / 1000) - sent;
	if (due <= 0) return;
	write(due);
	sent += due;
}, 10);

process.on('message', (message: {rate?: number; count?: number}) => {
	if (message.rate !== undefined) [rate, began, sent] = [message.rate, performance.now(), 0];
	if (message.count === undefined) return;
	for (let left = message.count; left > 0; left -= 10_000) write(Math.min(left, 10_000));
	process.send?.({count: message.count});
});
process.on('disconnect', () => process.exit());

const phases = ['05-prepare', '10-binaries', '15-certificates', '20-etcd'].map(id => ({id, title: id, hosts}));
const begin = [
	{type: 'run-started', cluster: 'bench', digest: 'e'.repeat(64), pid: process.pid, phases},
	{type: 'phase-started', phase: '10-binaries'},
	...hosts.map(host => ({type: 'task-started', phase: '10-binaries', host})),
];
for (const event of begin) appendFileSync(journal, `${JSON.stringify({at: new Date().toISOString(), run, ...event})}\n`);
process.send?.('ready');
