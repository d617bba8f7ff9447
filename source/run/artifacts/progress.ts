import type {Progress} from './types.ts';

/** Milliseconds between two reports: faster than anyone reads. */
const pause = 100;

type Transfer = Pick<Progress, 'id' | 'what' | 'where' | 'total'> & {readonly start: number};

/** Counts the bytes of one transfer, which may begin in the middle of a file, and reports them now and then. */
export const meter = ({start, ...fixed}: Transfer, onProgress: (progress: Progress) => void) => {
	const began = performance.now();
	let done = start;
	let reported = Number.NEGATIVE_INFINITY;
	const report = () => {
		reported = performance.now();
		const seconds = (reported - began) / 1000;
		onProgress({...fixed, done, rate: seconds > 0 ? Math.round((done - start) / seconds) : 0});
	};
	return {
		add(count: number) {
			done += count;
			if (performance.now() - reported >= pause) report();
		},
		end: report,
		get done() {
			return done;
		},
	};
};
