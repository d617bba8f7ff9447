/** A run is a process of its own: it writes journal.ndjson and takes commands on a Unix socket; closing the screen does not end it. */
import {createWriteStream} from 'node:fs';
import {rm} from 'node:fs/promises';
import {createServer} from 'node:net';
import {createInterface} from 'node:readline';
import {parseArgs} from 'node:util';
import type {Command, Event} from '../state/event.ts';
import {isReported, makeReport} from '../state/report/make-report.ts';
import {inFolder, lockFolder, unlockFolder, writeWhole} from './folder.ts';
import {leaveReport} from './leave-report.ts';
import {readPlan} from './plan-folder.ts';
import {type Emit, makeRun} from './run-plan.ts';
import {socketFile} from './socket-file.ts';
import {isUnfinished} from './unfinished.ts';

const {values} = parseArgs({
	options: {
		cluster: {type: 'string', default: '.'},
		approve: {type: 'string'},
		retry: {type: 'boolean', default: false},
		id: {type: 'string', default: ''},
	},
});
const folder = inFolder(values.cluster);
const run = values.id;
const socket = socketFile(run);

const other = await lockFolder(folder, {pid: process.pid, since: new Date().toISOString(), command: 'apply', socket});
if (other) {
	process.send?.({type: 'locked', holder: other});
	process.exit(1);
}

const journal = createWriteStream(folder.journal, {flags: 'a', mode: 0o600});
if (await isUnfinished(folder.journal)) journal.write('\n');
journal.on('error', error => {
	process.stderr.write(`${error.message}\n`);
	process.exit(1);
});
const plan = await readPlan(folder.plan);
// Before any host is touched: from here on others may have routes to them.
if (Object.keys(plan.podCidrs).length > 0) await writeWhole(folder.podCidrs, `${JSON.stringify(plan.podCidrs, null, '\t')}\n`);
const reported: Event[] = [];
const emit: Emit = body => {
	const event = {at: new Date().toISOString(), run, ...body} as Event;
	if (isReported(event)) reported.push(event);
	// Before the last word: whoever hears that finds the report, and the folder free.
	if (event.type === 'run-ended') leaveReport(folder.report, makeReport(reported, plan));
	journal.write(`${JSON.stringify(event)}\n`);
};
const {run: start, command} = makeRun({
	plan,
	folder,
	approve: values.approve === 'expected' ? 'expected' : 'ask',
	mayRetry: values.retry,
	emit,
});

await rm(socket, {force: true});
const server = createServer(connection => {
	connection.on('error', () => {});
	createInterface({input: connection}).on('line', line => {
		try {
			command(JSON.parse(line) as Command);
		} catch {
			connection.end('not a command\n');
		}
	});
});
server.listen(socket, () => process.send?.({type: 'listening', socket}));
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => command({type: 'stop'}));
// The terminal may go; the run goes on.
process.on('SIGHUP', () => {});

const {outcome} = await start();
server.close();
await rm(socket, {force: true});
await new Promise(resolve => journal.end(resolve));
await unlockFolder(folder);
process.exit(outcome === 'failed' || outcome === 'cancelled' ? 1 : 0);
