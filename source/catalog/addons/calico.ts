/** calico with the API server as its datastore: a DaemonSet on every node, one controller, pods' addresses by calico's own blocks. */
import {family} from '../../spec/network.ts';
import type {ClusterSpec} from '../../spec/types.ts';
import type {KubeObject} from '../addons.ts';
import {calicoAccess, calicoDefinitions} from './calico-access.ts';

const version = 'v3.28.5';
const image = (name: 'cni' | 'node' | 'kube-controllers'): string => `docker.io/calico/${name}:${version}`;

const namespace = 'kube-system';

const podsOf = ({network}: ClusterSpec, kind: 'ipv4' | 'ipv6'): string | undefined => network.pods.find(cidr => family(cidr) === kind);

/** The words in capitals are filled in on the node by calico's installer. */
const cniConfig = (spec: ClusterSpec) => ({
	name: 'k8s-pod-network',
	cniVersion: '0.3.1',
	plugins: [
		{
			type: 'calico',
			log_level: 'info',
			log_file_path: '/var/log/calico/cni/cni.log',
			datastore_type: 'kubernetes',
			nodename: '__KUBERNETES_NODE_NAME__',
			mtu: spec.cni.calico.mtu ?? 0,
			ipam: {
				type: 'calico-ipam',
				assign_ipv4: String(podsOf(spec, 'ipv4') !== undefined),
				assign_ipv6: String(podsOf(spec, 'ipv6') !== undefined),
			},
			policy: {type: 'k8s'},
			kubernetes: {kubeconfig: '__KUBECONFIG_FILEPATH__'},
		},
		{type: 'portmap', snat: true, capabilities: {portMappings: true}},
		{type: 'bandwidth', capabilities: {bandwidth: true}},
	],
});

const nodeName = {name: 'NODENAME', valueFrom: {fieldRef: {fieldPath: 'spec.nodeName'}}};
const variables = (values: Readonly<Record<string, string>>) => Object.entries(values).map(([name, value]) => ({name, value}));

/** 0: calico takes the MTU of the hosts and what the encapsulation needs off it. */
const mtuOf = ({cni}: ClusterSpec): string => String(cni.calico.mtu ?? 0);

/** IP in IP knows no IPv6: there, packets go by routes alone. */
const pools = (spec: ClusterSpec): Record<string, string> => {
	const [four, six] = [podsOf(spec, 'ipv4'), podsOf(spec, 'ipv6')];
	const byVxlan = spec.cni.calico.encapsulation === 'vxlan';
	return {
		// The address under which the node is known, and not the first that is found.
		IP: four ? 'autodetect' : 'none',
		IP_AUTODETECTION_METHOD: 'kubernetes-internal-ip',
		...(four && {
			CALICO_IPV4POOL_CIDR: four,
			CALICO_IPV4POOL_VXLAN: byVxlan ? 'Always' : 'Never',
			CALICO_IPV4POOL_IPIP: byVxlan ? 'Never' : 'Always',
		}),
		...(six && {
			IP6: 'autodetect',
			IP6_AUTODETECTION_METHOD: 'kubernetes-internal-ip',
			CALICO_IPV6POOL_CIDR: six,
			CALICO_IPV6POOL_VXLAN: byVxlan ? 'Always' : 'Never',
			CALICO_IPV6POOL_NAT_OUTGOING: 'true',
		}),
		FELIX_IPV6SUPPORT: String(six !== undefined),
	};
};

const environment = (spec: ClusterSpec) => [
	nodeName,
	...variables({
		DATASTORE_TYPE: 'kubernetes',
		WAIT_FOR_DATASTORE: 'true',
		CALICO_NETWORKING_BACKEND: spec.cni.calico.encapsulation === 'vxlan' ? 'vxlan' : 'bird',
		CLUSTER_TYPE: spec.cni.calico.encapsulation === 'vxlan' ? 'k8s' : 'k8s,bgp',
		...pools(spec),
		FELIX_IPINIPMTU: mtuOf(spec),
		FELIX_VXLANMTU: mtuOf(spec),
		CALICO_DISABLE_FILE_LOGGING: 'true',
		FELIX_DEFAULTENDPOINTTOHOSTACTION: 'ACCEPT',
		FELIX_HEALTHENABLED: 'true',
	}),
];

const mount = (name: string, mountPath: string) => ({name, mountPath});
const hostPath = (name: string, path: string, type?: string) => ({name, hostPath: {path, ...(type && {type})}});

const asks = (spec: ClusterSpec, what: 'live' | 'ready') => {
	const bird = spec.cni.calico.encapsulation === 'ipip' ? [`-bird-${what}`] : [];
	return {exec: {command: ['/bin/calico-node', `-felix-${what}`, ...bird]}, periodSeconds: 10, timeoutSeconds: 10};
};

