/** Runs a plan's phases in order, each as its script; holds for approvals, stops at the first failed phase, and retries it when asked. */
import type {Plan, Step} from '../plan/types.ts';
import type {Command, Event, Outcome} from '../state/event.ts';
import {texts} from '../texts/texts.ts';
import type {Folder} from './folder.ts';
import {type PreparedPhase, preparePhase} from './phase-script.ts';
import {type Message, type Script, startScript} from './start-script.ts';

type Body<E> = E extends unknown ? Omit<E, 'at' | 'run'> : never;
export type Emit = (body: Body<Event>) => void;

export type Options = {
	readonly plan: Plan;
	readonly folder: Folder;
	/** `expected` approves what the verdict expects; `ask` leaves it to a person. */
	readonly approve: 'expected' | 'ask';
	/** Whether a failed phase waits for `retry`. */
	readonly mayRetry: boolean;
	readonly emit: Emit;
};

type Result = {readonly outcome: Outcome; readonly reason?: string; readonly next?: string};

const isGood = (outcome: Outcome | undefined): boolean => outcome === 'done' || outcome === 'unchanged';
const next = ({next}: {next?: string}): {next?: string} => (next ? {next} : {});

export const makeRun = ({plan, folder, approve, mayRetry, emit}: Options) => {
	let stopped = false;
	let changed = 0;
	let current: Script | undefined;
	let watcher: Script | undefined;
	/** The script of the phase to come, loaded while this one works. */
	let upcoming: {id: string; phase: PreparedPhase} | undefined;
	/** Set while a failed phase waits. */
	let retry: ((hosts?: readonly string[]) => void) | undefined;
	/** Hosts whose retry was asked for while their phase still works on others. */
	let asked: readonly string[] = [];

	const tryAgain = (hosts?: readonly string[]): void => {
		if (retry) retry(hosts);
		else asked = [...asked, ...(hosts ?? [])];
	};

	const command = (given: Command): void => {
		if (given.type === 'approve' || given.type === 'deny') watcher?.send(given);
		if (given.type === 'retry') tryAgain(given.hosts);
		if (given.type === 'stop') {
			stopped = true;
			current?.kill();
			retry?.();
		}
	};

	/** Watches, and as told approves, requests until the function it returns is called. A watcher that dies is followed by another: the phase waits for it. */
	const watchRequests = (step: Step): (() => Promise<void>) => {
		let over = false;
		let timer: NodeJS.Timeout | undefined;
		const begin = () => {
			watcher = startScript('csr', ['--cluster', folder.spec, '--watch', '--approve', approve], message => {
				if (message.type === 'script-failed') return;
				const {at: _at, run: _run, ...body} = message;
				emit({...(body as Body<Event>), phase: step.id});
			});
			void watcher.ended.then(() => {
				if (!over) timer = setTimeout(begin, 1000);
			});
		};
		begin();
		return async () => {
			over = true;
			clearTimeout(timer);
			watcher?.send({type: 'end'});
			await watcher?.ended;
			watcher = undefined;
		};
	};

	/** Runs the step's script on the hosts in `only`, or on all, while others are `down`. Gives how each host ended that did, and what the script as a whole said. */
	const runScript = async (step: Step, only: readonly string[], down: readonly string[]) => {
		const ends = new Map<string, Result>();
		let trouble: {reason?: string; next?: string} = {};
		const hear = (message: Message) => {
			if (message.type === 'script-failed') {
				trouble = message;
				return;
			}
			if (message.type === 'changed') changed++;
			if (message.type === 'task-ended' && message.host) ends.set(message.host, message);
			const {at: _at, run: _run, ...body} = message;
			emit(body as Body<Event>);
		};
		const endWatcher = step.hold === 'approve-csrs' ? watchRequests(step) : undefined;
		current = (upcoming?.id === step.id ? upcoming.phase : preparePhase(step.id, folder)).begin({only, down}, hear);
		const after = plan.steps[plan.steps.indexOf(step) + 1];
		if (after?.id !== upcoming?.id) upcoming = after && {id: after.id, phase: preparePhase(after.id, folder)};
		const {exitCode, stderr} = await current.ended;
		current = undefined;
		await endWatcher?.();
		const whole: Result = {outcome: 'failed', reason: trouble.reason ?? stderr.trim().split('\n').slice(-5).join('\n'), ...next(trouble)};
		return {ends, exitCode, whole};
	};

	const runPhase = async (step: Step): Promise<Result> => {
		const hosts = step.tasks.map(({host}) => host);
		const ends = new Map<string, Result>();
		let only: readonly string[] = [];
		for (;;) {
			const worked = only.length > 0 ? only : hosts;
			for (const host of worked) ends.delete(host);
			asked = [];
			emit({type: 'phase-started', phase: step.id, ...(only.length > 0 && {hosts: only})});
			const down = hosts.filter(host => !worked.includes(host) && !isGood(ends.get(host)?.outcome));
			const script = await runScript(step, only, down);
			for (const [host, end] of script.ends) ends.set(host, end);
			// A host of which nothing was heard failed with the script.
			const failed = hosts.filter(host => !isGood(ends.get(host)?.outcome));
			const result = resultOf(failed, ends, script);
			emit({type: 'phase-ended', phase: step.id, outcome: result.outcome, ...(result.reason && {reason: result.reason})});
			if (result.outcome !== 'failed' || !mayRetry) return result;
			only = await hostsToRetry(failed.length > 0 ? failed : hosts);
			if (stopped) return {outcome: 'cancelled'};
		}
	};

	const resultOf = (failed: readonly string[], ends: ReadonlyMap<string, Result>, script: {exitCode: number; whole: Result}): Result => {
		if (failed.length === 0 && script.exitCode === 0)
			return {outcome: [...ends.values()].some(({outcome}) => outcome === 'done') ? 'done' : 'unchanged'};
		if (stopped) return {outcome: 'cancelled'};
		const told = failed.filter(host => ends.has(host)).at(-1);
		const {reason = '', ...end} = (told !== undefined && ends.get(told)) || {};
		return told === undefined ? script.whole : {outcome: 'failed', reason: `${told}: ${reason}`, ...next(end)};
	};

	/** Waits until a retry is asked for, unless one was while the phase still worked on other hosts. */
	const hostsToRetry = async (failed: readonly string[]): Promise<readonly string[]> => {
		for (;;) {
			const wanted = failed.filter(host => asked.includes(host));
			if (stopped || wanted.length > 0) return wanted;
			const hosts = await new Promise<readonly string[] | undefined>(resolve => {
				retry = resolve;
			});
			retry = undefined;
			asked = hosts ?? failed;
		}
	};

	const run = async (): Promise<Result> => {
		const phases = plan.steps.map(({id, title, tasks}) => ({id, title, hosts: tasks.map(({host}) => host)}));
		emit({type: 'run-started', cluster: plan.cluster, digest: plan.digest, pid: process.pid, phases});
		let result: Result = {outcome: 'unchanged'};
		for (const step of plan.steps) {
			result = stopped ? {outcome: 'cancelled', reason: texts.run.stopped} : await runPhase(step);
			if (result.outcome === 'failed' || result.outcome === 'cancelled') break;
		}
		upcoming?.phase.kill();
		if (result.outcome !== 'failed' && result.outcome !== 'cancelled') {
			await startScript('status', ['--cluster', folder.spec], message => {
				if (message.type === 'status') emit({type: 'status', status: message.status});
			}).ended;
			result = {outcome: changed > 0 ? 'done' : 'unchanged'};
		}
		emit({type: 'run-ended', changed, ...result});
		return result;
	};

	return {run, command};
};
