import type {Outcome} from '../../../state/event.ts';
import {changeCount, outcomes, requestCount} from './counts.ts';

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
	retryHint: 'r tries again, q leaves.',
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
