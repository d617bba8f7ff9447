export const topology = {
	clients: 'clients, workers',
	balancer: 'balancer',
	endpoint: 'endpoint',
	vip: 'virtual IP',
	onNodes: (at: string) => `nodes ${at}`,
	controlPlanes: 'control planes',
	etcd: 'etcd',
	more: (count: number) => `and ${count} more`,
};
