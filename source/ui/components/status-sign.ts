import type {Status} from '../../state/state.ts';

/** A sign and a colour for each status; the sign alone tells them apart. */
export const statusSigns: Readonly<Record<Status, {readonly sign: string; readonly color: string}>> = {
	pending: {sign: '·', color: 'gray'},
	running: {sign: '▸', color: 'cyan'},
	done: {sign: '✓', color: 'green'},
	unchanged: {sign: '=', color: 'green'},
	failed: {sign: '✗', color: 'red'},
	cancelled: {sign: '-', color: 'yellow'},
};
