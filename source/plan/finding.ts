/** What the check has to say about a host: in words, with why it matters and what mends it. */
export type Finding = {
	/** Empty when it is no host's. */
	readonly host: string;
	/** What kind: `connection`, `port`, `disk`, `clock`, `drift`, ... */
	readonly id: string;
	/** A failure stops an install; a warning is shown; what is `prepared` the install itself mends, and reset undoes. */
	readonly severity: 'failure' | 'warning' | 'prepared';
	readonly what: string;
	readonly why: string;
	readonly mend: string;
};
