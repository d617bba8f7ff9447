import {texts} from '../texts/texts.ts';
import {comparisonLines} from './comparison-text.ts';
import type {Event, SigningRequest} from './event.ts';
import {plainLine, plainLines} from './plain-text.ts';

const say = texts.ui.lines;

/**
 * One event as a plain line for a log or a pipe: time, phase, host, what. Undefined for an event that says nothing new to
 * a reader. A status is a block of several lines, as printed. What commands print is left out unless `output` is true; the
 * journal always has it.
 */
export function reportLine(event: Event, {output = false}: {readonly output?: boolean} = {}): string | undefined {
	const what = describe(event, output);
	if (what === undefined || what === '') return undefined;
	const head = [event.at.slice(11, 19), event.phase, event.host].filter(part => part !== undefined).join('  ');
	return `${head}  ${what}`;
}

function describe(event: Event, output: boolean): string | undefined {
	switch (event.type) {
		case 'run-started':
			return say.runStarted(event.cluster, event.digest, event.phases.length);
		case 'run-ended':
			return withReason(say.runEnded(event.outcome, event.changed), event.reason, event.next);
		case 'phase-started':
			return say.phaseStarted;
		case 'phase-ended':
			return withReason(say.phaseEnded(event.outcome), event.reason);
		case 'task-ended':
			return withReason(say.taskEnded(event.outcome), event.reason, event.next);
		case 'command-started':
			return `$ ${plainLine(event.command.split('\n')[0] ?? '')}`;
		case 'command-ended':
			return event.exitCode === 0 ? undefined : say.exit(event.exitCode);
		case 'output':
			return output ? plainLines(event.text).join('\n') : undefined;
		case 'changed':
			return say.changed(event.what);
		case 'waiting':
			return say.waiting(event.what);
		case 'progress':
			return event.done === event.total ? say.progressDone(event.what) : undefined;
		case 'signing-requests':
			return describeRequests(event.requests);
		case 'decided':
			return say.decided(event.request, event.decision, event.by);
		case 'compared':
			return comparisonLines(event.comparison)
				.map(({text}) => text)
				.join('\n');
		case 'status':
			return `${say.status}\n${event.status.componentStatuses.trimEnd()}\n\n${event.status.nodes.trimEnd()}\n`;
		default:
			return undefined;
	}
}

function withReason(what: string, reason?: string, next?: string): string {
	return [what, reason, next === undefined ? undefined : say.next(next)].filter(part => part !== undefined && part !== '').join('; ');
}

function describeRequests(requests: readonly SigningRequest[]): string | undefined {
	const pending = requests.filter(({condition}) => condition === 'pending');
	if (pending.length === 0) return undefined;
	return [say.requests(pending.length), ...pending.map(describeRequest)].join('\n    ');
}

function describeRequest({name, requestor, signer, verdict}: SigningRequest): string {
	const why = verdict.expected ? verdict.proofs : verdict.reasons;
	return say.request(name, requestor, signer, verdict.expected, why.join('; '));
}
