export const cluster = {
	title: (name: string, ready: number, total: number) => `${name}: ${ready} of ${total} nodes are Ready`,
	none: 'The cluster was not looked at yet; that happens in the last phase.',
	componentStatuses: '$ kubectl get cs',
	nodes: '$ kubectl get nodes -o wide',
	probes: 'Probes of every host',
	healthy: 'ok',
	unhealthy: 'FAILED',
	kubeconfig: (path: string) => `Kubeconfig: ${path}`,
	commands: (kubeconfig: string) => [
		`export KUBECONFIG=${kubeconfig}`,
		'kubectl get nodes',
		'kubectl create deployment web --image=nginx --replicas=2',
	],
	folder: (directory: string) => `Everything about this cluster is in ${directory}`,
};
