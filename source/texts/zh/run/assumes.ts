import type {Texts} from '../../shape.ts';

export const assumes: Texts['run']['assumes'] = {
	notLooked: host => `${host}：尚未检查；假定为 amd64`,
	inFile: (host, place, what) => `${host} ${place}：假定${what}`,
	facts: {
		cgroup: '使用 cgroup v2',
		sysResource: '拥有 CAP_SYS_RESOURCE',
		ownClock: '拥有自己的时钟',
		conntrack: '连接跟踪表为主机自己所有',
		resolver: '每个节点都有域名服务器',
		devices: '网络接口 eth0',
	},
};
