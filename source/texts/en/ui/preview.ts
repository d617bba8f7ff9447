export const preview = {
	title: 'What will exist',
	making: 'Making the plan and the certificates ...',
	failed: (reason: string) => `The preview failed: ${reason}`,
	again: 'Press g to try again, or Esc to go back.',
	digest: (digest: string, hosts: number, files: number) => `plan ${digest.slice(0, 12)}: ${hosts} hosts, ${files} files`,
	noText: 'There is no text.',
	noHost: 'choose a host, or one of its files',
	marks: {missing: 'missing', differs: 'differs', 'not-planned': 'not planned', unknown: 'not compared', same: undefined},
	looking: (host: string) => `Looking at ${host} ...`,
	diffTitle: (host: string, path?: string) => `${host}${path === undefined ? '' : ` ${path}`}: now and planned`,
	lookFailed: (host: string, reason: string) => `${host} could not be compared: ${reason}`,
	same: (path: string) => `${path} is as planned.`,
	searchPrompt: 'Search: ',
	searchHint: 'in all sections and all texts; Enter opens, then n and N go on; Esc closes',
	hits: (count: number, more: boolean) => (more ? `the first ${count} places` : count === 1 ? '1 place' : `${count} places`),
	noHits: 'Nothing has that.',
	noHit: 'nothing was found',
	hitOf: (index: number, count: number, query: string) => `${index} of ${count} for "${query}"`,
	// Whole in a line of 80 columns.
	askUnpinned: (count: number) =>
		`${count === 1 ? '1 artifact is' : `${count} artifacts are`} not pinned (no published checksum). Install all the same?`,
	notYet: 'the preview is not made yet',
};
