import type {Texts} from '../shape.ts';
import {verdict} from './run/verdict.ts';

const causes: Texts['run']['causes'] = [
	{
		pattern: /^other bytes: /m,
		cause: '镜像站上的文件与本机校验过的不同',
		mend: '在镜像站上放置正确的文件，或从 cluster.yaml 的 artifacts.mirrors 中删除该镜像站，然后重新 apply。',
	},
	{
		pattern: /address already in use/i,
		cause: '端口被另一个程序占用',
		mend: '在该主机上用 `ss -ltnp` 查出该程序；停止它，然后重试。',
	},
	{pattern: /no space left on device/i, cause: '磁盘已满', mend: '在该主机上腾出空间（`df -h`），然后重试。'},
	{
		pattern: /certificate has expired or is not yet valid|is not yet valid/i,
		cause: '该主机的时钟不准',
		mend: '比较各主机上 `date` 的输出，校准时钟，然后重试。',
	},
	{
		pattern: /sudo: a password is required|sudo: a terminal is required/i,
		cause: 'sudo 要求输入密码',
		mend: '允许该用户无需密码运行 sudo（在 /etc/sudoers.d 中设置 NOPASSWD），或以 root 连接。',
	},
	{
		pattern: /Unit kinstall-\S+ (already exists|was already loaded)/i,
		cause: '另一个 kinstall 正在此主机上工作',
		mend: '等待它结束，或在该主机上用 `systemctl stop "kinstall-*"` 结束它，然后重试。',
	},
	{
		pattern: /Unable to locate package|[EW]: Failed to fetch|has no installation candidate/i,
		cause: '该主机的软件源没有响应，或缺少该软件包',
		mend: '在该主机上运行 `apt-get update` 并修正其软件源，然后重试。',
	},
	{
		pattern: /request cluster ID mismatch|cluster ID mismatch/i,
		cause: 'etcd 的数据属于另一个集群',
		mend: '如果该主机 /var/lib/etcd 中的数据已无用，请将其移走，然后重试。',
	},
	{
		pattern: /has already been bootstrapped/i,
		cause: '此成员的数据已丢失，但其他成员仍记得它',
		mend: '用 `etcdctl member remove` 移除该成员并重新添加，然后重试。',
	},
	{
		pattern: /database space exceeded/i,
		cause: 'etcd 的空间已用完',
		mend: '压缩并整理（`etcdctl compact`、`etcdctl defrag`），清除告警，然后重试。',
	},
	{
		pattern: /x509: certificate signed by unknown authority/i,
		cause: '对方出示的证书由另一个机构签发',
		mend: '对方仍在使用以前安装的证书：用 `kinstall diff` 比较，然后重试。',
	},
	{
		pattern: /x509: certificate is valid for .*, not /i,
		cause: '证书中缺少所请求的名称或地址',
		mend: '将其加入 cluster.yaml 的 `pki.names`，然后重新开始安装。',
	},
	{
		pattern: /running with swap on is not supported/i,
		cause: '交换分区已启用',
		mend: '在该主机上关闭它（`swapoff -a`，并修改 /etc/fstab），然后重试。',
	},
	{
		pattern: /misconfiguration: kubelet cgroup driver/i,
		cause: 'kubelet 与 containerd 使用不同的 cgroup 驱动',
		mend: '用 `kinstall diff` 查看 /etc/containerd/config.toml 是否被改动，然后重试。',
	},
	{pattern: /exec format error/i, cause: '二进制文件适用于另一种 CPU', mend: '使用适合该主机 CPU 的文件（`uname -m`），然后重试。'},
	{pattern: /Could not get lock|is locked by another process/i, cause: '另一个程序正在该主机上安装软件包', mend: '等待它结束，然后重试。'},
	{pattern: /Read-only file system/i, cause: '文件系统是只读的', mend: '在该主机的 `dmesg` 中查看原因，以可写方式挂载，然后重试。'},
	{
		pattern: /too many open files/i,
		cause: '该主机允许打开的文件或监视数量太少',
		mend: '提高 fs.inotify.max_user_instances 和打开文件数上限，然后重试。',
	},
	{pattern: /oom-kill|out of memory/i, cause: '该主机内存不足', mend: '停止一些程序或增加内存，然后重试。'},
	{pattern: /Unit \S+ is masked/i, cause: '该单元已被屏蔽（masked）', mend: '在该主机上对它执行 `systemctl unmask`，然后重试。'},
	{
		pattern: /unknown flag|flag provided but not defined/i,
		cause: '此版本不认识某个参数',
		mend: '修改 cluster.yaml 中的 `extraFlags`，然后重新开始安装。',
	},
	{
		pattern:
			/^(mux_client_\w+: |client_loop: |ssh: connect to host |Timeout, server |Connection (closed|reset) by |Connection timed out during banner)/m,
		cause: '与该主机的连接中断',
		mend: '它是否已开机、网络是否接通？`ssh` 能再连上后请重试：已完成的不会重做。',
	},
	{
		pattern: /no route to host|i\/o timeout/i,
		cause: '另一台主机没有响应：防火墙或没有路由',
		mend: '检查两台主机之间的防火墙和路由，然后重试。',
	},
];

