import type {Texts} from '../../shape.ts';

export const cluster: Texts['ui']['cluster'] = {
	title: (name, ready, total) => `${name}：${total} 个节点中有 ${ready} 个就绪（Ready）`,
	none: '尚未检查集群；最后一个阶段会进行检查。',
	componentStatuses: '$ kubectl get cs',
	nodes: '$ kubectl get nodes -o wide',
	probes: '对每台主机的探测',
	healthy: '正常',
	unhealthy: '失败',
	kubeconfig: path => `Kubeconfig 文件：${path}`,
	commands: kubeconfig => [
		`export KUBECONFIG=${kubeconfig}`,
		'kubectl get nodes',
		'kubectl create deployment web --image=nginx --replicas=2',
	],
	folder: directory => `此集群的所有文件都在 ${directory}`,
};
