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
	cgroup: (version, refused) => [
		'它使用 cgroup v1',
		`自 1.31 起 Kubernetes 对它仅作维护，从 1.38 起可能移除；${
			refused
				? `${version} 的 kubelet 只在明确允许时才在其上启动，计划中已这样设置（failCgroupV1: false）`
				: '从 1.35 起 kubelet 只在明确允许时才在其上启动'
		}`,
		'请用 systemd.unified_cgroup_hierarchy=1 启动以使用 cgroup v2。',
	],
	oldKernel: (kernel, need, version) => [
		`其内核为 ${kernel}，而 Kubernetes ${version} 只在 ${need} 及更新的内核上测试过`,
		'该版本的 kubeadm 会拒绝此主机；没有人试过 kubelet、运行时和网络在其上的表现',
		'请启动更新的内核。',
	],
	kernel: (kernel, need) => [
		`其内核为 ${kernel}，而使用 nftables 的 kube-proxy 需要 ${need}`,
		'从该主机将无法访问 Service',
		'请在 cluster.yaml 中将 proxy.mode 设为 iptables，或启动更新的内核。',
	],
};
