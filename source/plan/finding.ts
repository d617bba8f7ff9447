/** What the check has to say about a host: in words, with why it matters and what mends it. */
export type Finding = {
	readonly host: string;
	/** What kind: `connection`, `port`, `disk`, `clock`, `drift`, ... */
	readonly id: string;
	/** A failure stops an install; a warning is shown. */
	readonly severity: 'failure' | 'warning';
	readonly what: string;
	readonly why: string;
	readonly mend: string;
};
