/** The run's own process and real scripts, over hosts that are reached or not as the test wants it. */
import {readFileSync} from 'node:fs';
import test from 'ava';
import {holderOf} from '../../source/run/folder.ts';
import {startRun} from '../../source/run/start-run.ts';
import type {Event} from '../../source/state/event.ts';
import {reduce} from '../../source/state/reduce.ts';
import {failuresOf, initialState} from '../../source/state/state.ts';
import {until} from '../ui/until.ts';
import {hostsOfStraw} from './hosts-of-straw.ts';

const hosts = ['node1', 'node2', 'node3'];

test.serial('a retry of one host leaves the others as they are, and the phase goes on when the last one is done', async t => {
	const straw = await hostsOfStraw(t, hosts, ['15-certificates']);
	process.env['PATH'] = `${straw.bin}:${process.env['PATH']}`;
	await straw.breakHost('node2');
	await straw.breakHost('node3');
	const run = await startRun(straw.folder, {approve: 'ask', mayRetry: true});
	let state = initialState;
	const events: Event[] = [];
	run.subscribe(event => {
		events.push(event);
		state = reduce(state, event);
	});
	const statuses = () => hosts.map(host => state.phases[0]?.hosts[host]?.status).join(' ');
	const ends = () => events.filter(({type}) => type === 'phase-ended').length;
	const endsAre = (count: number) =>
		until(
			() => ends() === count,
			() => JSON.stringify(events, undefined, 1),
		);
	await endsAre(1);
	t.is(statuses(), 'unchanged failed failed');
	t.is(state.phases[0]?.status, 'failed');

	// Still broken: only node2 is tried, and node3 keeps its failure meanwhile.
	run.send({type: 'retry', hosts: ['node2']});
	await endsAre(2);
	t.deepEqual(
		events.filter(({type}) => type === 'phase-started').map(event => 'hosts' in event && event.hosts),
		[false, ['node2']],
	);
	t.is(statuses(), 'unchanged failed failed');

	await straw.mendHost('node2');
	run.send({type: 'retry', hosts: ['node2', 'node1', 'nobody']});
	await endsAre(3);
	t.is(statuses(), 'unchanged unchanged failed');
	t.is(state.phases[0]?.status, 'failed');
	t.deepEqual(
		failuresOf(state).map(({host}) => host),
		['node3'],
	);
	t.regex(state.phases[0]?.reason ?? '', /^node3: /);

	// One that has not failed is not run again.
	run.send({type: 'retry', hosts: ['node1']});
	await straw.mendHost('node3');
	run.send({type: 'retry'});
	t.is(await run.done, 'unchanged');
	t.is(ends(), 4);
	t.is(statuses(), 'unchanged unchanged unchanged');
	t.deepEqual(failuresOf(state), []);
	t.is(events.filter(event => event.type === 'task-started' && event.host === 'node1').length, 1);
});

test.serial('a run that is killed is told as killed to whoever follows it', async t => {
	const straw = await hostsOfStraw(t, hosts, ['15-certificates']);
	process.env['PATH'] = `${straw.bin}:${process.env['PATH']}`;
	await straw.breakHost('node1');
	const run = await startRun(straw.folder, {approve: 'ask', mayRetry: true});
	let last: Event | undefined;
	run.subscribe(event => {
		last = event;
	});
	await until(
		() => readFileSync(straw.folder.journal, 'utf8').includes('phase-ended'),
		() => readFileSync(straw.folder.journal, 'utf8'),
	);
	process.kill((await holderOf(straw.folder))!.pid, 'SIGKILL');
	t.is(await run.done, 'failed');
	t.like(last, {
		type: 'run-ended',
		outcome: 'failed',
		reason: 'its process is gone, and said no last word: it was killed, or the machine was switched off',
	});
});
