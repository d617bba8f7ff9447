import * as z from 'zod';
import {textsIn} from '../texts/texts.ts';
import {addon, ownPair} from './addon-schema.ts';
import {fields as text} from './fields.ts';
import {
	authorityIds,
	compressions,
	fileWays,
	flaggedDaemons,
	httpProxyUsers,
	keyKinds,
	mirroredSources,
	mirrorPresets,
	roles,
} from './types.ts';
import {stable} from './version.ts';

// The JSON Schema is a published file, in one language.
const {fields: about, title} = textsIn('en').spec;

const port = z.int().min(1).max(65_535);
const days = z.int().min(1).max(36_500);
const ranges = (cidr: z.ZodType<string, string>, example: string) =>
	z
		.array(cidr)
		.min(1)
		.max(2)
		.meta({examples: [[example]]});

/** strictObject, so that an unknown key is a problem, `__proto__` and `constructor` included. */
const ssh = z.strictObject({
	host: text.sshHost.describe(about.sshHost).exactOptional(),
	user: text.user.describe(about.sshUser).exactOptional(),
	port: port.meta({description: about.sshPort, examples: [22]}).exactOptional(),
	identityFile: text.identityFile.describe(about.identityFile).exactOptional(),
	jump: text.jump.describe(about.jump).exactOptional(),
	sudo: z.boolean().describe(about.sudo).exactOptional(),
});

const host = z
	.strictObject({
		name: text.hostName.describe(about.hostName),
		address: text.address.describe(about.address),
		addresses: z.array(text.address).max(1).default([]).describe(about.addresses),
		roles: z
			.array(z.enum(roles))
			.min(1)
			.meta({description: about.roles, examples: [['control-plane', 'etcd']]}),
		local: z.boolean().default(false).describe(about.local),
		node: z.boolean().exactOptional().describe(about.node),
		ssh: ssh.prefault({}).describe(about.ssh),
		labels: z
			.record(text.labelKey, text.labelValue)
			.default({})
			.meta({description: about.labels, examples: [{disk: 'ssd'}]}),
	})
	.meta({examples: [{name: 'node1', address: '10.0.0.11', roles: ['worker']}]});

const mapOf = <K extends string, T>(keys: readonly K[], value: (key: K) => T) =>
	Object.fromEntries(keys.map(key => [key, value(key)])) as Record<K, T>;

const subject = z.strictObject({
	country: text.country.describe(about.country).exactOptional(),
	state: text.subjectText.describe(about.state).exactOptional(),
	locality: text.subjectText.describe(about.locality).exactOptional(),
	organization: text.subjectText.describe(about.organization).exactOptional(),
	unit: text.subjectText.describe(about.unit).exactOptional(),
});

const ownAuthority = z.strictObject({
	certificate: text.certificateFile.describe(about.ownCertificate),
	key: text.keyFile.describe(about.ownKey).exactOptional(),
});

const pki = z.strictObject({
	authorities: z.enum(['three', 'one']).default('three').describe(about.authorities),
	key: z.enum(keyKinds).default('ecdsa-p256').describe(about.key),
	days: days.default(365).describe(about.days),
	caDays: days.default(3650).describe(about.caDays),
	names: z.array(text.name).default([]).describe(about.names),
	subject: subject.prefault({}).describe(about.subject),
	own: z
		.strictObject(mapOf(authorityIds, () => ownAuthority.exactOptional()))
		.prefault({})
		.describe(about.own),
});

const security = z.strictObject({
	audit: z.enum(['none', 'metadata', 'policy']).default('metadata').describe(about.audit),
	auditPolicy: text.policyFile.describe(about.auditPolicy).exactOptional(),
	auditLog: z
		.strictObject({
			maxSize: z.int().min(1).max(10_000).default(100).describe(about.auditMaxSize),
			maxAge: days.default(30).describe(about.auditMaxAge),
			maxBackup: z.int().min(1).max(1000).default(10).describe(about.auditMaxBackup),
		})
		.prefault({})
		.describe(about.auditLog),
	encryption: z.enum(['none', 'secretbox', 'aescbc', 'identity']).default('secretbox').describe(about.encryption),
	encryptionKey: z.int().min(1).max(99).default(1).describe(about.encryptionKey),
	podSecurity: z.enum(['none', 'warn', 'baseline', 'restricted']).default('warn').describe(about.podSecurity),
	anonymous: z.enum(['health', 'all']).default('health').describe(about.anonymous),
	nonRoot: z.boolean().default(false).describe(about.nonRoot),
	approver: z.boolean().default(true).describe(about.approver),
});

