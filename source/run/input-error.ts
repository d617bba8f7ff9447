import type {Problem} from '../spec/types.ts';

/** Something a person gave that cannot be used: the field, the reason, an example. Nothing was touched. */
export class InputError extends Error {
	readonly problems: readonly Problem[];
	constructor(problems: readonly Problem[]) {
		super(problems.map(({path, reason}) => `${path}: ${reason}`).join('\n'));
		this.problems = problems;
	}
}