const install = (spec: ClusterSpec) => ({
	name: 'install-cni',
	image: image('cni'),
	imagePullPolicy: 'IfNotPresent',
	command: ['/opt/cni/bin/install'],
	env: [
		...variables({
			CNI_CONF_NAME: '10-calico.conflist',
			CNI_NETWORK_CONFIG: JSON.stringify(cniConfig(spec), null, 2),
			CNI_MTU: mtuOf(spec),
			SLEEP: 'false',
		}),
		{...nodeName, name: 'KUBERNETES_NODE_NAME'},
	],
	volumeMounts: [mount('cni-bin-dir', '/host/opt/cni/bin'), mount('cni-net-dir', '/host/etc/cni/net.d')],
	securityContext: {privileged: true},
});

const daemon = (spec: ClusterSpec) => ({
	name: 'calico-node',
	image: image('node'),
	imagePullPolicy: 'IfNotPresent',
	env: environment(spec),
	securityContext: {privileged: true},
	resources: {requests: {cpu: '250m'}},
	lifecycle: {preStop: {exec: {command: ['/bin/calico-node', '-shutdown']}}},
	livenessProbe: {...asks(spec, 'live'), initialDelaySeconds: 10, failureThreshold: 6},
	readinessProbe: asks(spec, 'ready'),
	volumeMounts: [
		mount('cni-net-dir', '/host/etc/cni/net.d'),
		{...mount('lib-modules', '/lib/modules'), readOnly: true},
		mount('xtables-lock', '/run/xtables.lock'),
		mount('var-run-calico', '/var/run/calico'),
		mount('var-lib-calico', '/var/lib/calico'),
		mount('policysync', '/var/run/nodeagent'),
		{...mount('cni-log-dir', '/var/log/calico/cni'), readOnly: true},
	],
});

const volumes = [
	hostPath('lib-modules', '/lib/modules'),
	hostPath('var-run-calico', '/var/run/calico', 'DirectoryOrCreate'),
	hostPath('var-lib-calico', '/var/lib/calico', 'DirectoryOrCreate'),
	hostPath('xtables-lock', '/run/xtables.lock', 'FileOrCreate'),
	hostPath('cni-bin-dir', '/opt/cni/bin', 'DirectoryOrCreate'),
	hostPath('cni-net-dir', '/etc/cni/net.d'),
	hostPath('cni-log-dir', '/var/log/calico/cni', 'DirectoryOrCreate'),
	hostPath('policysync', '/var/run/nodeagent', 'DirectoryOrCreate'),
];

const linux = {'kubernetes.io/os': 'linux'};

const daemonSet = (spec: ClusterSpec): KubeObject => {
	const labels = {'k8s-app': 'calico-node'};
	return {
		apiVersion: 'apps/v1',
		kind: 'DaemonSet',
		metadata: {name: 'calico-node', namespace, labels},
		spec: {
			selector: {matchLabels: labels},
			template: {
				metadata: {labels},
				spec: {
					nodeSelector: linux,
					hostNetwork: true,
					tolerations: [
						{effect: 'NoSchedule', operator: 'Exists'},
						{key: 'CriticalAddonsOnly', operator: 'Exists'},
						{effect: 'NoExecute', operator: 'Exists'},
					],
					serviceAccountName: 'calico-node',
					terminationGracePeriodSeconds: 0,
					priorityClassName: 'system-node-critical',
					initContainers: [install(spec)],
					containers: [daemon(spec)],
					volumes,
				},
			},
		},
	};
};

const check = (word: string) => ({exec: {command: ['/usr/bin/check-status', word]}, periodSeconds: 10, timeoutSeconds: 10});

const controllers = (): KubeObject => {
	const labels = {'k8s-app': 'calico-kube-controllers'};
	return {
		apiVersion: 'apps/v1',
		kind: 'Deployment',
		metadata: {name: 'calico-kube-controllers', namespace, labels},
		spec: {
			// Two would both write.
			replicas: 1,
			strategy: {type: 'Recreate'},
			selector: {matchLabels: labels},
			template: {
				metadata: {labels},
				spec: {
					nodeSelector: linux,
					tolerations: [
						{key: 'CriticalAddonsOnly', operator: 'Exists'},
						{key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule'},
					],
					serviceAccountName: 'calico-kube-controllers',
					priorityClassName: 'system-cluster-critical',
					containers: [
						{
							name: 'calico-kube-controllers',
							image: image('kube-controllers'),
							imagePullPolicy: 'IfNotPresent',
							env: variables({ENABLED_CONTROLLERS: 'node', DATASTORE_TYPE: 'kubernetes'}),
							livenessProbe: {...check('-l'), initialDelaySeconds: 10, failureThreshold: 6},
							readinessProbe: check('-r'),
						},
					],
				},
			},
		},
	};
};

export const calicoObjects = (spec: ClusterSpec): readonly KubeObject[] => [
	...calicoDefinitions,
	...calicoAccess,
	daemonSet(spec),
	controllers(),
];