const flags = z.record(text.flagName, text.flagValue).default({});
const extraFlags = z.strictObject(
	mapOf(flaggedDaemons, daemon => flags.meta({description: about.extraFlagsOf(daemon), examples: [{v: '2'}]})),
);

const vip = z.strictObject({
	kind: z.enum(['keepalived', 'none']).exactOptional().describe(about.vipKind),
	address: text.address.describe(about.vipAddress).exactOptional(),
	interface: text.interfaceName.describe(about.vipInterface).exactOptional(),
	routerId: z
		.int()
		.min(1)
		.max(255)
		.default(51)
		.meta({description: about.routerId, examples: [51]}),
});

const httpProxy = z.strictObject({
	http: text.proxy.describe(about.httpProxyHttp).exactOptional(),
	https: text.proxy.describe(about.httpProxyHttps).exactOptional(),
	no: z.array(text.direct).default([]).describe(about.httpProxyNo),
	for: z
		.array(z.enum(httpProxyUsers))
		.min(1)
		.default(['downloads', 'packages', 'containerd'])
		.meta({description: about.httpProxyFor, examples: [['downloads', 'containerd']]}),
	credentials: text.credentialsFile.describe(about.httpProxyCredentials).exactOptional(),
});

const registry = z
	.strictObject({
		host: text.registryHost.describe(about.registryHost),
		mirrorOf: z.array(text.registryName).default([]).describe(about.registryMirrorOf),
		paths: z
			.record(text.registryName, text.repositoryPath)
			.default({})
			.meta({description: about.registryPaths, examples: [{'docker.io': 'hub'}]}),
		ca: text.registryCa.describe(about.registryCa).exactOptional(),
		plainHttp: z.boolean().default(false).describe(about.registryPlainHttp),
		credentials: text.registryCredentials.describe(about.registryCredentials).exactOptional(),
		onNodes: z.boolean().default(true).describe(about.registryOnNodes),
		pullSecret: z
			.strictObject({
				namespaces: z
					.array(text.namespace)
					.min(1)
					.meta({description: about.registryNamespaces, examples: [['default']]}),
			})
			.describe(about.registryPullSecret)
			.exactOptional(),
	})
	.meta({examples: [{host: 'registry.example.org:5000', mirrorOf: ['registry.k8s.io']}]});

const artifacts = z.strictObject({
	from: z.enum(['auto', 'folder', 'mirror', 'download', 'bundle']).default('auto').describe(about.from),
	path: text.path.describe(about.path).exactOptional(),
	url: text.url.describe(about.url).exactOptional(),
	mirrors: z
		.strictObject(
			mapOf(mirroredSources, source =>
				z
					.array(text.url)
					.min(1)
					.meta({description: about.mirrorsOf[source], examples: [['https://mirror.example.org']]})
					.exactOptional(),
			),
		)
		.prefault({})
		.describe(about.mirrors),
	preset: z.enum(mirrorPresets).default('none').describe(about.preset),
	sums: z.enum(['published', 'beside']).default('published').describe(about.sums),
	images: z.array(text.image).default([]).describe(about.images),
});

const distribution = z.strictObject({
	from: z.enum(fileWays).default('ssh').describe(about.distributionFrom),
	compress: z.enum(compressions).default('auto').describe(about.compress),
	limit: text.rate.describe(about.limit).exactOptional(),
	atOnce: z
		.int()
		.min(1)
		.max(1000)
		.meta({description: about.atOnce, examples: [4]})
		.exactOptional(),
});