export const run: Texts['run'] = {
	causes,
	exited: code => `命令结束，退出码 ${code}`,
	noPackager: '请用该主机的软件包管理器安装它们，然后重试。',
	notes: {
		issuedAnew: (crt, added, removed) =>
			`${crt} 用同一密钥重新签发，因为其名称有变化：${[...(added ? [`增加 ${added}`] : []), ...(removed ? [`去掉 ${removed}`] : [])].join('；')}`,
		certificatesKeep: (count, found, wanted) =>
			`${count} 个证书保留其创建时的有效期（${found} 天，而不是 ${wanted} 天）：如需更新，请将其从 pki/ 中删除`,
		authoritiesKeep: (count, found, wanted) =>
			`${count} 个证书颁发机构保留其创建时的有效期（${found} 天，而不是 ${wanted} 天）：如需新的，请将其以及由其签名的全部内容从 pki/ 中删除`,
		signedElsewhere: authority =>
			`${authority} 的密钥不在这里：由它签名的证书都在别处签名，现在如此，以后每次更新也如此；请求在 pki/requests/ 中`,
		notTried: (version, supported) => `${version} 不在实机试用过的版本（${supported}）之列：参数和文件由同样的规则得出，但没有人安装过它`,
		anonymousOpen: flag => `匿名请求没有限制为健康检查：与 extraFlags 中的 ${flag} 同时使用时，API 服务器不接受为此而设的文件`,
		ipvsDeprecated: since => `kube-proxy 的 ipvs 模式自 ${since} 起已弃用，将被移除：由 nftables 取代，以后可用 apply 更改模式`,
		renewalsByPerson:
			'没有程序批准 kubelet 服务端证书的续期（security.approver: false）：须有人在到期之前用 `kinstall csr` 批准，否则 logs 和 exec 会失败。',
		endpointOutside: (at, targets) =>
			`端点 ${at} 由您提供：kinstall 安装的任何东西都不在那里应答。在 36-kubectl 之前，它必须以 TCP 通向 ${targets}`,
		vipAlone: (address, host) => `${address} 无处可移：${host} 是唯一的负载均衡器`,
		balancersIdle: (address, host, names) =>
			`客户端只访问 ${address}，即 ${host}：它一停，${names} 就都找不到。若端点是不属于任何主机的地址，就能在它们之间移动`,
		noRequests:
			'此集群中没有谁能为证书请求签名：kubelet 的证书作为文件列入计划，55-kubelet 不等待批准，没有启动引导令牌，也没有 42-cluster-info，kubelet 不会自行更新证书',
		noResolver:
			'所有节点的 /etc/resolv.conf 中都没有域名服务器：CoreDNS 不带 `forward` 和 `loop`，只解析集群内的名称，集群外的名称立即失败',
		someResolvers: hosts => `CoreDNS 不在 ${hosts} 上运行：那里的 /etc/resolv.conf 中没有可询问的域名服务器`,
		acmeNotRun: 'kinstall 的作者从未实际向 ACME 证书颁发机构申请过证书：API 服务器和 webhook 接受了这种签发者',
		nfsNotRun: 'kinstall 的作者从未实际运行过 NFS 卷的供应程序：API 服务器接受了它的对象，但没有节点拥有过它的镜像',
		calicoNotRun: 'kinstall 的作者从未实际运行过 calico：API 服务器接受了它的对象，但没有节点拥有过它的镜像',
		podsUnreached: (hosts, network) =>
			`${hosts}：不是节点的控制平面无法通过 ${network} 到达 Pod：其 API 服务器访问不到在 Pod 中运行的 webhook 和聚合 API`,
	},

	assumes: {
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
	},
	phases: {
		'05-prepare': '准备主机',
		'06-time': '时钟',
		'07-names': '名称',
		'10-binaries': '二进制文件',
		'15-certificates': '证书和 kubeconfig',
		'20-etcd': 'etcd 集群',
		'25-balancer': '负载均衡器',
		'26-vip': '虚拟 IP',
		'30-apiserver': 'API 服务器',
		'32-controller-manager': '控制器管理器',
		'34-scheduler': '调度器',
		'36-kubectl': 'root 的 kubectl',
		'38-encryption': 'Secret 的加密',
		'39-secrets': '重新写入 Secret',
		'40-rbac': '节点与 API 服务器的权限',
		'42-cluster-info': '签名的 cluster-info',
		'50-runtime': '容器运行时',
		'52-network': 'Pod 网络',
		'55-kubelet': 'kubelet 加入集群',
		'60-kube-proxy': 'Service 代理',
		'65-approver': '续期批准程序',
		'70-addons': '附加组件',
		'75-front': '应用入口',
		'90-verify': '验证',
	},

	pods: {
		waits: what => `${what} 正在部署`,
		image: (image, message) => `镜像 ${image} 无法取得${message ? `：${message}` : ''}`,
		imageNext: image => `该主机能访问镜像仓库吗？如果不能，请自行带上镜像：在 artifacts.images 中写明一个含有 ${image} 的归档。`,
		notMade: (container, message) => `无法创建其容器 ${container}：${message}`,
		crashes: (container, times, code) => `其容器 ${container} 以退出码 ${code} 结束，已重新启动 ${times} 次`,
		unscheduled: message => `没有节点接受它：${message}`,
		notReady: phase => `它在运行，但尚未就绪（${phase}）`,
		none: '没有为它创建 Pod，或数量与计划不符',
		failed: (what, pod, node, reason) => `${what} 未能就绪：${pod ? `${node ? `${node} 上的 ` : ''}${pod}：` : ''}${reason}`,
		next: namespace => `\`kubectl -n ${namespace} describe pods\` 给出更多信息。请修正后重试：已完成的部分不会重做。`,
	},
	comesOverSsh: name => `${name} 经 ssh 传送，因为没有镜像站能提供它`,
	waitsForClient: '它的客户端证书等待批准',
	waitsForServing: '它的服务证书等待批准',
	notJoined: words => `kubelet 没有得到客户端证书：${words.trim()}`,
	notJoinedNext: '它的请求是否被拒绝了？重试会发出新的请求。',
	verdict,
	user: {
		systemName: name => `${name}：此名称以及以 system: 开头的名称属于 Kubernetes 自身`,
		personName: name => `"${name}" 不能作为用户名：可用最多 63 个字母、数字和 . _ @ -，首尾须是字母或数字`,
		accountName: name => `"${name}" 不能作为 ServiceAccount 的名称：可用最多 63 个小写字母、数字、. 和 -，首尾须是字母或数字`,
		masters: group =>
			`属于 ${group} 的人可以做任何事，而证书无法吊销，在其到期之前无法单独收回某一个人的这些权限；--cluster-admin 通过可以删除的 ClusterRoleBinding 给出同样的权限`,
		systemGroup: group => `${group}：以 system: 开头的组属于 Kubernetes 自身，其权限无法再收回`,
		groupName: group => `"${group}" 不能作为组名：可用 1 到 64 个字符，不含控制字符，首尾无空格`,
		accountGroups: 'ServiceAccount 只属于 Kubernetes 给它的组',
		noRights: '该用户将没有任何权限：请给出 --cluster-admin、--role，或（使用证书时）--group',
		days: '应为 1 到 36500 之间的整数天数',
		roleForm: typed => `"${typed}" 不是 NAMESPACE/ROLE 的形式`,
		noNamespace: namespace => `集群中没有命名空间 ${namespace}；未做任何更改`,
		noRole: (namespace, role) => `${namespace} 中没有 Role ${role}，也没有同名的 ClusterRole；未做任何更改`,
		someRoles: '每个集群都有 view、edit 和 admin。',
	},
	notCredentials: file => `${file} 必须只有一行“用户:密码”`,
	noCertificate: file => `${file} 中没有可读取的 PEM 格式证书`,
	notPrivate: directory => `${directory} 不是仅属于您的目录（权限 0700）：可能是别人创建的。请检查并将其删除`,
	otherKey: (seen, shown) => `该主机现在出示的密钥是 ${seen}，而不是 ${shown}：未接受`,
	reachable: '可以连接',
	noAnswer: '没有及时响应',
	watchEnded: code => `对集群的查看结束，退出码 ${code}`,
	shell: {
		begins: (host, at) => `${host}（${at}）的 shell。输入 "exit" 返回 kinstall；安装在此期间继续进行。`,
		thisMachine: '本机',
		unknown: (host, file) => `${file} 中没有名为 ${host} 的主机`,
		unreached: '无法连接该主机，或连接中断',
	},
	stopped: '已按要求停止',
	killed: '其进程已不在，也没有留下结束的记录：它被强行终止，或机器被关机',
	killedNext: '请重新开始安装：已完成的不会重做。',
	unreadable: code => (code === 'ENOENT' ? '没有这个文件' : `无法读取（${code}）`),
	noYaml: '集群文件以 .yaml 或 .yml 结尾',
	ownFileUnreadable: (file, code) => `无法读取 ${file}（${code}）`,
	noPodCidrs: words => `它没有为每台主机给出 CIDR 列表：${words}`,
	noJson: words => `不是 JSON：${words}`,
	noJsonExample: '将其删除；`kinstall check` 会重新写入',
	endless: '某个别名位于它自己的锚点之内，因此文件没有尽头',
	noFolder: code => `不能用作目录（${code}）`,
	unwritable: code => `kinstall 无法写入集群目录（${code}）`,
	unwritableExample: '请将其改为您拥有并可写入的目录，或将 cluster.yaml 和 pki/ 复制到这样的目录：kinstall plan -f ./demo/cluster.yaml',
	foreignFolder: entries => `其中有 ${entries} 项内容而没有计划；这些内容将会丢失`,
	planExample: 'kinstall plan -o ./plan-of-today',
	otherPlan: '这份计划由另一版本的 kinstall 写成',
	otherPlanExample: '重新写入：kinstall plan -f ./demo/cluster.yaml',
	unreadableExample: 'kinstall apply -f ./demo/cluster.yaml',
	noManifest: '它不是 docker-archive：其中没有 manifest.json',
	noManifestNext: '请用 `docker save` 或 `ctr images export` 生成。',
	noImage: '此镜像归档不存在',
	noImageNext: '请修正 cluster.yaml 中的 `artifacts.images` 或 `artifacts.path`。',
	noControlPlane: '没有控制平面响应：',
	check: {
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
		disk: (path, free, need) => [
			`${path} 有 ${free} MiB 可用空间，需要 ${need} MiB`,
			'放不下二进制文件和数据',
			`请在 ${path} 上腾出空间。`,
		],
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
			noDevice: address => [
				`没有路由表明 ${address} 属于哪个接口`,
				'keepalived 要把它放在某个接口上',
				'请指定：`balancer.vip.interface`。',
			],
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
	},
	keysLost: (slots, hosts, file) => [
		`API 服务器读取时所用的内容不在 pki/encryption.yaml 中（${slots.join('；')}）`,
		`${hosts.join('、')} 上的 ${file} 含有它们：请将这些提供者连同密钥复制到 pki/encryption.yaml 中相同的资源下、第一个提供者之后，然后重试。没有它们，谁也无法读取用它们写入的内容。`,
	],
	foreignFile: file => [
		`此主机上的 ${file} 无法作为 EncryptionConfiguration 读取`,
		'请在该主机上更正它；如果没有用其密钥写入的 Secret，也可将其移走，然后重试。',
	],
	secretsLeft: keys => [
		`仍有 ${keys.length} 个 Secret 是以前写入的样子，其中有 ${keys[0]}`,
		'请在窗格中查看 API 服务器为何不接受它们，然后重试：已重新写入的会保留。',
	],
	secretsRewritten: count => `重新写入了 ${count} 个 Secret`,
	addonForeign: objects => [
		`${objects.join('、')} 是由别人安装的`,
		'请在 cluster.yaml 中去掉该插件，或删除已有的对象。若要原样交给 kinstall 管理：kubectl label -n NAMESPACE KIND NAME kinstall/addon=mine，然后重试。',
	],
	addonAsked: path => `正在请求 ${path}`,
	addonSilent: (path, said) => [
		`没有 API 服务器能在 ${path} 得到响应：${said}`,
		'查看原因：kubectl get apiservices；kubectl -n kube-system get pods。',
	],
	addonWebhook: 'API 服务器接受对象之前要询问的服务尚未就绪',
	addonReadied: object => `等待 ${object} 就绪`,
	addonUnready: (object, said) => [`${object} 未能就绪：${said || '没有给出原因'}`, `查看原因：kubectl describe ${object}。`],
	addonsUnseen: (seen, planned) => `已应用 ${planned} 个对象，而 API 只显示 ${seen} 个：不删除任何对象`,
	addonKept: objects => `已不在任何计划中，因其中的数据而保留：${objects.join('、')}。不再需要这些数据时，请自行删除。`,
	vipHeld: (address, names) =>
		names.length === 0
			? [`没有负载均衡器持有 ${address}`, '查看 `journalctl -u kinstall-vip`。']
			: [`${address} 同时被 ${names.join('、')} 持有`, '它们听不到彼此：请在防火墙中允许这些主机之间的 VRRP（IP 协议 112），然后重试。'],
	clockLeft: (host, left) => [
		`${host} 的时钟不再有人校准：${left}`,
		'请在该主机上安装一个时间服务，或重新设置 `time.kind: chrony`，然后重试。',
	],
	noTime: (host, sources) => [
		`${host} 的时钟无人校准：time.servers 或 time.from 中的服务器均未应答${sources === '' ? '' : `\n${sources}`}`,
		'请放行到这些服务器的 UDP 123 端口，或在 `time` 中填写其他服务器，然后重试。',
	],
	notRestarted: node => [`未重启，因为 ${node} 没有恢复`, `请先修复 ${node}，然后重试。`],
	retryHint: '请查看该主机的窗格，修复问题，然后重试：已完成的不会重做。',
	connection: {
		keyChanged: (at, forget) => [
			`${at} 的主机密钥与已知的不同`,
			`如果该主机是重新安装的，请用 \`${forget}\` 删除旧密钥；如果不是，可能有人在中间冒充。`,
		],
		keyUnknown: at => [
			`尚不知道 ${at} 的主机密钥`,
			'请核对其指纹，然后接受它：在“节点”界面按 k，或用 `kinstall check --accept-host-keys`，或用 ssh 连接一次。',
		],
		refused: at => [
			`${at} 不接受所提供的任何密钥`,
			'请设置该主机的 `ssh.user` 和 `ssh.identityFile`，或将您的公钥加入它的 authorized_keys。',
		],
		unresolved: at => [`${at} 的名称没有对应的地址`, '请将 `address` 或 `ssh.host` 设为地址，或设为本机能够解析的名称。'],
		unreachable: at => [`${at} 没有响应`, '它开机了吗？地址正确吗？中间有防火墙吗？请试试用 `ssh -v` 连接它。'],
		other: at => [`无法连接 ${at}`, '请试试用 `ssh -v` 连接它。'],
	},
};
