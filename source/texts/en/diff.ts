/** Texts of what a host has beside what is planned for it. */
export const diff = {
	missing: (mode: string, owner: string, lines?: number) =>
		`missing (${mode} ${owner}${lines === undefined ? '' : `, ${lines} ${lines === 1 ? 'line' : 'lines'}`})`,
	content: 'content differs',
	secret: 'differs (secret: compared by its sum alone)',
	privatePart: 'differs in a private part, which is not shown',
	tooLarge: (size: number) => `content differs (${size} bytes there: too large to show)`,
	tooDifferent: 'content differs in almost every line',
	mode: (has: string, planned: string) => `mode ${has}, planned ${planned}`,
	owner: (has: string, planned: string) => `owner ${has}, planned ${planned}`,
	notAFile: (kind: string) => `is a ${kind}, planned is a file`,
	kinds: {symlink: 'symbolic link', directory: 'directory', other: 'special file'},
	bytes: (has: string, planned: string) => `other bytes: sha256 ${has.slice(0, 12)}, planned ${planned.slice(0, 12)}`,
	noSum: (artifact: string) => `cannot be compared: ${artifact} is not on this machine yet (\`kinstall apply\` fetches it)`,
	noKey: (file: string) => `cannot be compared: pki/${file} cannot be read`,
	unreadable: 'cannot be compared: its sum was not told',
	notPlanned: 'no longer planned; kinstall placed it',
	notActive: (state: string) => `${state}, planned is that it runs`,
	notEnabled: (state: string) => `${state}, planned is that it starts with the host`,
	oldFiles: 'runs with other bytes than planned: the next apply restarts it',
	oldBinary: 'still runs a binary that was replaced on disk: the next apply restarts it',
	private: '(private)',
	host: (host: string, differences: number, same: number) =>
		differences === 0
			? `${host}: as planned (${same} things compared)`
			: `${host}: ${differences} ${differences === 1 ? 'difference' : 'differences'}, ${same} as planned`,
	line: (host: string, path: string, what: string) => `${host} ${path}: ${what}`,
	notLooked: (host: string, reason: string) => `${host}: could not be looked at: ${reason}`,
	next: (next: string) => `    ${next}`,
	same: (hosts: number, digest: string) =>
		`${hosts === 1 ? 'The host is' : `All ${hosts} hosts are`} as planned: plan ${digest.slice(0, 12)}.`,
	differ: (differing: number, hosts: number, digest: string) =>
		`${differing} of ${hosts} ${hosts === 1 ? 'host' : 'hosts'} ${differing === 1 ? 'differs' : 'differ'} from plan ${digest.slice(0, 12)}; nothing was changed.`,
	incomplete: (hosts: number) => `${hosts} ${hosts === 1 ? 'host' : 'hosts'} could not be compared in full.`,
	noHost: (host: string) => `${host} is not in the plan`,
	ofTheRun: (command: string, pid: number) =>
		`\`${command}\` (process ${pid}) works here: compared with the plan that lies in plan/, as that run reads it.`,
	noPlanOfRun: (command: string, pid: number) =>
		`\`${command}\` (process ${pid}) works here and there is no plan in plan/ to compare with. Try again when it has ended.`,
};
