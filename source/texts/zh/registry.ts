import type {Texts} from '../shape.ts';

export const registry: Texts['registry'] = {
	troubles: {
		refused: () => '没有程序在监听',
		silent: () => '没有得到回应',
		unknown: () => '无法解析其地址',
		authority: (_, {ca}) => (ca === undefined ? '其证书由当地不认识的机构签发' : `其证书不是由 ${ca} 中的机构签发的`),
		name: words => `其证书不适用于该名称：${words}`,
		expired: () => '其证书今天无效',
		noTls: () => '它不使用 TLS',
		credentials: (status, {credentials}) =>
			credentials === undefined ? `它要求凭据（${status}）` : `它不接受 ${credentials} 中的凭据（${status}）`,
		forbidden: status => `这些凭据的用户无权这样做（${status}）`,
		tokens: () => '它发放令牌，而 2.1 之前的 containerd 无法用节点的凭据取得令牌',
		proxy: status => `通往它的 HTTP 代理${status === '407' ? '要求凭据，或不接受现有凭据' : '没有建立连接'}（${status}）`,
		absent: status => `它没有该镜像（${status}）`,
		declines: status => `它返回了错误（${status}）`,
		answers: status => `它的回应不像镜像仓库（${status}）`,
		refuses: status => `它不接受推送的内容（${status}）`,
		other: words => `出错：${words}`,
	},
	nexts: {
		refused: () => '请启动镜像仓库、开放到它的通路，或更正 cluster.yaml 中的 registries。',
		silent: () => '请启动镜像仓库、开放到它的通路，或更正 cluster.yaml 中的 registries。',
		unknown: () => '请更正 cluster.yaml 中的 registries[].host，或让其名称可以解析。',
		authority: ({ca}) => (ca === undefined ? '请在 registries[].ca 中指明其签发机构。' : `请把签发它的机构的证书放入 ${ca}。`),
		name: () => '请按其证书中的名称称呼该仓库，或给它一张适用于该名称的证书。',
		expired: () => '请更新其证书，或校准时钟。',
		noTls: () => '请在 registries 中为它设置 plainHttp: true，或更正其端口。',
		credentials: ({credentials}) =>
			credentials === undefined
				? '请在 registries[].credentials 中指明一个含“用户:密码”的文件。'
				: `请更正 ${credentials}：只有一行“用户:密码”。`,
		forbidden: () => '请给该用户相应的权限，或换一个用户。',
		tokens: () => '请由 Pod 携带凭据（registries[].pullSecret），或让仓库直接接受密码。',
		proxy: () => '请确认代理允许本机通过且凭据正确，或在 httpProxy.no 中写明该仓库。',
		absent: () => '请将其放入该仓库，或确保本机能访问其名称所指的仓库。',
		declines: () => '请确保镜像仓库可用，然后重试。',
		answers: () => '请更正 cluster.yaml 中 registries 的主机和端口。',
		refuses: () => '请确保镜像仓库有空间、接受推送，并且项目存在。',
		other: () => '请确保镜像仓库可用，然后重试。',
	},
	check: {
		what: (host, why) => `镜像仓库 ${host}：${why}`,
		why: '那里的 containerd 要从它拉取镜像（registries）',
	},
};
