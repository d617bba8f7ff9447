import type {Texts} from '../../shape.ts';

export const network: Texts['ui']['network'] = {
	title: '集群使用哪些地址？',
	fields: {
		name: '集群名称',
		endpointHost: 'API 端点主机',
		endpointPort: 'API 端点端口',
		pods: 'Pod 网段',
		services: '服务网段',
		domain: 'DNS 域',
	},
	hints: {
		name: '小写字母、数字和连字符',
		endpointHost: '客户端和节点从这里访问 API 服务器：负载均衡器、VIP 或域名',
		endpointPort: '如果负载均衡器同时也是控制平面，则不能用 6443',
		pods: 'CIDR，每个地址族一个；每个节点分得其中一段',
		services: 'CIDR，每个地址族一个；不得与 Pod 网段或任何主机重叠',
		domain: 'Service 的域名以它结尾',
	},
	figures: {
		hosts: '主机',
		pods: 'Pod 网段',
		services: '服务',
		endpoint: '端点',
		addresses: _ => '个地址',
		nodes: (_, prefix, pods) => `个节点：每个节点一段 /${prefix}，最多 ${pods} 个 Pod`,
		addressesOf: (_, first, dns) =>
			['个服务', ...(first === undefined ? [] : [`第一个 ${first}`]), ...(dns === undefined ? [] : [`DNS ${dns}`])].join('，'),
		noEndpoint: '尚未填写：负载均衡主机、唯一的控制平面、VIP 或自己的域名',
		ownEndpoint: at => `${at}，由您自备：必须通向各控制平面`,
		vip: (at, hosts) => `${at}，由 keepalived 在 ${hosts} 之一上持有`,
		balancer: (at, host) => `${at}，${host} 上的负载均衡器`,
		onlyControlPlane: (at, host) => `${at}，唯一的控制平面 ${host}`,
		oneOfSeveral: (at, host) => `${at}，只有 ${host}：它一停，就找不到其他控制平面`,
		nobody: (at, host) => `${at}，但 ${host} 上没有服务监听`,
	},
	fine: '未发现问题。',
	fits: (hosts, controlPlanes, members) => {
		const spare = Math.floor((members - 1) / 2);
		return `${hosts} 台主机，${controlPlanes} 个控制平面，${members} 个 etcd 成员（${spare === 0 ? '不允许成员故障' : `允许 ${spare} 个成员故障`}）。`;
	},
};
