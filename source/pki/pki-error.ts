import type {Problem} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';

const t = texts.pki;

/** Everything in the folder that does not fit what is wanted, at once. Nothing was written when it is thrown. */
export class PkiError extends Error {
	override readonly name = 'PkiError';
	readonly problems: readonly Problem[];

	constructor(problems: readonly Problem[]) {
		const lines = problems.flatMap(({path, reason, example}) => [
			`- ${t.problem(path, reason)}`,
			...(example ? [`  ${t.next(example)}`] : []),
		]);
		super([t.refused(problems.length), ...lines].join('\n'));
		this.problems = problems;
	}
}
