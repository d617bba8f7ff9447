/** What the cluster's spec says to calico: its CNI plugin's configuration and the environment of calico-node. */
import {family} from '../../../spec/network.ts';
import type {ClusterSpec} from '../../../spec/types.ts';
import {variables} from './common.ts';

const podsOf = ({network}: ClusterSpec, kind: 'ipv4' | 'ipv6'): string | undefined => network.pods.find(cidr => family(cidr) === kind);

/** The words in capitals are filled in on the node by calico's installer. */
export const cniConfig = (spec: ClusterSpec) => ({
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

export const nodeName = {name: 'NODENAME', valueFrom: {fieldRef: {fieldPath: 'spec.nodeName'}}};

/** 0: calico takes the MTU of the hosts and what the encapsulation needs off it. */
export const mtuOf = ({cni}: ClusterSpec): string => String(cni.calico.mtu ?? 0);

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

export const environment = (spec: ClusterSpec) => [
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
