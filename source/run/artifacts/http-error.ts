import {texts} from '../../texts/texts.ts';

/** A server answered, but not with the file. */
export class HttpError extends Error {
	override readonly name = 'HttpError';
	readonly status: number;

	constructor(status: number) {
		super(texts.artifacts.notFound(status));
		this.status = status;
	}

	/** Overload and breakdowns pass; a missing file does not come back. */
	get passes(): boolean {
		return this.status >= 500 || this.status === 408 || this.status === 425 || this.status === 429;
	}
}
