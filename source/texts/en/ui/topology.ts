export const topology = {
	clients: 'clients, workers',
	balancer: 'balancer',
	endpoint: 'endpoint',
	controlPlanes: 'control planes',
	etcd: 'etcd',
	more: (count: number) => `and ${count} more`,
};
