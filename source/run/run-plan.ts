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

export const makeRun = ({plan, folder, approve, mayRetry, emit}: Options) => {
	let stopped = false;
	let changed = 0;
	let current: Script | undefined;
	let watcher: Script | undefined;
	/** The script of the phase to come, loaded while this one works. */
	let upcoming: {id: string; phase: PreparedPhase} | undefined;
	let retry: (() => void) | undefined;

	const command = (asked: Command): void => {
		if (asked.type === 'approve' || asked.type === 'deny') watcher?.send(asked);
		if (asked.type === 'retry') retry?.();
		if (asked.type === 'stop') {
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

	const runStep = async (
		step: Step,
		only: readonly string[],
	): Promise<{outcome: Outcome; failed: string[]; reason?: string; next?: string}> => {
		const outcomes = new Map<string, Outcome>();
		let trouble: {reason?: string; next?: string} = {};
		const hear = (message: Message) => {
			if (message.type === 'script-failed') {
				trouble = message;
				return;
			}
			if (message.type === 'changed') changed++;
			if (message.type === 'task-ended' && message.host) {
				outcomes.set(message.host, message.outcome);
				if (message.outcome === 'failed')
					trouble = {reason: `${message.host}: ${message.reason ?? ''}`, ...(message.next && {next: message.next})};
			}
			const {at: _at, run: _run, ...body} = message;
			emit(body as Body<Event>);
		};
		const endWatcher = step.hold === 'approve-csrs' ? watchRequests(step) : undefined;
		current = (upcoming?.id === step.id ? upcoming.phase : preparePhase(step.id, folder)).begin(only, hear);
		const after = plan.steps[plan.steps.indexOf(step) + 1];
		if (after?.id !== upcoming?.id) upcoming = after && {id: after.id, phase: preparePhase(after.id, folder)};
		const {exitCode, stderr} = await current.ended;
		current = undefined;
		await endWatcher?.();
		const failed = step.tasks
			.map(({host}) => host)
			.filter(host => only.length === 0 || only.includes(host))
			.filter(host => !['done', 'unchanged'].includes(outcomes.get(host) ?? ''));
		if (exitCode === 0 && failed.length === 0) return {outcome: [...outcomes.values()].includes('done') ? 'done' : 'unchanged', failed};
		if (stopped) return {outcome: 'cancelled', failed};
		return {
			outcome: 'failed',
			failed,
			reason: trouble.reason ?? stderr.trim().split('\n').slice(-5).join('\n'),
			...(trouble.next && {next: trouble.next}),
		};
	};

	const runPhase = async (step: Step): Promise<Result> => {
		let only: string[] = [];
		for (;;) {
			emit({type: 'phase-started', phase: step.id});
			const {failed, ...result} = await runStep(step, only);
			emit({type: 'phase-ended', phase: step.id, outcome: result.outcome, ...(result.reason && {reason: result.reason})});
			if (result.outcome !== 'failed' || stopped || !mayRetry) return result;
			await new Promise<void>(resolve => {
				retry = resolve;
			});
			if (stopped) return {outcome: 'cancelled'};
			only = failed;
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