/** The shape of cluster.yaml. Its output is a ClusterSpec but for what depends on other fields, and for which version is meant. */
export const clusterSchema = z
	.strictObject({
		apiVersion: z.literal('kinstall/v1').describe(about.apiVersion),
		name: text.clusterName.describe(about.name),
		kubernetes: text.version.default(stable).describe(about.kubernetes),
		domain: text.domain.default('cluster.local').describe(about.domain),
		endpoint: z
			.strictObject({
				host: text.endpoint.describe(about.endpointHost),
				port: port.default(6443).describe(about.endpointPort),
			})
			.meta({description: about.endpoint, examples: [{host: '10.0.0.10', port: 6443}]}),
		network: z
			.strictObject({
				pods: ranges(text.pods, '10.244.0.0/16').describe(about.pods),
				services: ranges(text.services, '10.96.0.0/16').describe(about.services),
				nodeMask: z.int().min(8).max(28).default(24).describe(about.nodeMask),
			})
			.meta({description: about.network, examples: [{pods: ['10.244.0.0/16'], services: ['10.96.0.0/16']}]}),
		hosts: z.array(host).meta({description: about.hosts, minItems: 1}),
		ssh: z
			.strictObject({config: text.sshConfig.describe(about.sshConfig).exactOptional()})
			.prefault({})
			.describe(about.ssh),
		pki: pki.prefault({}).describe(about.pki),
		balancer: z
			.strictObject({
				kind: z.enum(['nginx', 'haproxy', 'none']).exactOptional().describe(about.balancerKind),
				onNodes: z.boolean().default(false).describe(about.onNodes),
				localPort: port.default(6444).describe(about.localPort),
				vip: vip.prefault({}).describe(about.vip),
				front: z
					.strictObject({domain: text.appDomain.describe(about.frontDomain), tls: ownPair.describe(about.frontTls).exactOptional()})
					.describe(about.front)
					.exactOptional(),
			})
			.prefault({})
			.describe(about.balancer),
		cni: z
			.strictObject({
				kind: z.enum(['routed', 'flannel', 'calico', 'none']).default('routed').describe(about.cniKind),
				flannel: z
					.strictObject({backend: z.enum(['vxlan', 'host-gw']).default('vxlan').describe(about.flannelBackend)})
					.prefault({})
					.describe(about.flannel),
				calico: z
					.strictObject({
						encapsulation: z.enum(['vxlan', 'ipip']).default('vxlan').describe(about.calicoEncapsulation),
						mtu: z
							.int()
							.min(1280)
							.max(9200)
							.meta({description: about.calicoMtu, examples: [1450]})
							.exactOptional(),
					})
					.prefault({})
					.describe(about.calico),
			})
			.prefault({})
			.describe(about.cni),
		dns: z
			.strictObject({kind: z.enum(['coredns', 'none']).default('coredns').describe(about.dnsKind)})
			.prefault({})
			.describe(about.dns),
		proxy: z
			.strictObject({mode: z.enum(['iptables', 'nftables', 'ipvs']).default('iptables').describe(about.proxyMode)})
			.prefault({})
			.describe(about.proxy),
		time: z
			.strictObject({
				kind: z.enum(['host', 'chrony']).default('host').describe(about.timeKind),
				servers: z
					.array(text.name)
					.default([])
					.meta({description: about.timeServers, examples: [['ntp1.example.org', '10.0.0.1']]}),
				from: text.hostName.describe(about.timeFrom).exactOptional(),
			})
			.prefault({})
			.describe(about.time),
		zone: z
			.strictObject({
				domain: text.zone.describe(about.zoneDomain),
				on: text.hostName.describe(about.zoneOn).exactOptional(),
				forward: z
					.array(text.address)
					.max(8)
					.default([])
					.meta({description: about.zoneForward, examples: [['10.0.0.1']]}),
			})
			.describe(about.zone)
			.exactOptional(),
		security: security.prefault({}).describe(about.security),
		extraFlags: extraFlags.prefault({}).describe(about.extraFlags),
		httpProxy: httpProxy.prefault({}).describe(about.httpProxy),
		registries: z.array(registry).default([]).describe(about.registries),
		addons: z
			.array(addon)
			.default([])
			.meta({description: about.addons, examples: [[{kind: 'metrics-server'}, {file: './app.yaml'}]]}),
		artifacts: artifacts.prefault({}).describe(about.artifacts),
		distribution: distribution.prefault({}).describe(about.distribution),
	})
	.meta({title});

/** What a person writes: every field with a default may be absent. */
export type SpecInput = z.input<typeof clusterSchema>;
/** The fields alone, defaults filled in. */
export type SpecFields = z.output<typeof clusterSchema>;
