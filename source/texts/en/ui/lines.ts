import type {Outcome} from '../../../state/event.ts';
import {changeCount, outcomes, requestCount} from './counts.ts';

export const lines = {
	runStarted: (cluster: string, digest: string, phases: number) => `install ${cluster}: ${phases} phases, plan ${digest.slice(0, 12)}`,
	runEnded: (outcome: Outcome, changed: number) =>
		outcome === 'failed'
			? `the run failed (${changeCount(changed)} so far)`
			: `the run has ended: ${outcomes[outcome]}, ${changeCount(changed)}`,
	phaseStarted: 'phase begins',
	phaseEnded: (outcome: Outcome) => `phase ended: ${outcomes[outcome]}`,
	taskEnded: (outcome: Outcome) => outcomes[outcome],
	exit: (code: number) => `exit ${code}`,
	changed: (what: string) => `changed: ${what}`,
	waiting: (what: string) => `waiting for ${what}`,
	progressDone: (what: string) => `${what}: complete`,
	requests: (count: number) => `${requestCount(count)} pending:`,
	request: (name: string, requestor: string, signer: string, expected: boolean, why: string) =>
		`${name} from ${requestor} (${signer}): ${expected ? 'expected' : 'NOT EXPECTED'}: ${why}`,
	decided: (request: string, decision: string, by: string) => `${request} was ${decision} by ${by === 'person' ? 'you' : 'policy'}`,
	next: (next: string) => `next: ${next}`,
	status: 'the cluster:',
};
