import type {Texts} from '../../shape.ts';

export const nodes: Texts['ui']['nodes'] = {
	title: '集群由哪些机器组成？',
	empty:
		'还没有主机。按 a 并输入地址、范围（例如 10.0.0.11-13）或“名称 地址”；也可以粘贴列表；或按 i 从 ssh 配置、hosts 文件或 Ansible 清单读取主机。',
	columns: {name: '名称', address: '地址', roles: '角色', ssh: '连接方式', cores: '核数', memory: '内存 MiB', state: '状态'},
	shortRoles: {'control-plane': '控制', etcd: 'etcd', worker: '工作', balancer: '均衡'},
	local: '本机',
	addPrompt: '添加：',
	addHint: '地址、范围（10.0.0.11-13）或“名称 地址”；Enter 添加，Esc 关闭',
	fields: {name: '名称', address: '地址', host: 'ssh 主机', user: 'ssh 用户', port: 'ssh 端口', identityFile: 'ssh 密钥', jump: '跳板机'},
	importPrompt: '主机来源：',
	importHint: 'ssh 配置、hosts 文件或 Ansible 清单的路径；↑↓ 常用位置；Enter 读取',
	formats: {
		'inventory-yaml': 'Ansible 清单（YAML）',
		'inventory-ini': 'Ansible 清单（INI）',
		'ssh-config': 'ssh 配置',
		'hosts-file': 'hosts 文件',
	},
	found: (format, hosts, picked) => `按${format}读取：${hosts} 台主机，已选 ${picked} 台`,
	nothingFound: format => `按${format}读取：其中没有主机`,
	unreadableFile: reason => `无法读取：${reason}`,
	nonePicked: '请先用空格选择主机，或按 a 全选',
	probing: '正在检查 ...',
	notProbed: '-',
	unreachable: detail => `无法连接：${detail}`,
	reachable: (os, cores, memory) =>
		['正常', os, cores === undefined ? undefined : `${cores} 核`, memory === undefined ? undefined : `${memory} MiB`]
			.filter(part => part !== undefined)
			.join('，'),
	hostKey: fingerprint => `新的主机密钥 ${fingerprint}：按 k 接受`,
	noHost: '表格中没有主机',
	noHostKey: '此主机没有显示新的主机密钥',
	noUndo: '尚未做任何修改',
	notAnAddress: text => `“${text}”既不是地址或范围，也不是“名称 地址”`,
	already: address => `${address} 已在表格中`,
	added: count => `已添加 ${count} 台主机`,
	problems: '进入下一个屏幕之前需要解决：',
	mend: '填写的内容有问题',
	unreadable: '无法读取 cluster.yaml，因此保持原样：请用编辑器修正，然后重新启动',
	saveFailed: reason => `无法保存 cluster.yaml：${reason}`,
};
