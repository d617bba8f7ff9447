/** What runs in the cluster itself. */
import test from 'ava';
import {type Flags, readFlags, recorded} from '../../scripts/oracle/fixtures.ts';
import {corefile} from '../../source/catalog/addons/coredns.ts';
import {addonLabel, addonsOf, type Grounds, type KubeObject, nameOf, rolloutOf} from '../../source/catalog/addons.ts';
import {corednsImage, releases} from '../../source/catalog/releases.ts';
import {renderFlags} from '../../source/catalog/render-flags.ts';
import type {Facts} from '../../source/plan/facts.ts';
import {notesOn} from '../../source/plan/notes.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {sampleSpec} from '../pki/sample.ts';

const change = (of: Partial<ClusterSpec>): ClusterSpec => ({
	...sampleSpec(),
	network: {...sampleSpec().network, services: ['10.96.0.0/16']},
	...of,
});
const cni = (kind: ClusterSpec['cni']['kind'], more: Partial<ClusterSpec['cni']> = {}): Partial<ClusterSpec> => ({
	cni: {...sampleSpec().cni, kind, ...more},
});
const facts = (resolvers: Readonly<Record<string, boolean>>): Grounds['found'] =>
	Object.fromEntries(Object.entries(resolvers).map(([host, resolver]) => [host, {host, resolver} as Facts]));
const objectsOf = (grounds: Grounds): KubeObject[] => addonsOf(grounds).flatMap(({objects}) => objects);
const objectOf = (grounds: Grounds, name: string) => {
	const found = objectsOf(grounds).find(object => nameOf(object) === name);
	if (!found) throw new Error(`no ${name}`);
	return JSON.parse(JSON.stringify(found));
};
const deployment = 'Deployment kube-system coredns';

test('every object of every addon has the label by which it is found again, and a name of its own', t => {
	for (const kind of ['flannel', 'calico'] as const) {
		const objects = objectsOf({spec: change(cni(kind)), found: {}});
		t.true(objects.length > 6);
		for (const object of objects) t.truthy(object.metadata.labels?.[addonLabel]);
		t.is(new Set(objects.map(nameOf)).size, objects.length);
	}
});

test('nothing is put into a cluster that nobody asked for it, or where no pod can run', t => {
	t.deepEqual(addonsOf({spec: change({dns: {kind: 'none'}}), found: {}}), []);
	const hosts = sampleSpec().hosts.map(host => ({...host, node: false}));
	t.deepEqual(addonsOf({spec: change({hosts}), found: {}}), []);
	t.deepEqual(
		addonsOf({spec: change(cni('flannel')), found: {}}).map(({id}) => id),
		['flannel', 'coredns'],
	);
});

