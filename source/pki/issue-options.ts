/** Where things lie, and what time it is. */
export type IssueOptions = {
	readonly now: Date;
	/** The folder of cluster.yaml, from which the files of own authorities are found. Default: the one that `pki/` lies in. */
	readonly base?: string;
	/** Serial number of a new certificate by its id, 16 bytes in hex (`serialOf`); random ones when absent. */
	readonly serial?: (id: string) => string;
};
