/** What is wrong, why that matters, and what mends it. */
type Words = readonly [what: string, why: string, mend: string];

/** Texts of the check of a host's facts. */
export const check = {
	arch: (arch: string): Words => [
		`its processor is ${arch}`,
		'there are binaries for amd64 and arm64 alone',
		'Take another machine for this host.',
	],
	packager: (packager: string | undefined, name: string): Words => [
		packager === undefined ? `${name} has no package manager that is known here` : `${name} installs packages with ${packager}`,
		'kinstall installs packages of the system (such as nginx or iptables) with apt alone',
		'Install what the step "prepare" names by hand, or take a Debian or Ubuntu.',
	],
	controlPlaneMemory: (memory: number, need: number): Words => [
		`it has ${memory} MiB of memory, a control plane needs ${need}`,
		'the API server would be killed when memory runs out, and etcd would lose its leader',
		'Give the host more memory, or make it a worker.',
	],
	nodeMemory: (memory: number, need: number): Words => [
		`it has ${memory} MiB of memory, a node should have ${need}`,
		'little is left for pods beside kubelet, containerd and kube-proxy',
		'Give the host more memory.',
	],
	cores: (): Words => ['its number of processors could not be told', 'at least one is needed', 'See what `nproc` prints on that host.'],
	cgroup: (version: string, refused: boolean): Words => [
		'it has cgroup v1',
		`Kubernetes only maintains it since 1.31, and may remove it from 1.38 on; ${
			refused
				? `the kubelet of ${version} starts on it only when told to, which the plan does (failCgroupV1: false)`
				: 'from 1.35 on a kubelet starts on it only when told to'
		}`,
		'Boot with systemd.unified_cgroup_hierarchy=1 to have cgroup v2.',
	],
	oldKernel: (kernel: string, need: string, version: string): Words => [
		`its kernel is ${kernel}, and Kubernetes ${version} is tested on ${need} and later`,
		'kubeadm of that version would refuse the host; what kubelet, runtime and network do there nobody has tried',
		'Boot a newer kernel.',
	],
	kernel: (kernel: string, need: string): Words => [
		`its kernel is ${kernel}, and kube-proxy with nftables needs ${need}`,
		'Services would not be reachable from that host',
		'Set proxy.mode to iptables in cluster.yaml, or boot a newer kernel.',
	],
};
