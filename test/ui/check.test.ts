import test, {type ExecutionContext} from 'ava';
import type {Finding} from '../../source/plan/finding.ts';
import {checkWith, fakeActions} from './fake-actions.ts';
import {stage} from './stage.tsx';
import {until} from './until.ts';

const finding = (host: string, severity: Finding['severity'], what: string): Finding => ({
	host,
	id: what,
	severity,
	what,
	why: `${what} matters`,
	mend: `Mend ${what}.`,
});

const open = (t: ExecutionContext, given: Parameters<typeof fakeActions>[1] = {}) => {
	const calls: string[] = [];
	const screen = stage(
		t,
		fakeActions(call => void calls.push(call), given),
		{startAt: 'check'},
	);
	return {calls, screen};
};

test('failures come first, are told with why and mend, and stop the install; g looks again', async t => {
	let findings = [
		finding('node1', 'prepared', 'swap is on'),
		finding('node2', 'prepared', 'swap is on'),
		finding('node2', 'warning', 'little memory'),
		finding('node3', 'failure', 'port 10250 is taken'),
	];
	const {screen, calls} = open(t, {check: (spec, onEvent, signal) => checkWith(findings)(spec, onEvent, signal)});
	await screen.sees('1 failure has to be mended first');
	await screen.sees(/> FAILS +node3 +port 10250 is taken\n +warning +node2 +little memory\n +install +node1, node2 +swap is on/);
	await screen.sees(/node1 +fine; the install will prepare 1 thing/);
	await screen.sees(/node3 +1 FAILURE/);
	await screen.sees(/node4 +fine/);
	await screen.sees('What mends it: Mend port 10250 is taken.');
	await screen.press('enter', 'Enter: failures have to be mended first');
	await screen.press('down', 'Why it matters: little memory matters.');
	await screen.press('down', 'Mended by itself: Mend swap is on.');
	findings = findings.slice(0, 3);
	await screen.press('g', '1 warning does not stop an install. Enter installs.');
	t.false(calls.includes('install'));
	await screen.press('enter', 'Waiting for the run to begin');
	t.deepEqual(
		calls.filter(call => call !== 'preview'),
		['check', 'check', 'install'],
	);
});

test('a long finding is told whole on its own rows, and g begins at the first again', async t => {
	const what = `the host key is not the one that is known: ${'word '.repeat(18)}END`;
	const findings = [finding('node1', 'failure', what), finding('node2', 'warning', 'little memory')];
	const {screen} = open(t, {check: checkWith(findings)});
	await screen.sees(/word END/);
	await screen.press('down', 'Why it matters: little memory matters.');
	await screen.press('g', /> FAILS +node1/);
	t.pass();
});

test('while it looks it says how far it is, and Enter does nothing yet; Esc ends it', async t => {
	let signal: AbortSignal | undefined;
	const {screen, calls} = open(t, {
		check: async (_, onEvent, given) => {
			signal = given;
			const at = {at: '', run: ''};
			onEvent({...at, type: 'task-started'});
			onEvent({...at, type: 'progress', what: 'etcd.tar.gz', done: 2 ** 20, total: 2 ** 22});
			onEvent({...at, type: 'task-started', host: 'node1'});
			onEvent({...at, type: 'task-started', host: 'node2'});
			onEvent({...at, type: 'task-ended', host: 'node2', outcome: 'failed', reason: 'no answer'});
			return new Promise(() => {});
		},
	});
	await screen.sees('1 of 5 hosts looked at');
	await screen.sees(/node1 +looking \.\.\./);
	await screen.sees(/node2 +NOT REACHED/);
	await screen.sees(/node3 +waiting/);
	await screen.sees(/Binaries +25% of 4 MiB {2}etcd.tar.gz/);
	await screen.press('enter', 'Enter: not everything was looked at yet');
	await screen.press('esc', 'What will exist');
	await until(() => signal?.aborted === true, screen.frame);
	t.false(calls.includes('install'));
});

test('an install that cannot begin says why, and may be tried again', async t => {
	const {screen} = open(t, {failInstall: 'the plan is another one'});
	await screen.sees('Nothing stands in the way');
	await screen.press('enter', 'The run could not be started: the plan is another one');
	await screen.press('g', 'Nothing stands in the way');
	t.pass();
});

test('a check that cannot be done says why', async t => {
	const {screen} = open(t, {check: async () => Promise.reject(new Error('a run goes on'))});
	await screen.sees('The check failed: a run goes on');
	await screen.press('enter', 'Enter: failures have to be mended first');
	t.pass();
});
