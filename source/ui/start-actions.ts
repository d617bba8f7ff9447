/** What a person may want to do where no cluster is yet; `place` is a folder or a file, as it was typed. */
export type Choice = {readonly kind: 'new' | 'rehearse' | 'quit'} | {readonly kind: 'open' | 'replay'; readonly place: string};

/** What the Start screen may ask for. */
export type StartActions = {
	/** Where a new cluster would be kept. */
	readonly directory: string;
	/** Folders of clusters that were opened lately, the last one first. */
	readonly recent: readonly string[];
	/** Rejects with why the place cannot be opened or replayed, in words. */
	check(kind: 'open' | 'replay', place: string): Promise<void>;
};
