/** What a plan takes for granted of a host that was not looked at. */
export const assumes = {
	notLooked: (host: string) => `${host}: not looked at yet; assumes amd64`,
	inFile: (host: string, place: string, what: string) => `${host} ${place}: assumes ${what}`,
	facts: {
		cgroup: 'cgroup v2',
		sysResource: 'CAP_SYS_RESOURCE',
		ownClock: 'a clock of its own',
		conntrack: "a connection table that is the host's own",
		resolver: 'that every node has a name server',
		devices: 'the interface eth0',
	},
};
