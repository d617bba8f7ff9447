import {en} from '../en.ts';
import type {Texts} from '../shape.ts';

const list = (values: readonly string[]): string => values.join('、');
const some = (values: readonly string[]): string => (values.length > 0 ? list(values) : '无');

export const pki: Texts['pki'] = {
	userNeedsKey: 'ca 的密钥不在这里，kinstall 无法为人员签名：请使用 ServiceAccount，或在密钥所在之处为该名称及其组的请求签名',
	refused: count => `pki/ 中有 ${count} 个文件不适合此集群：`,
	problem: (path, reason) => `${path}：${reason}`,
	next: example => `下一步：${example}`,

	unreadable: detail => `无法作为证书读取（${detail}）`,
	unreadableKey: detail => `无法作为私钥读取（${detail}）`,
	noKey: key => `证书存在，但缺少其私钥 ${key}`,
	otherKey: key => `其公钥与 ${key} 不符`,
	publicHalf: key => `它不是 ${key} 的公钥`,
	subject: (what, found, wanted) => `其${what}为 ${found || '空'}，需要的是 ${wanted || '空'}`,
	commonName: '通用名称（CN）',
	organization: '组织（O）',
	attribute: {country: '国家（C）', state: '省/州（ST）', locality: '城市（L）', unit: '部门（OU）'},
	otherAttributes: attributes => `其主体有多余的属性：${list(attributes)}`,
	lacks: names => `其名称缺少 ${list(names)}`,
	extra: names => `它有不需要的名称：${list(names)}`,
	usages: (found, wanted) => `其用途为 ${some(found)}，需要的是 ${some(wanted)}`,
	notAuthority: '它不是证书颁发机构（缺少 CA:TRUE）',
	isAuthority: '它是证书颁发机构（CA:TRUE），需要的是叶子证书',
	keyUsage: missing => `其密钥用法缺少 ${list(missing)}`,
	keyKind: (found, wanted) => `其密钥为 ${found}，需要的是 ${wanted}`,
	notSigned: signer => `它不是由 ${signer} 签名的`,
	signerGone: signer => `为它签名的 ${signer} 已不存在`,
	notYet: (from, now) => `它从 ${from} 起才有效，而本机的时钟显示 ${now}`,
	expired: at => `它已于 ${at} 过期`,

	removeLeaf: (crt, key) => `删除 ${crt} 和 ${key}，它们会重新生成；或将 cluster.yaml 改回原样`,
	removeAuthority: (crt, key) => `删除 ${crt} 和 ${key} 以及由其签名的全部内容，它们都会重新生成；或将 cluster.yaml 改回原样`,
	removeSigned: crt => `删除 ${crt}，其签名请求会重新写出；或将 cluster.yaml 改回原样`,
	removeKey: key => `删除 ${key}，它会重新生成；或将 cluster.yaml 改回原样`,
	putKey: key => `将 ${key} 放回原处，或删除该证书`,
	putAuthorityKey: (crt, key) =>
		`将正确的 ${key} 放回原处：新的密钥与由它签名的内容不符；只有在它已丢失时，才删除 ${crt} 和 ${key} 以及由其签名的全部内容，它们都会重新生成`,
	putSigner: (signer, crt, key) =>
		`将 ${signer} 原样放回，如果其密钥也不在了，一并放回；只有在它已丢失时，才删除 ${crt} 和 ${key}，它们会重新生成`,
	noPrivateHalf: key => `公钥存在，但缺少其私钥 ${key}`,
	putPair: (key, pub) =>
		`将正确的 ${key} 放回原处；只有在它已丢失时，才删除 ${key} 和 ${pub}，两者会重新生成：此前用它签名的服务账号令牌将全部失效`,
	removePair: (key, pub) => `将 cluster.yaml 改回原样；或删除 ${key} 和 ${pub}，两者会重新生成：此前用它签名的服务账号令牌将全部失效`,
	removePublic: pub => `删除 ${pub}，它会由其私钥重新生成`,

	encryption: {
		unreadable: '无法作为 EncryptionConfiguration 读取',
		putBack: '将该文件原样放回：其密钥一旦丢失，用这些密钥写入的 Secret 就再也无法读取',
		keysThere: file =>
			`etcd 中的 Secret 可能已用 ${file} 中的密钥加密，而 \`none\` 会让 API 服务器失去这些密钥；\`identity\` 让它重新以明文写入 Secret，并保留密钥用于读取`,
		identity: 'security.encryption: identity',
		foreign: (first, wanted) =>
			`其中排在首位的是 ${first}，它将写入 Secret，而 cluster.yaml 中为 security.encryption: ${wanted}；kinstall 只用 secretbox、aescbc 或明文写入 Secret，其他提供者只保留用于读取`,
		behind: first => `将 ${first} 移到 Secret 的第一个提供者之后：它在那里继续用于读取`,
	},

	own: {
		missing: file => `${file} 不存在`,
		unreadable: (file, detail) => `无法使用 ${file}（${detail}）`,
		noBlock: '其中没有 PEM 证书',
		encrypted: '它是加密的，而 kinstall 不会询问口令：请将其解密，或不提供密钥而另行为请求签名',
		example: {
			certificate: 'PEM 文件，先是用于签名的证书颁发机构，然后依次是其上级：./corporate/ca.crt',
			key: 'PEM 文件，含该证书的私钥：./corporate/ca.key',
		},
		weakKey: kind => `其密钥为 ${kind}；证书颁发机构需要 2048 位或更长的 RSA，或基于 P-256、P-384 或 P-521 的 ECDSA`,
		noKeyUsage:
			'它没有密钥用法扩展：请为同一密钥重新生成，密钥用法为 keyCertSign 和 cRLSign，标记为 critical（openssl：keyUsage=critical,keyCertSign,cRLSign）',
		twice: (first, again) => `文件中的第 ${first} 个和第 ${again} 个证书相同：请去掉其中一个`,
		pathLength: (length, below) => `其路径长度为 ${length}，而文件中在它之下有 ${below} 个`,
		purposes: (found, missing) => `它只能用于担保 ${list(found)}，而集群还需要 ${list(missing)}`,
		constrainsNames: '它有名称约束，而集群需要 Kubernetes 的名称、主机的名称以及不属于任何域的名称：请生成不带名称约束的证书颁发机构',
		broken: number => `它不是由文件中的第 ${number} 个证书签名的：用于签名的排在最前，后一个须为前一个签名`,
		inChain: (number, reason) => `文件中的第 ${number} 个证书：${reason}`,
		changed: (file, given, kept) => `${file} 是另一个证书（sha256 ${given}），与此处保存的（${kept}）不同`,
		otherChain: file => `${file} 中第一个证书的上级与此处保存的不同`,
		replace: (file, crt, key) => `将原来的 ${file} 放回；或删除 ${crt}、${key} 以及由其签名的全部内容，它们都会重新生成`,
		keptKey: id => `它在这里，而 pki.own.${id} 写明此证书颁发机构的密钥不在这里`,
		copyKey: (key, file) => `删除 ${key}，它会重新从 ${file} 复制`,
		removeKey: key => `删除 ${key}；或将 cluster.yaml 改回原样`,
		otherKey: (key, certificate) => `${key} 不是 ${certificate} 的密钥`,
	},

	pair: {
		missing: file => `${file} 不存在`,
		unreadable: (file, detail) => `${file} 无法使用（${detail}）`,
		example: {
			certificate: '含有用于该域名之下各名称的证书、以及通往其根证书的各证书的 PEM 文件：./apps.crt',
			key: '含有该证书私钥且未加密的 PEM 文件：./apps.key',
		},
		issuerExample: {
			certificate: '含有集群本身不认识的独立证书颁发机构及其上级的 PEM 文件：./office-ca.crt',
			key: '含有该证书颁发机构私钥且未加密的 PEM 文件：./office-ca.key',
		},
		issuerBelieved: authority =>
			`集群通过其证书颁发机构 ${authority} 信任它所签发的证书：任何可以向该签发者申请证书的人都能得到管理员的证书`,
		encrypted: '它是加密的，而 kinstall 不会询问口令',
		names: (found, domain) => `它用于${some(found)}，不包含 ${domain} 之下的任何名称`,
	},

	waiting: {
		some: (missing, all, signers) => `${all} 个证书中有 ${missing} 个等待由 ${list(signers)} 签名，其密钥不在这里：`,
		one: (request, certificate) => `${request}：签名后的证书应放在 ${certificate}`,
		next: '下一步：按照 pki/requests/README.txt 请人签名，将每个证书放到指定位置，然后再次运行。',
		guide: [
			'Kubernetes 集群的证书，等待由密钥不在这里的证书颁发机构签名。',
			'',
			'请用所列的证书颁发机构为下面的每个请求签名。证书中的通用名称、组织、名称和用途必须与请求完全一致：',
			'Kubernetes 将通用名称当作用户，将组织当作组。有效期由签名者决定；所列天数是集群希望的天数。',
			'它们都不是证书颁发机构（CA:FALSE）。',
			'请将每个证书以 PEM 格式放到所列的位置。私钥已在那里，永远不会离开该目录。',
			'全部或部分证书就位后，请再次运行 kinstall：它会将每个证书与其请求比较，并列出仍然缺少的证书。',
		].join('\n'),
		entry: of => [
			`  放置位置    ${of.certificate}`,
			`  签名者      ${of.signer}`,
			`  主体        ${of.subject}`,
			`  名称        ${some(of.names)}`,
			`  用途        ${list(of.usages)}`,
			`  密钥用法    ${list(of.keyUsage)}`,
			`  天数        ${of.days}`,
		],
	},

	io: {
		folder: {
			codes: en.pki.io.folder.codes,
			reason: code => `它是目录，而那里应是文件（${code}）`,
			mend: (file, _) => `将目录 ${file} 移走`,
		},
		noFolder: {
			codes: en.pki.io.noFolder.codes,
			reason: code => `它所在之处不是目录（${code}）`,
			mend: (_, above) => `将文件 ${above} 移走`,
		},
		denied: {
			codes: en.pki.io.denied.codes,
			reason: code => `当前用户无权读写它（${code}）`,
			mend: (_, above) => `以目录 ${above} 的所有者身份运行 kinstall，或将该目录及其中的全部内容改为归您所有`,
		},
		readOnly: {
			codes: en.pki.io.readOnly.codes,
			reason: code => `它位于以只读方式挂载的文件系统上（${code}）`,
			mend: (_, above) => `将集群目录复制到可以写入的地方，或以可写方式挂载 ${above}`,
		},
	},

	outside: file => `${file} 不在 pki/ 之下`,

	certificate: {
		subject: '主体',
		issuer: '颁发者',
		selfSigned: '自签名',
		kind: '类型',
		authority: '证书颁发机构（CA:TRUE）',
		leaf: '叶子证书（CA:FALSE）',
		usages: '用途',
		usage: {server: '服务端', client: '客户端'},
		keyUsage: '密钥用法',
		names: '名称',
		name: {dns: name => `DNS ${name}`, address: address => `IP ${address}`},
		none: '无',
		key: '密钥',
		publicKey: '公钥 sha256',
		serial: '序列号',
		validFrom: '生效时间',
		validUntil: '到期时间',
		lifetime: days => `${days} 天`,
		fingerprint: '指纹 sha256',
		subjectKeyIdentifier: '主体密钥标识符',
		authorityKeyIdentifier: '签名者密钥标识符',
	},
};
