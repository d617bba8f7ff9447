export const nodes = {
	title: 'Which machines make up the cluster?',
	empty: 'No host yet. Press a and type an address, a range such as 10.0.0.11-13, or "name address"; or paste a list.',
	columns: {name: 'NAME', address: 'ADDRESS', roles: 'ROLES', ssh: 'REACHED BY', state: 'STATE'},
	shortRoles: {'control-plane': 'control', etcd: 'etcd', worker: 'worker', balancer: 'balancer'},
	local: 'this machine',
	addPrompt: 'Add: ',
	addHint: 'address, range (10.0.0.11-13), or "name address"; Enter adds, Esc closes',
	fields: {name: 'name', address: 'address', user: 'ssh user', port: 'ssh port', identityFile: 'ssh key', jump: 'jump host'},
	probing: 'looking ...',
	notProbed: '-',
	unreachable: (detail: string) => `no: ${detail}`,
	reachable: (os?: string, cores?: number, memory?: number) =>
		['ok', os, cores === undefined ? undefined : `${cores} cores`, memory === undefined ? undefined : `${memory} MiB`]
			.filter(part => part !== undefined)
			.join(', '),
	hostKey: (fingerprint: string) => `new host key ${fingerprint}: press k to accept it`,
	noHost: 'there is no host in the table',
	noHostKey: 'no new host key is shown for this host',
	noUndo: 'nothing was changed yet',
	notAnAddress: (text: string) => `"${text}" is neither an address, a range, nor "name address"`,
	already: (address: string) => `${address} is already in the table`,
	added: (count: number) => (count === 1 ? '1 host was added' : `${count} hosts were added`),
	problems: 'To be mended before the next screen:',
	mend: 'the answers have problems',
	unreadable: 'cluster.yaml cannot be read, so it is left as it is: mend it in an editor, then start again',
	saveFailed: (reason: string) => `cluster.yaml could not be saved: ${reason}`,
};
