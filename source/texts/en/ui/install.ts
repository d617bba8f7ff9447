import type {Outcome} from '../../../state/event.ts';
import {changeCount, hostCount, outcomes, requestCount} from './counts.ts';

const standings = {...outcomes, unchanged: 'unchanged', pending: 'waiting', running: 'working', none: 'not in this phase'};

export const install = {
	title: (cluster: string, digest: string) => `Installing ${cluster} (plan ${digest.slice(0, 12)})`,
	waitingForRun: 'Waiting for the run to begin ...',
	thisMachine: 'this machine',
	phases: 'PHASES',
	seconds: (seconds: number) => (seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} m ${seconds % 60} s`),
	waiting: (what: string) => `waiting for ${what}`,
	pendingRequests: (count: number) => `${requestCount(count)} wait${count === 1 ? 's' : ''} for you: press c`,
	failure: (host: string | undefined, phase: string, reason: string) => `${host === undefined ? '' : `${host}: `}${phase}: ${reason}`,
	next: (next: string) => `Next: ${next}`,
	between: ' · ',
	phaseOf: (phase: number, phases: number, title: string) => `Phase ${phase} of ${phases}: ${title}`,
	waitsForYou: 'the run waits for you',
	failedOf: (failed: number, hosts: number) => `failed on ${failed} of ${hosts}`,
	workingOf: (working: number, hosts: number) => `working on ${working} of ${hosts}`,
	total: (time: string, changed: number) => `${time} in all, ${changeCount(changed)}`,
	hostCount,
	standing: (standing: Outcome | 'pending' | 'running' | 'none', count: number) => `${count} ${standings[standing]}`,
	restOfHosts: (count: number, standings: string) => `${count === 1 ? '1 more host' : `${count} more hosts`}: ${standings}`,
	failureKeys: (host: string | undefined, failures: number) =>
		`e tells all of it, ${host === undefined ? 'r tries again' : `r tries ${host} again${failures > 1 ? `, R all ${failures}` : ''}, s opens a shell there`}.`,
	endedFailed: (time: string) => `The run ended after ${time}. The same command goes on from there; q leaves.`,
	retrying: (hosts: string, waits: boolean) =>
		`${hosts === '' ? 'The failed step' : hosts} is tried again${waits ? ' as soon as the phase has ended on the other hosts' : ''}`,
	retryEnded: 'the run has ended; the same command goes on from there',
	notFailed: (host: string) => `nothing has failed on ${host}`,
	noShellHere: 'choose a host first',
	shellFailed: (host: string, reason: string) => `The shell on ${host}: ${reason}`,
	nothingToLeave: 'the run has ended; q leaves',
	goesOn: (file: string) => `The run goes on. To see it again: kinstall attach -f ${file}`,
	searchIn: (host: string) => `Search in ${host}:`,
	filters: {commands: 'commands only', errors: 'errors only', found: 'found lines only'},
	found: (query: string, at: number, count: number) =>
		count === 0 ? `no line has "${query}"` : `"${query}" ${at === 0 ? '' : `${at} of `}${count}`,
	story: {
		title: (host: string | undefined, phase: string) => (host === undefined ? `${phase} failed` : `${phase} failed on ${host}`),
		cause: 'Why',
		unknown: 'nothing was said',
		next: 'What to do',
		where: 'Where',
		place: (host: string | undefined, phase: string) => (host === undefined ? `phase ${phase}` : `host ${host}, phase ${phase}`),
		command: 'The command',
		noCommand: 'none was run on the host',
		output: 'What it printed',
		journal: (unit: string) => `Journal of ${unit}`,
	},
	ended: (outcome: Outcome, seconds: string, changed: number) =>
		`The run has ended after ${seconds}: ${outcomes[outcome]}, ${changeCount(changed)}. Enter shows the cluster.`,
	stopped: (seconds: string) => `The run was stopped after ${seconds}.`,
	runFailed: (reason: string) => `The run failed${reason === '' ? '' : `: ${reason}`}`,
	following: 'following',
	held: (below: number) => `${below} newer lines below`,
	nothingFailed: 'nothing has failed',
	noRequests: 'no request is pending',
	notEnded: 'the run goes on',
	askLeave: 'The run goes on. Leave it running (d), or stop it (s)?',
	noOutput: '(nothing yet)',
	commandFailed: (what: string, reason: string) => `${what} could not be sent: ${reason}`,
};
