import test from 'ava';
import {addonsOf, nameOf, rolloutOf} from '../../source/catalog/addons.ts';
import {rowsFor} from '../../source/catalog/certificates.ts';
import {imagesOf, needsOf} from '../../source/plan/needs.ts';
import type {IssuerSpec} from '../../source/spec/addon-types.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {sampleSpec} from '../pki/sample.ts';

const office: IssuerSpec = {name: 'office', ca: {certificate: './office-ca.crt', key: './office-ca.key'}};
const own: IssuerSpec = {name: 'own', selfSigned: true};
const acme: IssuerSpec = {
	name: 'public',
	acme: {server: 'https://acme.example.org/directory', email: 'admin@example.org', ingressClass: 'traefik'},
};
const withIssuers = (...issuers: readonly IssuerSpec[]): ClusterSpec => ({
	...sampleSpec(),
	kubernetes: 'v1.37.1',
	addons: [{kind: 'cert-manager', issuers}],
});
const planned = (spec: ClusterSpec) => addonsOf({spec, found: {}}).find(({id}) => id === 'cert-manager')!;
const objectOf = (spec: ClusterSpec, name: string) => {
	const found = planned(spec).objects.find(object => nameOf(object) === name);
	if (!found) throw new Error(`no ${name}`);
	return JSON.parse(JSON.stringify(found));
};
const argsOf = (name: string): string[] => objectOf(withIssuers(), `Deployment kube-system ${name}`).spec.template.spec.containers[0].args;

test('definitions come first and issuers last, and the three that run are waited for', t => {
	const spec = withIssuers(own, office, acme);
	const kinds = planned(spec).objects.map(({kind}) => kind);
	t.is(kinds.lastIndexOf('CustomResourceDefinition'), 5);
	t.deepEqual(kinds.slice(-3), ['ClusterIssuer', 'ClusterIssuer', 'ClusterIssuer']);
	t.deepEqual(
		planned(spec).objects.flatMap(object => rolloutOf(object) ?? []),
		['cert-manager-webhook', 'cert-manager-cainjector', 'cert-manager'].map(name => `Deployment kube-system ${name} k8s-app=${name}`),
	);
	t.deepEqual(planned(spec).ready, ['clusterissuers.cert-manager.io/own', 'clusterissuers.cert-manager.io/office']);
	t.deepEqual(planned(withIssuers()).ready, []);
});

test('an issuer is of the kind that the spec says; keys are in no object', t => {
	const spec = withIssuers(own, office, acme);
	t.deepEqual(objectOf(spec, 'ClusterIssuer - own').spec, {selfSigned: {}});
	t.deepEqual(objectOf(spec, 'ClusterIssuer - office').spec, {ca: {secretName: 'cert-manager-issuer-office'}});
	t.deepEqual(objectOf(spec, 'ClusterIssuer - public').spec.acme, {
		server: 'https://acme.example.org/directory',
		email: 'admin@example.org',
		privateKeySecretRef: {name: 'cert-manager-acme-public'},
		solvers: [{http01: {ingress: {ingressClassName: 'traefik'}}}],
	});
	const [trusted] = addonsOf({spec: withIssuers(acme), found: {}, acmeAuthorities: {public: 'PEM'}})
		.flatMap(({objects}) => objects)
		.filter(({kind}) => kind === 'ClusterIssuer');
	t.is((trusted as unknown as {spec: {acme: {caBundle: string}}}).spec.acme.caBundle, Buffer.from('PEM').toString('base64'));
	t.deepEqual(planned(spec).tls, [{secret: 'cert-manager-issuer-office', certificate: 'issuers/office'}]);
	t.false(planned(spec).objects.some(({kind}) => kind === 'Secret'));
});

test('the key of an issuer lies on one host alone, and comes from the files that the spec names', t => {
	const spec = withIssuers(own, office);
	const rows = rowsFor(spec).filter(({issues}) => issues);
	t.deepEqual(
		rows.map(({id, path}) => [id, path]),
		[['issuers/office', 'issuers/office']],
	);
	const [row] = rows;
	t.is(row!.own!(spec), office.ca);
	t.deepEqual(
		spec.hosts.filter(row!.keyOn).map(({name}) => name),
		['node1'],
	);
	t.deepEqual(
		rowsFor(withIssuers(own)).map(({id}) => id),
		rowsFor({...withIssuers(), addons: []}).map(({id}) => id),
	);
});

test('the webhook is asked by the name that its certificate has, and its authority is for cainjector to write in', t => {
	const {metadata, webhooks} = objectOf(withIssuers(), 'ValidatingWebhookConfiguration - cert-manager-webhook');
	const {name, namespace} = webhooks[0].clientConfig.service;
	t.true(argsOf('cert-manager-webhook').includes(`--dynamic-serving-dns-names=${name}.${namespace}.svc`));
	t.is(webhooks[0].clientConfig.caBundle, undefined);
	const secret = /^kube-system\/(.+)$/.exec(metadata.annotations['cert-manager.io/inject-ca-from-secret'])![1];
	t.true(argsOf('cert-manager-webhook').includes(`--dynamic-serving-ca-secret-name=${secret}`));
	const {rules} = objectOf(withIssuers(), 'Role kube-system cert-manager-webhook:serving');
	t.deepEqual(rules[0].resourceNames, [secret]);
	// The controller finds the issuers' Secrets in the namespace into which they are put.
	t.true(argsOf('cert-manager').includes('--cluster-resource-namespace=kube-system'));
});

test('nobody of cert-manager is root, may write to its file system, or may bind roles', t => {
	const {objects} = planned(withIssuers(own));
	const deployments = objects.filter(({kind}) => kind === 'Deployment').map(({spec}) => JSON.parse(JSON.stringify(spec)).template.spec);
	t.is(deployments.length, 3);
	for (const {securityContext, containers} of deployments) {
		t.true(securityContext.runAsNonRoot);
		t.like(containers[0].securityContext, {readOnlyRootFilesystem: true, capabilities: {drop: ['ALL']}});
	}
	const rules = objects.flatMap(object => (object['rules'] ?? []) as ReadonlyArray<{resources: string[]; verbs: string[]}>);
	t.true(rules.length > 20);
	t.false(rules.some(({resources, verbs}) => [...resources, ...verbs].includes('*') || /rolebinding/.test(resources.join())));
});

test('a bundle has what answers ACME where an issuer speaks it, and no plan starts it by itself', t => {
	const wanted = (...issuers: readonly IssuerSpec[]) => needsOf(withIssuers(...issuers), {}, {}).images.map(({reference}) => reference);
	const solver = 'quay.io/jetstack/cert-manager-acmesolver:v1.21.2';
	t.true(wanted(acme).includes(solver));
	t.false(wanted(office).includes(solver));
	t.true(wanted().includes('quay.io/jetstack/cert-manager-webhook:v1.21.2'));
	t.true(argsOf('cert-manager').includes(`--acme-http01-solver-image=${solver}`));
	t.false(imagesOf(planned(withIssuers(acme)).objects).includes(solver));
});
