/** Where and when a status is shown. */
export type Place = {
	/** Milliseconds since 1970. */
	readonly now: number;
	/** Cells that a line has, and lines that are seen at once. */
	readonly columns: number;
	readonly rows: number;
	readonly directory: string;
	readonly kubeconfig: string;
};