test('CoreDNS is that of kubeadm, for every minor', t => {
	t.is(corednsImage('v1.20.2'), 'registry.k8s.io/coredns:1.7.0');
	t.is(corednsImage('v1.21.0'), 'registry.k8s.io/coredns/coredns:v1.8.0');
	t.is(corednsImage('v1.32.4'), 'registry.k8s.io/coredns/coredns:v1.11.3');
	t.is(corednsImage('v1.37.1'), 'registry.k8s.io/coredns/coredns:v1.14.6');
	for (const {minor} of releases) t.regex(corednsImage(minor), /^registry\.k8s\.io\/coredns(\/coredns:v|:)1\.\d+\.\d+$/);
	t.notRegex(corefile({spec: change({kubernetes: 'v1.31.0'}), found: {}}), /disable/);
	t.regex(
		corefile({spec: change({kubernetes: 'v1.32.0', domain: 'k8s.example'}), found: {}}),
		/cache 30 \{\n +disable success k8s.example\n/,
	);
});

test('where no node has a name server nothing is forwarded, and a note says so', t => {
	const grounds = {spec: change({}), found: facts({node1: false, node3: false})};
	t.notRegex(corefile(grounds), /forward|loop|^\s*\n/m);
	t.regex(corefile(grounds), /kubernetes cluster.local in-addr.arpa ip6.arpa \{/);
	const notes = notesOn(grounds.spec, {certificates: {}, contents: {}}, grounds.found).map(({id}) => id);
	t.true(notes.includes('noResolver'));
	t.false(notes.includes('someResolvers'));
	t.falsy(objectOf(grounds, deployment).spec.template.spec.affinity.nodeAffinity);
});

test('where some nodes have none, CoreDNS keeps away from them', t => {
	const grounds = {spec: change({}), found: facts({node1: true, node3: false})};
	t.regex(corefile(grounds), /forward \. \/etc\/resolv.conf \{\n +max_concurrent 1000\n +\}\n[^}]+\n {4}loop\n/);
	const {affinity} = objectOf(grounds, deployment).spec.template.spec;
	t.deepEqual(affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions, [
		{key: 'kubernetes.io/hostname', operator: 'NotIn', values: ['node3']},
	]);
	// One node is left for two replicas.
	t.truthy(affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution);
	t.deepEqual(
		notesOn(grounds.spec, {certificates: {}, contents: {}}, grounds.found).filter(({id}) => id === 'someResolvers'),
		[{id: 'someResolvers', values: ['node3']}],
	);
});

test('two replicas are on two nodes, and the Service has the address that kubelets tell their pods', t => {
	const grounds = {spec: change({}), found: {}};
	const {spec} = objectOf(grounds, deployment);
	t.is(spec.replicas, 2);
	t.truthy(spec.template.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution);
	t.is(rolloutOf(objectOf(grounds, deployment)), `${deployment} k8s-app=kube-dns`);
	t.is(objectOf(grounds, 'Service kube-system kube-dns').spec.clusterIP, '10.96.0.10');
	const dual = change({network: {pods: ['10.244.0.0/16', 'fd00:10::/56'], services: ['10.96.0.0/16', 'fd00:96::/112'], nodeMask: 24}});
	const service = objectOf({spec: dual, found: {}}, 'Service kube-system kube-dns').spec;
	t.deepEqual(
		[service.clusterIPs, service.ipFamilies, service.ipFamilyPolicy],
		[['10.96.0.10', 'fd00:96::a'], ['IPv4', 'IPv6'], 'RequireDualStack'],
	);
});

test('flannel gets the pods of each family and the backend, and starts anew when they change', t => {
	const netConf = (spec: ClusterSpec) =>
		JSON.parse(objectOf({spec, found: {}}, 'ConfigMap kube-flannel kube-flannel-cfg').data['net-conf.json']);
	const network = (pods: readonly string[]) => ({network: {...sampleSpec().network, pods}});
	t.deepEqual(netConf(change(cni('flannel', {flannel: {backend: 'host-gw'}}))), {
		Network: '10.244.0.0/16',
		EnableNFTables: false,
		Backend: {Type: 'host-gw'},
	});
	t.like(netConf(change({...cni('flannel'), ...network(['10.244.0.0/16', 'fd00:10::/56'])})), {
		Network: '10.244.0.0/16',
		EnableIPv6: true,
		IPv6Network: 'fd00:10::/56',
	});
	t.like(netConf(change({...cni('flannel'), ...network(['fd00:10::/56'])})), {
		EnableIPv4: false,
		EnableIPv6: true,
		IPv6Network: 'fd00:10::/56',
	});
	const template = (backend: 'vxlan' | 'host-gw') =>
		objectOf({spec: change(cni('flannel', {flannel: {backend}})), found: {}}, 'DaemonSet kube-flannel kube-flannel-ds').spec.template;
	t.notDeepEqual(template('vxlan').metadata, template('host-gw').metadata);
	t.true(template('vxlan').spec.containers[0].args.includes('--ip-masq'));
});

test('calico gets the pods of each family, the encapsulation and the MTU', t => {
	const env = (spec: ClusterSpec): Record<string, string> => {
		const {containers} = objectOf({spec, found: {}}, 'DaemonSet kube-system calico-node').spec.template.spec;
		return Object.fromEntries(containers[0].env.map(({name, value}: {name: string; value: string}) => [name, value]));
	};
	t.like(env(change(cni('calico'))), {
		CALICO_IPV4POOL_CIDR: '10.244.0.0/16',
		CALICO_IPV4POOL_VXLAN: 'Always',
		CALICO_NETWORKING_BACKEND: 'vxlan',
		FELIX_VXLANMTU: '0',
	});
	const dual = change({
		...cni('calico', {calico: {encapsulation: 'ipip', mtu: 1430}}),
		network: {...sampleSpec().network, pods: ['10.9.0.0/16', 'fd00:10::/56']},
	});
	t.like(env(dual), {
		CALICO_IPV4POOL_IPIP: 'Always',
		CALICO_IPV4POOL_VXLAN: 'Never',
		CALICO_IPV6POOL_CIDR: 'fd00:10::/56',
		CALICO_NETWORKING_BACKEND: 'bird',
		FELIX_IPINIPMTU: '1430',
		FELIX_IPV6SUPPORT: 'true',
	});
	t.deepEqual(
		renderFlags('kube-controller-manager', {spec: dual, host: dual.hosts[0]!}).filter(flag => /mask|allocate/.test(flag)),
		['--allocate-node-cidrs=false'],
	);
});

test('flanneld finds the address of a node whose first family is IPv6', t => {
	const args = (pods: readonly string[], backend: 'vxlan' | 'host-gw') => {
		const spec = change({...cni('flannel', {flannel: {backend}}), network: {...sampleSpec().network, pods}});
		const {containers} = objectOf({spec, found: {}}, 'DaemonSet kube-flannel kube-flannel-ds').spec.template.spec;
		return containers[0].args.filter((arg: string) => /iface|public/.test(arg));
	};
	const [four, six] = ['10.244.0.0/16', 'fd00:10::/56'];
	for (const backend of ['vxlan', 'host-gw'] as const) {
		t.deepEqual(args([four], backend), ['--iface=$(POD_IP)']);
		t.deepEqual(args([four, six], backend), ['--iface=$(POD_IP)']);
		t.deepEqual(args([six, four], backend), ['--iface=$(POD_IP)', '--public-ipv6=$(POD_IP)']);
	}
	t.deepEqual(args([six], 'vxlan'), ['--iface=$(POD_IP)']);
	t.deepEqual(args([six], 'host-gw'), ['--iface=$(POD_IP)', '--public-ip=$(POD_IP)']);
});

test('with flannel the controller manager gives nodes their ranges, by flags that every recorded minor knows', async t => {
	const flags = (spec: ClusterSpec) => renderFlags('kube-controller-manager', {spec, host: spec.hosts[0]!});
	const one = flags(change(cni('flannel')));
	t.deepEqual(
		one.filter(flag => /cidr/.test(flag)),
		['--allocate-node-cidrs=true', '--cluster-cidr=10.244.0.0/16', '--node-cidr-mask-size=24'],
	);
	const dual = flags(
		change({
			...cni('flannel'),
			network: {pods: ['10.128.0.0/9', 'fd00:10::/56'], services: ['10.96.0.0/16', 'fd00:96::/112'], nodeMask: 22},
		}),
	);
	t.deepEqual(
		dual.filter(flag => /mask/.test(flag)),
		['--node-cidr-mask-size-ipv4=22', '--node-cidr-mask-size-ipv6=64'],
	);
	t.true(flags(change({})).includes('--allocate-node-cidrs=false'));
	t.false(flags(change({})).some(flag => flag.includes('mask')));
	for (const minor of await recorded('')) {
		const known: Flags = await readFlags(minor);
		for (const flag of [...one, ...dual].filter(flag => /cidr/.test(flag))) {
			const lore = known['kube-controller-manager']![flag.slice(2).split('=', 1)[0]!];
			t.truthy(lore, `${minor}: ${flag}`);
			t.is(lore?.deprecated, undefined, `${minor}: ${flag}`);
		}
	}
});
