import type {Texts} from '../../shape.ts';

export const flags: Texts['spec']['flags'] = {
	unknown: (name, daemon, version) => `${daemon} ${version} 没有参数 ${name}`,
	gone: (name, daemon, version, since, orBefore) =>
		`${daemon} ${version} 没有参数 ${name}：${orBefore ? `最迟在 ${since} 已` : `自 ${since} 起`}移除`,
	early: (name, daemon, version, since) => `${daemon} ${version} 还没有参数 ${name}：自 ${since} 起才有`,
	hint: (reason, hint) => `${reason}；${hint}`,
	use: successor => `请使用 ${successor}`,
	meant: nearest => `您是指 ${nearest} 吗？`,
	directory: (directory, daemon) =>
		`${daemon} 会完全占有它写入的目录，而 ${directory} 不是它专用的：请使用专用目录，例如 /var/log/${daemon} 或 /var/lib/${daemon}`,
	value: {
		loopback: address => `${address} 是环回地址：其他主机和负载均衡器将无法访问此 API 服务器。请不要设置，它会监听所有地址`,
		plugin: (name, version, since, instead) =>
			`kube-apiserver ${version} 没有准入插件 ${name}，设置后无法启动：自 ${since} 起移除；${instead}`,
		instead: {
			podSecurity: '请使用始终启用的 Pod 安全准入：用 pod-security.kubernetes.io/enforce 给命名空间打标签',
			cloudVolumes: '由 CSI 驱动说明其卷可在哪里使用',
		},
		nodeRestriction: name => `不能去掉 ${name}：没有它，kubelet 或窃得其密钥的人就能改动其他节点及其 Pod`,
		admissionControl:
			'API 服务器不允许它与 kinstall 设置的 enable-admission-plugins 同时使用；请使用 enable-admission-plugins 或 disable-admission-plugins',
	},
	ours: (name, why) => `${name} 不能由您设置：${why}`,
	why: {
		files: '这些证书和密钥由 kinstall 生成，它知道它们何时变化',
		config: '此文件由 kinstall 写入，变化时会重启守护进程',
		identity: '守护进程以此表明身份',
		addresses: '端点、负载均衡器和其他主机都在那里寻找它',
		health: 'kinstall 在那里询问守护进程是否正常',
		members: 'etcd 成员将无法找到彼此',
		network: '即 cluster.yaml 中的 network',
		security: '没有它，任何人都能读取或改动集群',
		ends: '它会让守护进程打印一些内容然后结束',
		bootstrap: 'kinstall 让 kubelet 请求证书，并由人来批准',
		nodes: '每个节点的 Pod 网段由计划分配',
	},
	instead: {
		certificates: '用户使用客户端证书或 API 的令牌',
		always: '总是通过 https 访问 kubelet',
		nothing: '没有替代它的参数',
		cloud: '云驱动现在安装在集群中',
		tolerations: '请使用 kube-apiserver 的 default-not-ready-toleration-seconds',
		profiles: '已由 KubeSchedulerConfiguration 中的 profiles 取代',
		runtimeNetwork: 'CNI 目录写在 containerd 的配置中，由 kinstall 写入',
		sandbox: '沙箱镜像写在 containerd 的配置中；artifacts.images 会带上它',
		runtime: '这里只有 containerd 一种运行时',
		kubeletConfig: field => `kinstall 在 kubelet 的配置中设置 ${field}`,
		journal: '守护进程的日志由 journald 保存',
		etcdGate: gate => `请使用 feature-gates: ${gate}=true`,
	},
};
