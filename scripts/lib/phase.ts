// What every phase script stands on: its step of the plan, one `$` a host, and events.
import {once} from 'node:events';
import path from 'node:path';
import {parseArgs} from 'node:util';
import type {Plan, Step, Task, Vars} from '../../source/plan/types.ts';
import {type Folder, inFolder} from '../../source/run/folder.ts';
import {readPlan} from '../../source/run/plan-folder.ts';
import type {ClusterSpec, Host} from '../../source/spec/types.ts';
import type {Outcome} from '../../source/state/event.ts';
import {texts} from '../../source/texts/texts.ts';
import {emit, script} from './emit.ts';
import {explain} from './explain.ts';
import {makePut, makePutBinaries, type Put} from './put.ts';
import {type Shell, shellOn} from './shell.ts';
import {ConnectionError, connect} from './ssh.ts';
import {makeSend, type Send, sharesOf} from './transfer/send.ts';
import {type Gate, makeUnit, type UnitFunction} from './unit.ts';

/** What a phase's work gets for one host. */
export type Context = {
	readonly host: Host;
	readonly vars: Vars;
	/** Runs a command on the host, as root. */
	readonly $: Shell;
	/** A `$` on another host, whose commands show in this host's pane. */
	readonly on: (name: string) => Promise<Shell>;
	/** Places this phase's files; nothing is touched that is already right. */
	readonly put: Put;
	readonly putBinaries: () => Promise<void>;
	/** Brings large files to their places, as `distribution` in cluster.yaml has it. */
	readonly send: Send;
	/** Brings the phase's unit to run with its files as they are, and waits for `ready`. The first start is together, a restart one host after the other. */
	readonly unit: UnitFunction;
	/** Says that something on the host is not as it was. */
	readonly changed: (what: string) => void;
	readonly waiting: (what: string) => void;
	readonly folder: Folder;
	readonly plan: Plan;
};

/** A reason and the next thing to do, for the person. */
export class Failure extends Error {
	readonly next: string | undefined;
	constructor(message: string, next?: string) {
		super(message);
		this.next = next;
	}
}

/** The configuration file that ssh shall read instead of the person's own, if any. */
export const sshConfigOf = ({ssh}: Pick<ClusterSpec, 'ssh'>, {directory}: Folder): string | undefined =>
	ssh.config ? path.resolve(directory, ssh.config) : undefined;

/** `--plan DIR/plan --host NAME --host NAME `. */
export const readArguments = () => {
	const {values} = parseArgs({
		options: {plan: {type: 'string', default: 'plan'}, host: {type: 'string', multiple: true}, wait: {type: 'boolean'}},
		strict: false,
	});
	const plan = path.resolve(String(values.plan));
	return {
		plan,
		folder: inFolder(path.dirname(plan)),
		only: values.host as string[] | undefined,
		wait: values['wait'] === true,
	};
};

const runTask = async (
	task: Task,
	step: Step,
	plan: Plan,
	gate: Gate,
	shares: ReturnType<typeof sharesOf>,
	work: (context: Context) => Promise<void>,
): Promise<Outcome> => {
	const {folder} = readArguments();
	const sshConfig = sshConfigOf(plan, folder);
	const host = plan.hosts.find(({name}) => name === task.host)!;
	let changes = 0;
	const changed = (what: string) => {
		changes++;
		emit({type: 'changed', host: host.name, what});
	};
	emit({type: 'task-started', host: host.name});
	try {
		await connect(host, sshConfig);
		const $ = shellOn(host, step.id, {config: sshConfig});
		const on = async (name: string) => {
			const other = plan.hosts.find(candidate => candidate.name === name)!;
			await connect(other, sshConfig);
			return shellOn(other, `${step.id}-for-${host.name}`, {config: sshConfig, shownOn: host.name});
		};
		const send = makeSend({$, host, vars: task.vars, shares});
		const waiting = (what: string) => emit({type: 'waiting', host: host.name, what});
		await work({
			host,
			vars: task.vars,
			$,
			on,
			put: makePut({$, task, folder, changed}),
			putBinaries: makePutBinaries({$, task, folder, changed, send, shares, waiting}),
			send,
			unit: makeUnit({$, task, changed, gate}),
			changed,
			waiting,
			folder,
			plan,
		});
	} catch (error) {
		const {reason, next} =
			error instanceof Failure || error instanceof ConnectionError ? {reason: error.message, next: error.next} : explain(error);
		emit({type: 'task-ended', host: host.name, outcome: 'failed', reason, ...(next && {next})});
		return 'failed';
	}
	const outcome = changes > 0 ? 'done' : 'unchanged';
	emit({type: 'task-ended', host: host.name, outcome});
	return outcome;
};

/** Restarts go one after the other, in the order of asking, and end with the first host that does not come back: what broke it would break the next one. */
const makeGates = (alreadyDown: string | undefined): ((host: string) => Gate) => {
	const looks: Promise<unknown>[] = [];
	let last: Promise<unknown> = Promise.resolve();
	let down = alreadyDown;
	return host => {
		const watched = async <T>(work: () => Promise<T>): Promise<T> => {
			try {
				return await work();
			} catch (error) {
				down ??= host;
				throw error;
			}
		};
		return {
			look: work => {
				const look = watched(work);
				looks.push(look);
				return look;
			},
			turn: work => {
				const next = last.then(async () => {
					// A host that an earlier run left broken shows only now.
					await Promise.allSettled(looks);
					if (down) throw new Failure(...texts.run.notRestarted(down));
					return watched(work);
				});
				last = next.catch(() => {});
				return next;
			},
		};
	};
};

const open: Gate = {look: work => work(), turn: work => work()};

type Begin = {readonly only: readonly string[]; readonly down: readonly string[]};

/** The hosts to work on, when the run says so; none named means all. */
const beginning = async (): Promise<{only?: readonly string[]; down?: string | undefined}> => {
	const [{only, down}] = (await once(process, 'message')) as [Begin];
	return {...(only.length > 0 && {only}), down: down[0]};
};

/** Runs `work` on every host of this script's step at once, and ends the process: 0 when all went well. */
export const phase = async (work: (context: Context) => Promise<void>): Promise<void> => {
	const id = path.basename(process.argv[1]!).replace(/\.[jt]s$/, '');
	script.phase = id;
	const {plan: directory, only: named, wait} = readArguments();
	// Loaded while the phase before still works.
	const {only = named, down} = wait ? await beginning() : {};
	const plan = await readPlan(directory);
	const step = plan.steps.find(candidate => candidate.id === id);
	if (!step) throw new Error(`the plan in ${directory} has no phase ${id}`);
	const tasks = step.tasks.filter(task => !only || only.includes(task.host));
	const gateOf = step.again === 'one-by-one' ? makeGates(down) : () => open;
	const shares = sharesOf(tasks[0]?.vars ?? {}, tasks.length);
	const outcomes = await Promise.all(tasks.map(task => runTask(task, step, plan, gateOf(task.host), shares, work)));
	process.exitCode = outcomes.includes('failed') ? 1 : 0;
	if (process.send) process.disconnect();
};
