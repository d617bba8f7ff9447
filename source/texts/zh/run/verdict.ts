import type {Texts} from '../../shape.ts';

export const verdict: Texts['run']['verdict'] = {
	unreadable: words => `无法读取：${words}`,
	commonName: (got, wanted) => `其主体是 ${got}，而不是 ${wanted}`,
	organization: got => `其组是 ${got || '空'}，而不是仅有 system:nodes`,
	signature: '它不是用所请求的密钥签名的',
	usages: (got, wanted) => `其用途是 ${got}；kubelet 只请求 ${wanted}`,
	unknownRequestor: name => `${name} 既不是此集群的节点，也不是为某个节点创建的令牌`,
	clientNames: names => `客户端证书不含名称，而这个请求了 ${names}`,
	otherNames: names => `它请求了 ${names}；kubelet 只请求地址和 DNS 名称`,
	noNames: '它没有写明任何地址或名称',
	strangeNames: (names, node) => `在 cluster.yaml 中 ${names} 不属于 ${node}`,
	noDisk: node => `无法读取 ${node} 的磁盘`,
	foreignDisk: node => `${node} 的磁盘上没有此集群的客户端证书`,
	otherDisk: node => `${node} 磁盘上的客户端证书不是颁发给它的那一个`,
	signer: signer => `kinstall 不判定发给 ${signer} 的请求`,
	token: (node, requestor) => `使用仅为 ${node} 创建的令牌发送（${requestor}）`,
	renewal: node => `由 ${node} 自己使用已有的证书发送`,
	node: node => `由 ${node} 发送，它出示了客户端证书`,
	diskIssued: (node, serial, fingerprint) =>
		`${node} 磁盘上的客户端证书（序列号 ${serial}，sha256 ${fingerprint.slice(0, 16)}...）就是颁发给它的那一个`,
	diskOurs: (node, serial, fingerprint) =>
		`${node} 磁盘上的客户端证书（序列号 ${serial}，sha256 ${fingerprint.slice(0, 16)}...）由此集群签名`,
	sameKey: node => `它请求的正是 ${node} 的 kubelet 在磁盘上等待签名的那个密钥（kubelet-client.key.tmp）`,
	otherKey: node => `${node} 的 kubelet 在磁盘上等待签名的是另一个密钥：可能别人拿到了它的令牌`,
	keyNotSeen: node => `未比较其密钥：没有在 ${node} 的磁盘上读到等待签名的密钥`,
	keyInMemory: '无法比较其密钥：在证书到来之前，运行中的 kubelet 只把密钥保存在内存里',
	unserved: (names, node) => `${node} 的 kubelet 目前没有用此集群的有效证书为 ${names} 提供服务：这是首次请求，或请求了其他名称`,
	serves: (node, names) => `${node} 的 kubelet 正以此集群的有效证书为相同的名称提供服务：${names}`,
};
