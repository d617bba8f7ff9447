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
	fine: 'No problem found.',
	fits: (hosts: number, controlPlanes: number, members: number) => {
		const spare = Math.floor((members - 1) / 2);
		return `${hosts} host${hosts === 1 ? '' : 's'}, ${controlPlanes} control plane${controlPlanes === 1 ? '' : 's'}, ${members} etcd member${members === 1 ? '' : 's'} (${spare === 0 ? 'none' : spare} may fail).`;
	},
};
