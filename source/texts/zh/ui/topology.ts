import type {Texts} from '../../shape.ts';

export const topology: Texts['ui']['topology'] = {
	clients: '客户端、工作节点',
	balancer: '负载均衡',
	endpoint: '端点',
	vip: '虚拟 IP',
	onNodes: (at: string) => `各节点上 ${at}`,
	controlPlanes: '控制平面',
	etcd: 'etcd 成员',
	more: count => `另有 ${count} 台`,
};
