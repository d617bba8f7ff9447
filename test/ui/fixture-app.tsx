/**
 * The real screens on a real terminal, over actions that are fed with events. Environment: CALLS, the file to which every
 * call is appended; EVENTS, `requests`, `many`, `failed`, `flood` or absent; CHECK, what the check finds; START, the first screen, `start`, or `empty` for a folder without a cluster, where a new one begins; THROW, what breaks at the
 * first resize: `render`, `rejection` or `timer`.
 */
import {spawn} from 'node:child_process';
import {appendFileSync} from 'node:fs';
import type {Event} from '../../source/state/event.ts';
import type {ScreenName} from '../../source/ui/components/header.tsx';
import {runScreen, runStart} from '../../source/ui/run-screen.tsx';
import type {StartActions} from '../../source/ui/start-actions.ts';
import {aStatus} from './a-status.ts';
import {clusterText, type FakeRun, fakeActions, fakeRun, fakeStatusWatch} from './fake-actions.ts';
import {checks} from './fixture-checks.ts';
import {failed, finished, manyRequests, untilRequests} from './run-events.ts';

const {CALLS, CHECK, EVENTS, START, THROW} = process.env;
const note = (call: string) => {
	if (CALLS !== undefined) appendFileSync(CALLS, `${JSON.stringify(call)}\n`);
	decide(call);
};
const events: Readonly<Record<string, readonly Event[]>> = {requests: untilRequests, failed, flood: untilRequests, many: manyRequests};
const run: FakeRun = fakeRun(note, events[EVENTS ?? 'requests']);

/** As a real run does, it tells what was decided, and comes to its end when nothing is pending. */
let open = 5;
function decide(call: string) {
	const [what, ...names] = call.split(' ');
	if (what !== 'approve' && what !== 'deny') return;
	for (const request of names) {
		run.push({
			at: new Date().toISOString(),
			run: 'r1',
			type: 'decided',
			request,
			decision: what === 'deny' ? 'denied' : 'approved',
			by: 'person',
		});
	}
	open -= names.length;
	if (open === 0) for (const event of finished) run.push(event);
}

if (EVENTS === 'flood') {
	let line = 0;
	setInterval(() => {
		for (let index = 0; index < 100; index++) {
			const text = `${line++} ${'flood '.repeat(30)}`;
			run.push({at: '', run: 'r1', host: `node${1 + (line % 2)}`, type: 'output', id: 'f', stream: 'stdout', text});
		}
	}, 10);
}

const breakings: Readonly<Record<string, () => void>> = {
	render() {
		const title = {
			toString() {
				throw new Error('the sky fell');
			},
		} as unknown as string;
		const phases = [{id: 'x', title, hosts: ['node1']}];
		run.push({at: '', run: 'r1', type: 'run-started', cluster: 'demo', digest: 'e', pid: 1, phases} as Event);
	},
	rejection: () => void Promise.reject(new Error('nobody caught it')),
	timer() {
		setTimeout(() => {
			throw new Error('thrown by a timer');
		});
	},
};
const breaking = breakings[THROW ?? ''];
if (breaking) process.stdout.once('resize', breaking);

const check = checks[CHECK ?? ''];
const startAt = (START ?? 'nodes') as ScreenName;
const given = startAt === 'install' || startAt === 'requests' ? {run} : {};
const files = {'./inventory.ini': '[kube_control_plane]\ncp1 ansible_host=10.0.0.31\n[workers]\nw[1:2] ansible_host=10.0.0.32\n'};
// A cluster that is looked at every 50 ms, and each look sees etcd in another term.
const status = fakeStatusWatch(note, look => {
	const etcd = aStatus().etcd!;
	return {status: aStatus({etcd: {...etcd, members: etcd.members.map(one => ({...one, own: {...one.own!, term: look}}))}})};
});
if (START === 'cluster') setInterval(status.tell, 50);
const watching = START === 'cluster' ? {watchStatus: status.watchStatus, watchRequests: () => ({...run, watches: true as const})} : {};
const fake = fakeActions(note, {
	run,
	files,
	...(check && {check}),
	...watching,
	...(EVENTS === 'requests' ? {} : {unpinned: ['etcd v3.4.13']}),
});
const openShell = (host: string) =>
	new Promise<void>(resolve => {
		note(`shell ${host}`);
		process.stdout.write(`a shell for ${host}\n`);
		spawn('bash', ['--norc', '-i'], {stdio: 'inherit', env: {...process.env, PS1: 'shell> '}}).once('exit', () => resolve());
	});
const actions = {...fake, openShell};
const startActions: StartActions = {
	directory: '/clusters/demo',
	recent: ['~/clusters/prod'],
	async check(kind, place) {
		note(`check ${kind} ${place}`);
		if (place.includes('none')) throw new Error(`There is no ${place}.`);
	},
};
const begin = async () => {
	if (START !== 'start' && START !== 'empty') return runScreen(actions, {initialText: clusterText, startAt, ...given});
	const chosen = await runStart(Promise.resolve(startActions));
	note(`chosen ${JSON.stringify(chosen)}`);
	return START === 'empty' && typeof chosen === 'object' ? runScreen({...actions, loadText: async () => undefined}) : chosen;
};
const code = await begin().catch((error: unknown) => {
	console.error(String(error));
	return 1;
});
process.exit(typeof code === 'number' ? code : 0);
