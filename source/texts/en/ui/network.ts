export const network = {
	title: 'Which addresses does the cluster use?',
	fields: {
		name: 'Cluster name',
		endpointHost: 'API endpoint host',
		endpointPort: 'API endpoint port',
		pods: 'Pod network',
		services: 'Service network',
		domain: 'DNS domain',
	},
	hints: {
		name: 'lower-case letters, digits and dashes',
		endpointHost: 'where clients and nodes find the API server: a balancer, a VIP, or a name',
		endpointPort: 'other than 6443 when a balancer is a control plane, too',
		pods: 'CIDR, one a family; each node gets a part of it',
		services: 'CIDR, one a family; must not overlap the pods or any host',
		domain: 'names of Services end with it',
	},
	figures: {
		hosts: 'Hosts',
		pods: 'Pods',
		services: 'Services',
		endpoint: 'Endpoint',
		addresses: (count: number) => (count === 1 ? 'address' : 'addresses'),
		nodes: (count: number, prefix: number, pods: number) =>
			`${count === 1 ? 'node' : 'nodes'} fit: a /${prefix} and up to ${pods} pods each`,
		addressesOf: (count: number, first?: string, dns?: string) =>
			[
				`${count === 1 ? 'Service fits' : 'Services fit'}`,
				...(first === undefined ? [] : [`first ${first}`]),
				...(dns === undefined ? [] : [`DNS ${dns}`]),
			].join(', '),
		noEndpoint: 'none yet: a host that balances, the only control plane, a VIP, or a name of your own',
		ownEndpoint: (at: string) => `${at}, your own: it must lead to the control planes`,
		vip: (at: string, hosts: string) => `${at}, held by keepalived on one of ${hosts}`,
		balancer: (at: string, host: string) => `${at}, the balancer on ${host}`,
		onlyControlPlane: (at: string, host: string) => `${at}, the only control plane, ${host}`,
		oneOfSeveral: (at: string, host: string) => `${at}, ${host} alone: without it nobody finds the others`,
		nobody: (at: string, host: string) => `${at}, but on ${host} nothing answers there`,
	},
	fine: 'No problem found.',
	fits: (hosts: number, controlPlanes: number, members: number) => {
		const spare = Math.floor((members - 1) / 2);
		return `${hosts} host${hosts === 1 ? '' : 's'}, ${controlPlanes} control plane${controlPlanes === 1 ? '' : 's'}, ${members} etcd member${members === 1 ? '' : 's'} (${spare === 0 ? 'none' : spare} may fail).`;
	},
};
