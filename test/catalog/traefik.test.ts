import test from 'ava';
import {addonsOf, nameOf} from '../../source/catalog/addons.ts';
import {rowsFor} from '../../source/catalog/certificates.ts';
import {releases, traefikImage} from '../../source/catalog/releases.ts';
import {podsReached} from '../../source/catalog/topology.ts';
import type {TraefikAddon} from '../../source/spec/addon-types.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {sampleSpec} from '../pki/sample.ts';

const addon: TraefikAddon = {
	kind: 'traefik',
	domain: 'apps.example.org',
	defaultClass: false,
	nodePorts: {http: 30_080, https: 30_443},
};
const withTraefik = (of: Partial<TraefikAddon> = {}, more: Partial<ClusterSpec> = {}): ClusterSpec => ({
	...sampleSpec(),
	kubernetes: 'v1.37.1',
	addons: [{...addon, ...of}],
	...more,
});
const planned = (spec: ClusterSpec, fingerprint = 'one') =>
	addonsOf({spec, found: {}, ca: 'PEM of ca', certificates: {ingress: {fingerprint}}}).find(({id}) => id === 'traefik')!;
const objectOf = (spec: ClusterSpec, name: string, fingerprint?: string) =>
	JSON.parse(JSON.stringify(planned(spec, fingerprint).objects.find(object => nameOf(object) === name)));
const daemonSet = 'DaemonSet kube-system traefik';
const argsOf = (spec: ClusterSpec): string[] => objectOf(spec, daemonSet).spec.template.spec.containers[0].args;

test('Traefik runs on each node that takes ordinary pods, as nobody and with nothing to write to', t => {
	const {template} = objectOf(withTraefik(), daemonSet).spec;
	t.like(template.spec.containers[0].securityContext, {runAsNonRoot: true, readOnlyRootFilesystem: true, capabilities: {drop: ['ALL']}});
	t.false(JSON.stringify(template.spec.tolerations).includes('control-plane'));
	const alone = withTraefik({}, {hosts: sampleSpec().hosts.filter(({roles}) => !roles.includes('worker'))});
	t.true(JSON.stringify(objectOf(alone, daemonSet).spec.template.spec.tolerations).includes('control-plane'));
});

test('a number of Traefiks is a Deployment, of two or more one stays up', t => {
	const kinds = (replicas: number) => planned(withTraefik({replicas})).objects.map(({kind}) => kind);
	t.true(kinds(1).includes('Deployment'));
	t.false(kinds(1).includes('PodDisruptionBudget'));
	t.true(kinds(2).includes('PodDisruptionBudget'));
	t.false(kinds(2).includes('DaemonSet'));
});

test('Traefik may read what an Ingress needs and write nothing', t => {
	for (const kubernetes of ['v1.20.2', 'v1.37.1']) {
		const {rules} = objectOf(withTraefik({}, {kubernetes}), 'ClusterRole - system:traefik');
		t.deepEqual([...new Set(rules.flatMap(({verbs}: {verbs: string[]}) => verbs))].sort(), ['get', 'list', 'watch']);
		t.is(JSON.stringify(rules).includes('endpointslices'), kubernetes === 'v1.37.1');
	}
});

test('each minor has a Traefik that finds pods by what its API servers have', t => {
	for (const {minor} of releases) t.regex(traefikImage(`v${minor}.0`), /^docker\.io\/library\/traefik:v[23]\.\d+\.\d+$/);
	t.regex(traefikImage('v1.20.15'), /:v2\.11/);
	t.regex(traefikImage('v1.21.0'), /:v3\./);
});

test('ports, class and certificate are those of the spec; another certificate starts Traefik anew', t => {
	const spec = withTraefik({nodePorts: {http: 31_080, https: 31_443}, defaultClass: true});
	const service = objectOf(spec, 'Service kube-system traefik').spec;
	t.deepEqual(
		service.ports.map(({nodePort}: {nodePort: number}) => nodePort),
		[31_080, 31_443],
	);
	t.is(service.externalTrafficPolicy, 'Local');
	const {metadata} = objectOf(spec, 'IngressClass - traefik');
	t.is(metadata.annotations['ingressclass.kubernetes.io/is-default-class'], 'true');
	const row = rowsFor(spec).find(({id}) => id === planned(spec).tls[0]!.certificate)!;
	t.deepEqual(row.names!(spec, spec.hosts[0]!), ['apps.example.org', '*.apps.example.org']);
	t.false(rowsFor(sampleSpec()).some(({id}) => id === row.id));
	const annotations = (fingerprint: string) => objectOf(spec, daemonSet, fingerprint).spec.template.metadata.annotations;
	t.notDeepEqual(annotations('one'), annotations('two'));
	const volumes = JSON.stringify(objectOf(spec, daemonSet).spec.template.spec.volumes);
	t.true(volumes.includes(planned(spec).tls[0]!.secret));
});

test('what clients say of where they come from is believed of the front alone', t => {
	t.false(argsOf(withTraefik()).some(arg => arg.includes('trustedips')));
	const front = {...sampleSpec().balancer, front: {domain: 'apps.example.org'}};
	t.true(argsOf(withTraefik({}, {balancer: front})).includes('--entrypoints.web.forwardedheaders.trustedips=10.88.0.15'));
	const hosts = sampleSpec().hosts.map(host => ({...host, node: true}));
	t.true(argsOf(withTraefik({}, {balancer: front, hosts})).some(arg => arg.endsWith('=10.88.0.15,10.244.0.0/16')));
});

test('an API server is asked where it has a way to pods', t => {
	const spec = withTraefik();
	t.regex(planned(spec).asks!, /^\/api\/v1\/namespaces\/kube-system\/services\/.*\/proxy\/ping$/);
	// node2 is a control plane and no node.
	const flannel = withTraefik({}, {cni: {...sampleSpec().cni, kind: 'flannel'}});
	t.false(podsReached(flannel));
	t.is(planned(flannel).asks, undefined);
});
