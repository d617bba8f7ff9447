import type {Texts} from '../../shape.ts';

export const check: Texts['run']['check'] = {
	names: who => [
		`端口 53 已被占用：${who.join('、')}`,
		'负责该区域的 kinstall-names.service 需要监听该端口',
		'请将其停止或移到其他地址，或在 `zone.on` 中指定另一台主机。',
	],
	port: (port, unit) => [
		`端口 ${port} 已被另一个程序占用`,
		`${unit} 需要监听该端口`,
		`请用 \`ss -ltnp sport = :${port}\` 查出该程序，并将其停止或换用其他端口。`,
	],
	disk: (path, free, need) => [`${path} 有 ${free} MiB 可用空间，需要 ${need} MiB`, '放不下二进制文件和数据', `请在 ${path} 上腾出空间。`],
	systemd: (version, need) => [
		`其 systemd 为 ${version}，而批准续期的单元（security.approver）需要 ${need}`,
		'更旧的版本不认识 LoadCredential=，该单元正是由它得到密钥：它将无法启动',
		'请在 cluster.yaml 中将 security.approver 设为 false 并用 `kinstall csr` 批准续期，或使用更新的系统版本（Debian 11、Ubuntu 22.04）。',
	],
	clock: seconds => [
		`其时钟相差 ${seconds.toFixed(1)} 秒`,
		'证书会显得已过期或尚未生效，etcd 和租约也会受影响',
		'请校准时钟（chrony、systemd-timesyncd）。',
	],
	address: address => [
		`它的网络接口都没有地址 ${address}`,
		'它的守护进程要监听该地址',
		'请修正 cluster.yaml 中的 `address`，或该主机的网络。',
	],
	twin: other => [
		`它的 machine-id 与 ${other} 相同`,
		'其中一台是另一台的副本；网络和日志会将两者混淆',
		'请在该主机上删除 /etc/machine-id 并运行 systemd-machine-id-setup。',
	],
	hostname: (name, other) => [
		`它的主机名是 ${name}，与 ${other} 相同`,
		'两者的日志无法区分，其中一台可能是另一台的副本',
		'请用 `hostnamectl set-hostname` 给它一个自己的名称。',
	],
	mac: (mac, other) => [
		`它的网络接口的硬件地址是 ${mac}，与 ${other} 的相同`,
		'在同一网络中，数据包会时而发往这台，时而发往那台',
		'请给复制出来的机器一个自己的硬件地址。',
	],
	clocks: (seconds, other) => [
		`它的时钟比 ${other} ${seconds > 0 ? '快' : '慢'} ${Math.abs(seconds).toFixed(1)} 秒`,
		'成员之间相差超过一秒时 etcd 会告警，租约也按时钟判断',
		'请让所有主机使用同一时间源（chrony、systemd-timesyncd）。',
	],
	mtu: (mtu, other, usual) => [
		`它的网络接口的 MTU 是 ${mtu}，而 ${other} 的是 ${usual}`,
		'两者之间大的数据包可能丢失，小的却能通过',
		'请在所有主机上设置相同的 MTU。',
	],
	route: (to, device, cidr, what, narrow) => [
		`它到 ${to} 的路由（${device}）与 ${cidr}（${what}）重叠`,
		narrow ? '集群发往那里的数据会走这条路由' : '从此主机将无法再访问另一个网络的那一部分',
		'请在 cluster.yaml 中选用另一个网段（“网络”屏幕），或去掉该路由。',
	],
	ipvs: modules => [
		`其内核没有 ${modules.join('、')}，而 proxy.mode 为 ipvs`,
		'kube-proxy 将无法启动，从该主机将无法访问任何 Service',
		'请在 cluster.yaml 中将 proxy.mode 设为 nftables（Kubernetes 1.31 及更高版本）或 iptables，或安装带有这些模块的内核。',
	],
	network: (files, kind) => [
		`/etc/cni/net.d 中的 ${files.join('、')} 不属于 cni.kind ${kind}`,
		'containerd 按名称取第一个，Pod 得到的网络可能与其他 Pod 不同',
		'请删除遗留的文件。已建成的集群保留其网络：请改回 cni.kind，或重置各主机后重新安装。',
	],
	httpProxy: {
		away: (proxy, said) =>
			[
				`${{refused: '没有程序监听', silent: '没有得到回应：', unknown: '无法解析'}[said]} HTTP 代理 ${proxy}`,
				'软件包和镜像要经由它获取（httpProxy.for）',
				'请启动代理、开放到它的通路，或更正 cluster.yaml 中的 httpProxy。',
			] as const,
		credentials: (proxy, status, file) =>
			[
				`HTTP 代理 ${proxy} 拒绝了它：${file === undefined ? '代理要求凭据' : `代理不接受 ${file} 中的凭据`}（${status}）`,
				'软件包和镜像要经由它获取（httpProxy.for）',
				file === undefined ? '请在 httpProxy.credentials 中指明一个含“用户:密码”的文件。' : `请更正 ${file}：只有一行“用户:密码”。`,
			] as const,
		answers: (proxy, status) =>
			[
				`HTTP 代理 ${proxy} 不给它通往沙箱镜像仓库的通路：返回 ${status}`,
				'containerd 要经由它拉取镜像（httpProxy.for）',
				'请让代理允许该主机和该镜像仓库，或自带镜像（artifacts.images），或从 httpProxy.for 中去掉 containerd。',
			] as const,
	},
	mirror: {
		lacks: programs =>
			[
				`它没有 ${programs.join('、')}，却要自行从镜像站下载二进制文件`,
				'distribution.from 为 mirror：主机用 curl 或 wget 下载，用 tar 和 gzip 解包',
				`在该主机上安装 ${programs.map(name => name.split(' ')[0]).join('、')}，使用 https 时还需 ca-certificates（Debian 和 Ubuntu 上用 apt-get install）；或把 distribution.from 设为 ssh。`,
			] as const,
		away: (url, why) =>
			[
				`它无法下载 ${url}：${why}`,
				'它要自行从那里下载二进制文件（distribution.from）；届时会改用其他来源，都没有的文件经 ssh 传送',
				'修复镜像站或该主机到它的网络，或更正 cluster.yaml 中的 artifacts.mirrors。',
			] as const,
		troubles: {
			refused: words => `无法建立连接（${words}）`,
			silent: () => '那里没有回应',
			unknown: () => '该主机不知道它或代理的地址',
			certificate: words => `该主机不信任它的证书（${words}）`,
			answers: status => `回答是 ${status}`,
			other: words => `失败（${words}）`,
		},
	},
	nft: (version, need) => [
		`其 nft 为 ${version}，而使用 nftables 的 kube-proxy 需要 ${need}`,
		'kube-proxy 将无法启动，从该主机将无法访问任何 Service',
		'请在 cluster.yaml 中将 proxy.mode 设为 iptables，或安装更新的 nftables。',
	],
	advertised: device => [
		`其 IPv6 默认路由（${device}）来自路由器通告，而节点会转发数据包，主机一旦转发数据包，内核就不再理会这些通告`,
		'该路由会在安装后一段时间过期，此后经由 IPv6 无法到达本网络之外',
		`请在 /etc/sysctl.d 下的文件中写入 net.ipv6.conf.${device}.accept_ra = 2 并运行 sysctl --system，或为主机配置自己的路由。`,
	],
	neighbour: (address, name, others) =>
		[
			`它只能经网关到达 ${address}（${name}）${others === 0 ? '' : `和另外 ${others} 台主机`}`,
			'这种 Pod 网络将 Pod 的数据包直接发往其所在节点，中间的网关不知道 Pod 在哪里',
			'请将 `cni.kind` 设为 `flannel` 并使用后端 `vxlan`，或把节点放入同一子网。',
		] as const,
	notInBundle: names => [
		`缺少软件包：${names.join('、')}，离线包中也没有适用于此发行版的版本`,
		'从离线包安装时，不会从其他地方获取任何内容',
		'请手动安装，或在使用此发行版的机器上重新生成离线包：kinstall bundle create。',
	],
	packages: names => [
		`缺少软件包：${names.join('、')}`,
		'kubelet、kube-proxy 或负载均衡器要调用这些程序，而没有 apt 时 kinstall 不安装任何软件包',
		'请手动安装它们，或安装您的发行版中与之相当的软件包。',
	],
	vip: {
		taken: (address, mac) => [
			`${address} 已被占用：${mac} 对它应答`,
			'两台机器使用同一地址会互相抢走连接',
			'选择一个空闲的地址，或关闭占用它的机器。',
		],
		ofHost: address => [
			`它的接口上有 ${address}，但不是 kinstall 配置的`,
			'虚拟 IP 要在各负载均衡器之间移动',
			'把它从那里移除，连同配置它的程序。',
		],
		otherNetwork: (address, device) => [
			`${address} 不属于 ${device} 所在的网络`,
			'那里的主机在邻居中寻找它，会找不到',
			'选择该网络中的地址，或指定接口：`balancer.vip.interface`。',
		],
		noDevice: address => [`没有路由表明 ${address} 属于哪个接口`, 'keepalived 要把它放在某个接口上', '请指定：`balancer.vip.interface`。'],
		lacksDevice: device => [`它没有接口 ${device}`, 'keepalived 将无法启动', '修正 `balancer.vip.interface`：它对每个负载均衡器都有效。'],
	},
	endpoint: {
		refused: (at, hosts, targets) => [
			`${at} 上尚无服务监听（从 ${hosts.join('、')} 尝试）`,
			'它由您提供，节点通过它找到 API 服务器',
			`在 36-kubectl 之前，它必须通向 ${targets.join('、')}。`,
		],
		silent: (at, hosts, targets) => [
			`${at} 没有应答（从 ${hosts.join('、')} 尝试）`,
			'它由您提供，节点通过它找到 API 服务器',
			`到那里的路是否畅通？在 36-kubectl 之前，它必须通向 ${targets.join('、')}。`,
		],
		unknown: (at, hosts, targets) => [
			`${hosts.join('、')} 无法解析 ${at} 的名称`,
			'它由您提供，节点通过它找到 API 服务器',
			`请在 DNS 或 /etc/hosts 中登记；它必须通向 ${targets.join('、')}。`,
		],
	},
	prepared: {
		packages: names => [
			`缺少软件包：${names.join('、')}`,
			'kubelet、kube-proxy 或负载均衡器要调用这些程序',
			'安装时会用 apt 获取；reset 会移除随之而来的内容。',
		],
		swap: swaps => [
			`它使用交换空间 ${swaps.join('、')}`,
			'有交换空间时 kubelet 不会启动',
			'安装时会将其关闭，包括 /etc/fstab 中的设置；reset 会重新开启。',
		],
		modules: names => [
			`内核模块未加载：${names.join('、')}`,
			'容器需要 overlay 文件系统，Service 需要看到经过网桥的数据包，或需要 proxy.mode 所要求的模块',
			'安装时会加载它们，并在每次启动时加载；reset 会恢复原状。',
		],
		sysctls: lines => [
			`内核参数与 ${lines.join('、')} 不同`,
			'Pod 的数据包由主机转发，并且必须经过主机的规则',
			'安装时会设置它们，并记下原来的值；reset 会恢复原值。',
		],
	},
	otherPlan: () => ['计划现在已经不同了', '安装的内容就是所显示的内容', '请返回预览，在那里重新检查各主机，并阅读新的计划。'],
	passedOver: (where, what) => `${where} 上的 ${what} 不正确：已改用其他来源`,
	unprepared: '在内容完整并核对无误之前，什么都不能传到主机上',
	unlooked: '未能检查所有主机',
	unpreparedNext: '请先解决，然后重新检查。',
	drift: fields => [
		`它与制定计划时不同：${fields}`,
		'计划将不再适合它',
		'请查看变化，然后接受它：用 `kinstall check`，或在预览中重新检查各主机。',
	],
	shownKey: (what, fingerprint) => `${what} 它出示的是 ${fingerprint}`,
	connection: '无法连接的主机上什么也做不了',
};
