/** flannel as a DaemonSet. The controller manager gives each node its pods' range, and flannel follows. */

import {family} from '../../spec/network.ts';
import type {ClusterSpec} from '../../spec/types.ts';
import type {KubeObject} from '../addons.ts';
import {cniDirectory, cniFile} from '../configs/cni-file.ts';

/** They go together with any Kubernetes of the catalog: flannel asks for nodes alone. */
const version = 'v0.28.10';
export const flannelImages = {
	daemon: `ghcr.io/flannel-io/flannel:${version}`,
	plugin: 'ghcr.io/flannel-io/flannel-cni-plugin:v1.9.1-flannel3',
} as const;

const namespace = 'kube-flannel';
const labels = {'k8s-app': 'flannel'};
const rbac = 'rbac.authorization.k8s.io';

const access: readonly KubeObject[] = [
	{
		apiVersion: 'v1',
		kind: 'Namespace',
		metadata: {name: namespace, labels: {...labels, 'pod-security.kubernetes.io/enforce': 'privileged'}},
	},
	{apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name: 'flannel', namespace, labels}},
	{
		apiVersion: `${rbac}/v1`,
		kind: 'ClusterRole',
		metadata: {name: 'flannel', labels},
		rules: [
			{apiGroups: [''], resources: ['pods'], verbs: ['get']},
			{apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'watch']},
			{apiGroups: [''], resources: ['nodes/status'], verbs: ['patch']},
		],
	},
	{
		apiVersion: `${rbac}/v1`,
		kind: 'ClusterRoleBinding',
		metadata: {name: 'flannel', labels},
		roleRef: {apiGroup: rbac, kind: 'ClusterRole', name: 'flannel'},
		subjects: [{kind: 'ServiceAccount', name: 'flannel', namespace}],
	},
];

/** Hairpin, as a pod must reach itself through its own Service. */
const cni = {
	name: 'cbr0',
	cniVersion: '0.4.0',
	plugins: [
		{type: 'flannel', delegate: {hairpinMode: true, isDefaultGateway: true}},
		{type: 'portmap', capabilities: {portMappings: true}},
	],
};

const networkOf = ({network, cni: {flannel}}: ClusterSpec) => {
	const four = network.pods.find(cidr => family(cidr) === 'ipv4');
	const six = network.pods.find(cidr => family(cidr) === 'ipv6');
	return {
		...(four ? {Network: four} : {EnableIPv4: false}),
		...(six && {EnableIPv6: true, IPv6Network: six}),
		EnableNFTables: false,
		Backend: {Type: flannel.backend},
	};
};

const text = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
const field = (name: string, fieldPath: string) => ({name, valueFrom: {fieldRef: {fieldPath}}});
const mount = (name: string, mountPath: string) => ({name, mountPath});
const hostPath = (name: string, path: string, type?: string) => ({name, hostPath: {path, ...(type && {type})}});

const http = (path: string) => ({httpGet: {path, port: 'healthz'}});

/** The address under which the node is known, and not the one that a default route would choose. */
const own = '$(POD_IP)';

/**
 * flanneld takes an IPv6 address for the interface alone: host-gw then misses the address that it compares with the interface's, which is what --public-ip
 * sets, and in a cluster of both families nothing would be found without --public-ipv6 (pkg/ipmatch of flannel 0.28).
 */
const addressFlags = ({network, cni: {flannel}}: ClusterSpec): string[] => {
	const [first, ...others] = network.pods.map(cidr => family(cidr));
	if (first !== 'ipv6') return [];
	if (others.length > 0) return [`--public-ipv6=${own}`];
	return flannel.backend === 'host-gw' ? [`--public-ip=${own}`] : [];
};

const daemon = (spec: ClusterSpec) => ({
	name: 'kube-flannel',
	image: flannelImages.daemon,
	command: ['/opt/bin/flanneld'],
	args: [
		// What leaves the cluster gets the host's address; what goes from pod to pod keeps its own.
		'--ip-masq',
		'--kube-subnet-mgr',
		'--healthz-port=8081',
		`--iface=${own}`,
		...addressFlags(spec),
	],
	ports: [{name: 'healthz', containerPort: 8081, protocol: 'TCP'}],
	livenessProbe: {...http('/healthz'), initialDelaySeconds: 10, periodSeconds: 30},
	readinessProbe: {...http('/readyz'), initialDelaySeconds: 1, periodSeconds: 2},
	resources: {requests: {cpu: '100m', memory: '50Mi'}},
	securityContext: {privileged: false, capabilities: {add: ['NET_ADMIN', 'NET_RAW']}},
	env: [
		field('POD_NAME', 'metadata.name'),
		field('POD_NAMESPACE', 'metadata.namespace'),
		field('POD_IP', 'status.podIP'),
		{name: 'EVENT_QUEUE_DEPTH', value: '5000'},
		{name: 'CONT_WHEN_CACHE_NOT_READY', value: 'false'},
	],
	volumeMounts: [mount('run', '/run/flannel'), mount('flannel-cfg', '/etc/kube-flannel/'), mount('xtables-lock', '/run/xtables.lock')],
});

const install = [
	{
		name: 'install-cni-plugin',
		image: flannelImages.plugin,
		command: ['cp'],
		args: ['-f', '/flannel', '/opt/cni/bin/flannel'],
		volumeMounts: [mount('cni-plugin', '/opt/cni/bin')],
	},
	{
		name: 'install-cni',
		image: flannelImages.daemon,
		command: ['/opt/bin/install-conf'],
		args: ['/etc/kube-flannel/cni-conf.json', `${cniDirectory}/${cniFile.flannel}`],
		volumeMounts: [mount('cni', '/etc/cni/net.d'), mount('flannel-cfg', '/etc/kube-flannel/')],
	},
];

const podLabels = {tier: 'node', app: 'flannel'};

const daemonSet = (spec: ClusterSpec): KubeObject => ({
	apiVersion: 'apps/v1',
	kind: 'DaemonSet',
	metadata: {name: 'kube-flannel-ds', namespace, labels: {...labels, ...podLabels}},
	spec: {
		selector: {matchLabels: {app: 'flannel'}},
		template: {
			// A network that changes starts the pods anew.
			metadata: {labels: podLabels, annotations: {'kinstall/network': JSON.stringify(networkOf(spec))}},
			spec: {
				nodeSelector: {'kubernetes.io/os': 'linux'},
				hostNetwork: true,
				priorityClassName: 'system-node-critical',
				tolerations: [{operator: 'Exists', effect: 'NoSchedule'}],
				serviceAccountName: 'flannel',
				initContainers: install,
				containers: [daemon(spec)],
				volumes: [
					hostPath('run', '/run/flannel'),
					hostPath('cni-plugin', '/opt/cni/bin'),
					hostPath('cni', '/etc/cni/net.d'),
					{name: 'flannel-cfg', configMap: {name: 'kube-flannel-cfg'}},
					hostPath('xtables-lock', '/run/xtables.lock', 'FileOrCreate'),
				],
			},
		},
	},
});

export const flannelObjects = (spec: ClusterSpec): readonly KubeObject[] => [
	...access,
	{
		apiVersion: 'v1',
		kind: 'ConfigMap',
		metadata: {name: 'kube-flannel-cfg', namespace, labels: {...labels, ...podLabels}},
		data: {'cni-conf.json': text(cni), 'net-conf.json': text(networkOf(spec))},
	},
	daemonSet(spec),
];
