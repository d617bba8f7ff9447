import type {Texts} from '../shape.ts';

export const check: Texts['check'] = {
	arch: arch => [`其处理器为 ${arch}`, '只有 amd64 和 arm64 的二进制文件', '请为该主机换一台机器。'],
	packager: (packager, name) => [
		packager === undefined ? `${name} 没有此处已知的软件包管理器` : `${name} 使用 ${packager} 安装软件包`,
		'kinstall 只会用 apt 安装系统软件包（例如 nginx 或 iptables）',
		'请手动安装“prepare”步骤列出的软件包，或改用 Debian 或 Ubuntu。',
	],
	controlPlaneMemory: (memory, need) => [
		`其内存为 ${memory} MiB，控制平面需要 ${need} MiB`,
		'内存耗尽时 API 服务器会被杀死，etcd 会失去领导者',
		'请增加该主机的内存，或将其改为工作节点。',
	],
	nodeMemory: (memory, need) => [
		`其内存为 ${memory} MiB，节点应有 ${need} MiB`,
		'除去 kubelet、containerd 和 kube-proxy，留给 Pod 的内存所剩无几',
		'请增加该主机的内存。',
	],
	cores: () => ['无法得知其处理器数量', '至少需要一个', '请在该主机上查看 `nproc` 的输出。'],
	cgroup: version => [
		'它使用 cgroup v1',
		`${version} 的 kubelet 只在明确允许时才接受 cgroup v1，计划中已这样设置；Kubernetes 将不再支持它`,
		'请用 systemd.unified_cgroup_hierarchy=1 启动以使用 cgroup v2。',
	],
	kernel: (kernel, need) => [
		`其内核为 ${kernel}，而使用 nftables 的 kube-proxy 需要 ${need}`,
		'从该主机将无法访问 Service',
		'请在 cluster.yaml 中将 proxy.mode 设为 iptables，或启动更新的内核。',
	],
};
