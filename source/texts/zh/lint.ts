import type {Texts} from '../shape.ts';

const list = (values: readonly string[]): string => (values.length > 0 ? values.join('、') : '空');

const again = '删除该证书，它会被重新生成或重新请求';
const signer = '请为其签名的证书颁发机构重新签名';

export const lint: Texts['lint'] = {
	noEndpoint: name => [
		`其名称中没有端点 ${name}`,
		'所有 kubelet、kube-proxy 和 kubectl 都通过它访问 API 服务器，并拒绝不含它的证书',
		again,
	],
	noService: address => [
		`其名称中没有服务地址 ${address}`,
		'Pod 通过它（即 kubernetes.default.svc）访问 API 服务器，并拒绝不含它的证书',
		again,
	],
	noAddress: (address, host) => [`其名称中没有 ${host} 的地址 ${address}`, `通过此地址连接 ${host} 的一方会拒绝该证书`, again],
	noName: name => [`其名称中没有 ${name}`, '通过此名称连接的一方会拒绝该证书', again],
	wrongUser: (found, wanted) => [
		`其用户（通用名称）为 ${found || '空'}，而拥有权限的是 ${wanted}`,
		'RBAC 和 API 服务器的参数按此名称授予权限：其他名称可能什么也做不了',
		again,
	],
	wrongGroup: (found, wanted) => [
		`其组（组织）为 ${list(found)}，而拥有权限的是 ${wanted}`,
		'RBAC 将权限授予该组：不在该组内的证书可能什么也做不了',
		again,
	],
	masters: group => [`它属于组 ${group}`, '持有其密钥的人可以绕过任何 RBAC 规则做任何事，而且无法吊销', again],
	cutShort: (count, until, days, own) => [
		`由它签名的 ${count} 个证书随它在 ${until} 到期，不足 ${days} 天`,
		'任何证书的有效期都不会超过为其签名的证书：到那一天，它和这些证书会同时失效',
		own ? '请改用有效期更长的证书颁发机构，或减小 pki.days' : '请在生成证书颁发机构之前增大 pki.caDays，或减小 pki.days',
	],
	noAuthority: ['它不是证书颁发机构（缺少 CA:TRUE）', '没有验证方会接受由它签名的证书', signer],
	anAuthority: ['它是证书颁发机构（CA:TRUE）', '持有其密钥的人可以生成此集群信任的任意名称的证书', again],
	noKeyUsage: bit => [`其密钥用法缺少 ${bit}`, '验证方会拒绝将证书用于其密钥用法未列出的用途', again],
	noUsage: usage => [`它不可用作 ${usage} 证书`, `它被作为 ${usage} 证书出示，对方会拒绝它`, again],
	moreUsage: usage => [`它也可用作 ${usage} 证书`, '窃得其密钥的人能做的事比所属守护进程更多', again],
	weakKey: kind => [`其密钥为 ${kind}`, '这样的密钥强度不足，或者不是集群的守护进程所接受的类型', again],
	weakSignature: hash => [`其签名使用 ${hash}`, '基于这种散列的签名可以伪造，Go 会拒绝它们', signer],
	outlives: (own, signers) => [
		`它的有效期至 ${own}，为其签名的证书的有效期至 ${signers}`,
		'它会与为其签名的证书同时失效，早于只看它自身日期的人所预期的时间',
		'请及时更新为其签名的证书，或缩短它的签名天数',
	],
	noIdentifier: ['它没有主体密钥标识符', '严格的验证方会拒绝它，证书链只能靠猜测构建', signer],
	noSignerIdentifier: ['它没有颁发机构密钥标识符', '严格的验证方会拒绝它，证书链只能靠猜测构建', signer],
	foreignIdentifier: id => [`其颁发机构密钥标识符 ${id} 与为其签名的证书不符`, '验证方据此查找为其签名的证书，结果找不到', signer],
	equalIdentifiers: id => [
		`它自身的密钥标识符与为其签名的证书的密钥标识符都是 ${id}`,
		'验证方会将它当作自签名证书：这些标识符不是由密钥生成的',
		signer,
	],
	sharedIdentifier: (id, other) => [
		`它的主体密钥标识符 ${id} 与 ${other} 相同，而密钥不同`,
		'验证方会将两者混淆：这些标识符不是由密钥生成的',
		signer,
	],
};
