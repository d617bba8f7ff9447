import type {Texts} from '../shape.ts';
import {assumes} from './run/assumes.ts';
import {causes} from './run/causes.ts';
import {check} from './run/check.ts';
import {notes} from './run/notes.ts';
import {pods} from './run/pods.ts';
import {user} from './run/user.ts';
import {verdict} from './run/verdict.ts';

export const run: Texts['run'] = {
	causes,
	exited: code => `命令结束，退出码 ${code}`,
	noPackager: '请用该主机的软件包管理器安装它们，然后重试。',
	notes,

	assumes,
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

	pods,
	comesOverSsh: name => `${name} 经 ssh 传送，因为没有镜像站能提供它`,
	waitsForClient: '它的客户端证书等待批准',
	waitsForServing: '它的服务证书等待批准',
	notJoined: words => `kubelet 没有得到客户端证书：${words.trim()}`,
	notJoinedNext: '它的请求是否被拒绝了？重试会发出新的请求。',
	verdict,
	user,
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
	check,
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
