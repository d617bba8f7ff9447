import type {Texts} from '../../shape.ts';

export const notes: Texts['run']['notes'] = {
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
	noResolver: '所有节点的 /etc/resolv.conf 中都没有域名服务器：CoreDNS 不带 `forward` 和 `loop`，只解析集群内的名称，集群外的名称立即失败',
	someResolvers: hosts => `CoreDNS 不在 ${hosts} 上运行：那里的 /etc/resolv.conf 中没有可询问的域名服务器`,
	nfsNotRun: 'kinstall 的作者从未实际运行过 NFS 供应程序的镜像：另一个程序以它的权限和挂载，在真实的 NFS 服务器上创建过卷',
	calicoNotRun: 'kinstall 的作者从未实际运行过 calico：API 服务器接受了它的对象，但没有节点拥有过它的镜像',
	podsUnreached: (hosts, network) =>
		`${hosts}：不是节点的控制平面无法通过 ${network} 到达 Pod：其 API 服务器访问不到在 Pod 中运行的 webhook 和聚合 API`,
};
