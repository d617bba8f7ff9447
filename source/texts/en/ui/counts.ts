import type {Outcome} from '../../../state/event.ts';

export const outcomes: Readonly<Record<Outcome, string>> = {
	done: 'done',
	unchanged: 'nothing to do',
	failed: 'failed',
	cancelled: 'stopped',
};
export const hostCount = (count: number) => (count === 1 ? '1 host' : `${count} hosts`);
export const changeCount = (count: number) => (count === 1 ? '1 change' : `${count} changes`);
export const requestCount = (count: number) => (count === 1 ? '1 certificate signing request' : `${count} certificate signing requests`);
