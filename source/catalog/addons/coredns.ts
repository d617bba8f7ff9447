/** CoreDNS in the shape that kubeadm gives it: Service kube-dns at the tenth address of the Services. */
import {family, nthAddress} from '../../spec/network.ts';
import type {ClusterSpec, Host} from '../../spec/types.ts';
import type {Grounds, KubeObject} from '../addons.ts';
import {lives} from '../place.ts';
import {corednsImage} from '../releases.ts';
import {isDualStack, nodes} from '../topology.ts';
import {spread} from './spread.ts';

const name = 'coredns';
const namespace = 'kube-system';
const labels = {'k8s-app': 'kube-dns'};
const rbac = 'rbac.authorization.k8s.io';

/** The nodes without a name server of their own: CoreDNS could ask nobody from there. A host that nobody looked at has one. */
export const withoutResolver = ({spec, found}: Grounds): Host[] => nodes(spec).filter(host => found[host.name]?.resolver === false);

/** Whether names outside of the cluster can be asked for from any node. */
export const forwards = (grounds: Grounds): boolean => withoutResolver(grounds).length < nodes(grounds.spec).length;

/** From here on kubeadm keeps the cluster's own names out of the cache. */
const uncachedSince = '1.32';

const cache = ({kubernetes, domain}: ClusterSpec): string =>
	lives({since: uncachedSince}, kubernetes)
		? `    cache 30 {
       disable success ${domain}
       disable denial ${domain}
    }`
		: '    cache 30';

/** kubeadm's. Without a name server `forward` has nobody to ask and CoreDNS would not start; `loop` only guards it. */
export const corefile = (grounds: Grounds): string => `.:53 {
    errors
    health {
       lameduck 5s
    }
    ready
    kubernetes ${grounds.spec.domain} in-addr.arpa ip6.arpa {
       pods insecure
       fallthrough in-addr.arpa ip6.arpa
       ttl 30
    }
    prometheus :9153
${
	forwards(grounds)
		? `    forward . /etc/resolv.conf {
       max_concurrent 1000
    }
`
		: ''
}${cache(grounds.spec)}
${forwards(grounds) ? '    loop\n' : ''}    reload
    loadbalance
}
`;

const access: readonly KubeObject[] = [
	{apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name, namespace}},
	{
		apiVersion: `${rbac}/v1`,
		kind: 'ClusterRole',
		metadata: {name: 'system:coredns'},
		rules: [
			{apiGroups: [''], resources: ['endpoints', 'services', 'pods', 'namespaces'], verbs: ['list', 'watch']},
			{apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch']},
		],
	},
	{
		apiVersion: `${rbac}/v1`,
		kind: 'ClusterRoleBinding',
		metadata: {name: 'system:coredns'},
		roleRef: {apiGroup: rbac, kind: 'ClusterRole', name: 'system:coredns'},
		subjects: [{kind: 'ServiceAccount', name, namespace}],
	},
];

/** Keeps it from the nodes that have no name server, where others have one. */
const awayFrom = (hosts: readonly Host[]) => ({
	requiredDuringSchedulingIgnoredDuringExecution: {
		nodeSelectorTerms: [
			{matchExpressions: [{key: 'kubernetes.io/hostname', operator: 'NotIn', values: hosts.map(({name: host}) => host)}]},
		],
	},
});

const http = (path: string, port: number) => ({httpGet: {path, port, scheme: 'HTTP'}});

const container = ({kubernetes}: ClusterSpec) => ({
	name,
	image: corednsImage(kubernetes),
	imagePullPolicy: 'IfNotPresent',
	resources: {limits: {memory: '170Mi'}, requests: {cpu: '100m', memory: '70Mi'}},
	args: ['-conf', '/etc/coredns/Corefile'],
	volumeMounts: [{name: 'config-volume', mountPath: '/etc/coredns', readOnly: true}],
	ports: [
		{containerPort: 53, name: 'dns', protocol: 'UDP'},
		{containerPort: 53, name: 'dns-tcp', protocol: 'TCP'},
		{containerPort: 9153, name: 'metrics', protocol: 'TCP'},
	],
	livenessProbe: {...http('/health', 8080), initialDelaySeconds: 60, timeoutSeconds: 5, successThreshold: 1, failureThreshold: 5},
	// Every two seconds: nothing else holds up an install.
	readinessProbe: {...http('/ready', 8181), periodSeconds: 2},
	securityContext: {
		allowPrivilegeEscalation: false,
		capabilities: {add: ['NET_BIND_SERVICE'], drop: ['ALL']},
		readOnlyRootFilesystem: true,
	},
});

const deployment = (grounds: Grounds): KubeObject => {
	const {spec} = grounds;
	const avoided = forwards(grounds) ? withoutResolver(grounds) : [];
	return {
		apiVersion: 'apps/v1',
		kind: 'Deployment',
		metadata: {name, namespace, labels},
		spec: {
			replicas: 2,
			strategy: {type: 'RollingUpdate', rollingUpdate: {maxUnavailable: 1}},
			selector: {matchLabels: labels},
			template: {
				metadata: {labels},
				spec: {
					priorityClassName: 'system-cluster-critical',
					serviceAccountName: name,
					affinity: {
						podAntiAffinity: spread(labels, nodes(spec).length - avoided.length > 1),
						...(avoided.length > 0 && {nodeAffinity: awayFrom(avoided)}),
					},
					tolerations: [
						{key: 'CriticalAddonsOnly', operator: 'Exists'},
						{key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule'},
					],
					nodeSelector: {'kubernetes.io/os': 'linux'},
					containers: [container(spec)],
					dnsPolicy: 'Default',
					volumes: [{name: 'config-volume', configMap: {name, items: [{key: 'Corefile', path: 'Corefile'}]}}],
				},
			},
		},
	};
};

const service = (spec: ClusterSpec): KubeObject => {
	const addresses = spec.network.services.map(cidr => nthAddress(cidr, 10));
	const families = addresses.map(address => (family(address) === 'ipv6' ? 'IPv6' : 'IPv4'));
	return {
		apiVersion: 'v1',
		kind: 'Service',
		metadata: {
			name: 'kube-dns',
			namespace,
			labels: {...labels, 'kubernetes.io/cluster-service': 'true', 'kubernetes.io/name': 'CoreDNS'},
			annotations: {'prometheus.io/port': '9153', 'prometheus.io/scrape': 'true'},
		},
		spec: {
			clusterIP: addresses[0],
			...(isDualStack(spec) && {clusterIPs: addresses, ipFamilies: families, ipFamilyPolicy: 'RequireDualStack'}),
			ports: [
				{name: 'dns', port: 53, protocol: 'UDP', targetPort: 53},
				{name: 'dns-tcp', port: 53, protocol: 'TCP', targetPort: 53},
				{name: 'metrics', port: 9153, protocol: 'TCP', targetPort: 9153},
			],
			selector: labels,
		},
	};
};

export const corednsObjects = (grounds: Grounds): readonly KubeObject[] => [
	...access,
	{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name, namespace}, data: {Corefile: corefile(grounds)}},
	service(grounds.spec),
	deployment(grounds),
];
