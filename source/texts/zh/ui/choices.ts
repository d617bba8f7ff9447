import type {Texts} from '../../shape.ts';

export const choices: Texts['ui']['choices'] = {
	title: '其余选项都有默认值，适合大多数集群',
	labels: {
		kubernetes: 'Kubernetes',
		'cni.kind': 'Pod 网络',
		'dns.kind': '集群 DNS',
		'proxy.mode': 'Service 实现方式',
		'pki.authorities': '证书颁发机构',
		'pki.key': '密钥类型',
		'pki.days': '证书有效期（天）',
		'pki.caDays': 'CA 有效期（天）',
		'security.encryption': 'etcd 中的 Secret',
		'security.audit': '审计日志',
		'security.podSecurity': 'Pod 默认限制',
		'security.anonymous': '匿名访问',
		'security.nonRoot': '使用专用用户',
		'security.approver': '自动批准续期',
		'artifacts.from': '二进制文件来源',
		'artifacts.path': '二进制文件目录',
		'artifacts.url': '镜像站',
	},
	defaultIs: value => `默认：${value}`,
	byDefault: '（默认）',
	fine: '未发现问题。',
};
