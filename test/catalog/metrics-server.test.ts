import test from 'ava';
import {addonsOf, identityOf, nameOf} from '../../source/catalog/addons.ts';
import {certificateRows, rowsFor} from '../../source/catalog/certificates.ts';
import {metricsServerImage, releases} from '../../source/catalog/releases.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {sampleSpec} from '../pki/sample.ts';

const withAddon = (kubernetes: string, replicas = 1): ClusterSpec => ({
	...sampleSpec(),
	kubernetes,
	addons: [{kind: 'metrics-server', replicas}],
});
const planned = (spec: ClusterSpec) => addonsOf({spec, found: {}, ca: 'PEM of ca'}).find(({id}) => id === 'metrics-server')!;
const objectOf = (spec: ClusterSpec, name: string) =>
	JSON.parse(JSON.stringify(planned(spec).objects.find(object => nameOf(object) === name)));
const deployment = (spec: ClusterSpec) => objectOf(spec, 'Deployment kube-system metrics-server').spec;

test('every connection of metrics-server is verified, both ways', t => {
	const spec = withAddon('v1.37.1');
	const {containers, volumes} = deployment(spec).template.spec;
	const [{args, securityContext, image}] = containers;
	t.is(image, 'registry.k8s.io/metrics-server/metrics-server:v0.9.0');
	t.true(args.includes('--kubelet-certificate-authority=/var/run/secrets/kubernetes.io/serviceaccount/ca.crt'));
	t.false(JSON.stringify(planned(spec)).includes('nsecure'));
	t.like(securityContext, {runAsNonRoot: true, readOnlyRootFilesystem: true, allowPrivilegeEscalation: false});
	const api = objectOf(spec, 'APIService - v1beta1.metrics.k8s.io').spec;
	t.is(Buffer.from(api.caBundle, 'base64').toString(), 'PEM of ca');
	const [tls] = planned(spec).tls;
	t.is(volumes[0].secret.secretName, tls?.secret);
	const row = rowsFor(spec).find(({id}) => id === tls?.certificate)!;
	t.is(row.signer, 'ca');
	t.true(row.names!(spec, spec.hosts[0]!).includes(`${api.service.name}.${api.service.namespace}.svc`));
});

test('without the addon there is neither object nor certificate', t => {
	const spec = sampleSpec();
	t.false(addonsOf({spec, found: {}}).some(({id}) => id === 'metrics-server'));
	t.false(rowsFor(spec).some(({id}) => id === 'metrics-server'));
	t.true(certificateRows.some(({id}) => id === 'metrics-server'));
});

test('one replica has no budget that would stop a drain; of two, one stays, each on a node of its own where there are enough', t => {
	const budget = (spec: ClusterSpec) => planned(spec).objects.find(({kind}) => kind === 'PodDisruptionBudget');
	t.is(budget(withAddon('v1.37.1')), undefined);
	t.is(deployment(withAddon('v1.37.1')).strategy.rollingUpdate.maxUnavailable, 0);
	t.is(budget(withAddon('v1.20.2', 2))?.apiVersion, 'policy/v1beta1');
	t.is(budget(withAddon('v1.21.0', 2))?.apiVersion, 'policy/v1');
	const antiAffinity = (replicas: number) => deployment(withAddon('v1.37.1', replicas)).template.spec.affinity.podAntiAffinity;
	t.truthy(antiAffinity(2).requiredDuringSchedulingIgnoredDuringExecution);
	t.truthy(antiAffinity(3).preferredDuringSchedulingIgnoredDuringExecution);
});

test('each minor has the newest metrics-server that is made for it, with rights to what that one reads', t => {
	for (const {minor} of releases) t.regex(metricsServerImage(`v${minor}.0`), /:v0\.\d\.\d$/);
	t.regex(metricsServerImage('v1.33.4'), /v0\.8\.0$/);
	t.regex(metricsServerImage('v1.20.2'), /v0\.5\.2$/);
	const rights = (kubernetes: string) => JSON.stringify(objectOf(withAddon(kubernetes), 'ClusterRole - system:metrics-server').rules);
	t.true(rights('v1.24.0').includes('nodes/stats'));
	t.false(rights('v1.25.0').includes('nodes/stats'));
	t.true(rights('v1.25.0').includes('nodes/metrics'));
});

test('an object is told from another by its group, and by the namespace that it gets', t => {
	const named = (apiVersion: string, namespace?: string) =>
		identityOf({apiVersion, kind: 'Service', metadata: {name: 'a', ...(namespace && {namespace})}});
	t.is(named('v1'), named('v1', 'default'));
	t.not(named('v1'), named('serving.knative.dev/v1'));
	t.is(named('example.org/v1'), named('example.org/v2'));
});
