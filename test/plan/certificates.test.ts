import test from 'ava';
import {certificateRows} from '../../source/catalog/certificates.ts';
import {signsElsewhere} from '../../source/catalog/topology.ts';
import {certificateFiles} from '../../source/plan/certificate-files.ts';
import {kubeconfigFiles} from '../../source/plan/kubeconfig-files.ts';
import {requestCertificates} from '../../source/plan/request-certificates.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {hostOf, issueSample, sampleSpec} from '../pki/sample.ts';

const find = (spec: ClusterSpec, id: string) => requestCertificates(spec).certificates.find(request => request.id === id)!;

test('authorities come before what they sign, and every signer is one', t => {
	for (const authorities of ['three', 'one'] as const) {
		const {certificates} = requestCertificates(sampleSpec({authorities}));
		const seen = new Set<string>();
		for (const {id, signer, authority, usages} of certificates) {
			t.is(authority, signer === id);
			t.is(usages.length === 0, authority);
			if (!authority) t.true(seen.has(signer), `${id} after ${signer}`);
			if (authority) seen.add(id);
		}
	}
});

test('ids and files are all different', t => {
	const {certificates} = requestCertificates(sampleSpec());
	t.is(new Set(certificates.map(({id}) => id)).size, certificates.length);
	t.is(new Set(certificates.map(({file}) => file)).size, certificates.length);
	t.is(new Set(certificateRows.map(({path}) => path)).size, certificateRows.length);
});

test('the API server serves under every name and address it is asked for', t => {
	const {dnsNames, ipAddresses} = find(sampleSpec(), 'apiserver');
	t.deepEqual(dnsNames, [
		'kubernetes',
		'kubernetes.default',
		'kubernetes.default.svc',
		'kubernetes.default.svc.cluster.local',
		'node1',
		'node2',
		'localhost',
		'api.example.org',
		'kube.example.org',
	]);
	t.deepEqual(ipAddresses, ['10.88.0.11', '10.88.0.12', '127.0.0.1', '10.88.0.15', '10.96.0.1', 'fd00:10:96::1', '10.88.0.200']);
});

test('an address in two spellings is one address, and an endpoint that is an address is no DNS name', t => {
	const spec = sampleSpec({names: ['FD00:10:96:0::1', 'fd00:10:96::1']});
	const {dnsNames, ipAddresses} = find({...spec, endpoint: {host: '10.88.0.15', port: 6443}}, 'apiserver');
	t.false(dnsNames.includes('10.88.0.15'));
	t.deepEqual(
		ipAddresses.filter(address => address.startsWith('fd00')),
		['fd00:10:96::1'],
	);
});

test('subjects, usages and names of all certificates', t => {
	const {certificates, keyPairs} = requestCertificates(sampleSpec());
	const short = certificates.map(({id, file, signer, commonName, organization, usages, days}) =>
		[id, file, signer, commonName, organization ?? '-', usages.join('+') || '-', days].join(' '),
	);
	t.deepEqual(short, [
		'ca ca ca kubernetes-ca - - 3650',
		'etcd-ca etcd/ca etcd-ca etcd-ca - - 3650',
		'front-proxy-ca front-proxy-ca front-proxy-ca front-proxy-ca - - 3650',
		'apiserver apiserver ca kube-apiserver - server 365',
		'apiserver-kubelet-client apiserver-kubelet-client ca kube-apiserver-kubelet-client - client 365',
		'controller-manager controller-manager ca system:kube-controller-manager system:kube-controller-manager server+client 365',
		'scheduler scheduler ca system:kube-scheduler system:kube-scheduler server+client 365',
		'kube-proxy kube-proxy ca system:kube-proxy - client 365',
		'admin admin ca kubernetes-admin system:masters client 365',
		'front-proxy-client front-proxy-client front-proxy-ca front-proxy-client - client 365',
		'apiserver-etcd-client apiserver-etcd-client etcd-ca kube-apiserver-etcd-client - client 365',
		'etcd-healthcheck-client etcd/healthcheck-client etcd-ca kube-etcd-healthcheck-client - client 365',
		'csr-approver csr-approver ca kinstall:csr-approver - client 365',
		...['server', 'peer'].flatMap(kind =>
			['node1', 'node2', 'node5'].map(name => `etcd-${kind}/${name} hosts/${name}/etcd/${kind} etcd-ca ${name} - server+client 365`),
		),
	]);
	t.deepEqual(keyPairs, [{id: 'sa', file: 'sa', key: 'ecdsa-p256'}]);
	const member = find(sampleSpec(), 'etcd-peer/node5');
	t.deepEqual(
		[member.dnsNames, member.ipAddresses],
		[
			['node5', 'localhost'],
			['10.88.0.15', '127.0.0.1', '::1'],
		],
	);
	const controllerManager = find(sampleSpec(), 'controller-manager');
	t.deepEqual(
		[controllerManager.dnsNames, controllerManager.ipAddresses],
		[
			['node1', 'node2', 'localhost'],
			['10.88.0.11', '10.88.0.12', '127.0.0.1'],
		],
	);
	t.deepEqual(find(sampleSpec(), 'scheduler').dnsNames, controllerManager.dnsNames);
});

test('each host gets what it needs and nothing else', async t => {
	const {spec, pki} = await issueSample(t);
	const paths = Object.fromEntries(
		spec.hosts.map(host => [host.name, certificateFiles(spec, host, pki).map(({path}) => path.replace('/etc/kubernetes/pki/', ''))]),
	);
	const pair = (path: string): string[] => [`${path}.crt`, `${path}.key`];
	const member = ['etcd/ca.crt', ...['server', 'peer', 'healthcheck-client'].flatMap(name => pair(`etcd/${name}`))];
	const control = [
		...['ca', 'apiserver', 'apiserver-kubelet-client', 'apiserver-etcd-client', 'front-proxy-client'].flatMap(pair),
		...['controller-manager', 'scheduler', 'admin', 'csr-approver'].flatMap(pair),
		...['front-proxy-ca.crt', 'sa.pub', 'sa.key'],
	];
	t.deepEqual(paths.node1!.sort(), [...control, ...member, ...pair('kube-proxy')].sort());
	t.deepEqual(paths.node2!.sort(), [...control, ...member].sort());
	t.deepEqual(paths.node3, ['ca.crt', ...pair('kube-proxy')]);
	t.deepEqual(paths.node5!.sort(), member.sort());
});

test('a second address of a host is in every certificate that serves there', t => {
	const spec = sampleSpec();
	const hosts = spec.hosts.map((host, index) => ({...host, addresses: [`fd00:88::${index + 1}`]}));
	const addressesOf = (id: string) => find({...spec, hosts}, id).ipAddresses.filter(address => address.startsWith('fd00:88'));
	t.deepEqual(addressesOf('apiserver'), ['fd00:88::1', 'fd00:88::2', 'fd00:88::4']);
	t.deepEqual(addressesOf('scheduler'), ['fd00:88::1', 'fd00:88::2']);
	t.deepEqual(addressesOf('etcd-server/node5'), ['fd00:88::4']);
	t.deepEqual(addressesOf('etcd-peer/node2'), ['fd00:88::2']);
});

test('the subject of cluster.yaml is in every request, and its organization in those of authorities alone', t => {
	const subject = {country: 'DE', state: 'Bavaria', locality: 'Munich', organization: 'Example', unit: 'Platform'};
	for (const request of requestCertificates(sampleSpec({subject})).certificates) {
		t.deepEqual(request.attributes, {country: 'DE', state: 'Bavaria', locality: 'Munich', unit: 'Platform'});
		t.is(request.organization === 'Example', request.authority, request.id);
	}
});

test('an own authority is requested as such, and the key of one that signs elsewhere lies on no host', t => {
	const own = {ca: {certificate: 'corporate.crt'}, 'etcd-ca': {certificate: 'etcd.crt', key: 'etcd.key'}};
	const spec = sampleSpec({own});
	t.deepEqual(find(spec, 'ca').own, own.ca);
	t.deepEqual(find(spec, 'etcd-ca').own, own['etcd-ca']);
	t.is(find(spec, 'front-proxy-ca').own, undefined);
	t.is(find(spec, 'apiserver').own, undefined);
	t.deepEqual(signsElsewhere(spec), ['ca']);
	t.deepEqual(signsElsewhere(sampleSpec({authorities: 'one', own: {ca: own.ca}})), ['ca', 'etcd-ca', 'front-proxy-ca']);
	t.deepEqual(signsElsewhere(sampleSpec({own: {'etcd-ca': own['etcd-ca']}})), []);
});

test('with one authority, it stands where the three would', async t => {
	const {spec, pki} = await issueSample(t, {authorities: 'one'});
	const content = (name: string, path: string) =>
		certificateFiles(spec, hostOf(spec, name), pki).find(file => file.path === `/etc/kubernetes/pki/${path}`)?.content;
	const ca = pki.certificates.ca!.certificate;
	for (const path of ['ca.crt', 'etcd/ca.crt', 'front-proxy-ca.crt']) t.is(content('node1', path), ca, path);
	t.is(content('node5', 'etcd/ca.crt'), ca);
	t.is(content('node5', 'etcd/ca.key'), undefined);
	t.is(content('node1', 'front-proxy-ca.key'), undefined);
});

test('keys are stand-ins of one line, 0600, and no planned file holds a private key', async t => {
	const {spec, pki} = await issueSample(t);
	for (const host of spec.hosts) {
		for (const file of [...certificateFiles(spec, host, pki), ...kubeconfigFiles(spec, host, pki)]) {
			t.notRegex(file.content, /PRIVATE KEY|client-key-data|UFJJVkFURSBLRV/, file.path);
			t.is(file.owner, 'root:root');
			t.is(file.secret !== undefined, file.path.endsWith('.key'));
			if (!file.secret) continue;
			t.is(file.mode, 0o600);
			t.regex(file.content, /^kinstall secret: pki\/\S+\.key mode=0600 owner=root:root public-key-sha256=[0-9a-f]{64}\n$/);
			t.true(file.content.startsWith(`kinstall secret: pki/${file.secret} `));
		}
	}
});

test("a host's own keys are its own", async t => {
	const {spec, pki} = await issueSample(t);
	const servers = ['node1', 'node2', 'node5'].map(
		name => certificateFiles(spec, hostOf(spec, name), pki).find(({path}) => path.endsWith('/etcd/server.key'))!,
	);
	t.deepEqual(
		servers.map(({secret}) => secret),
		['node1', 'node2', 'node5'].map(name => `hosts/${name}/etcd/server.key`),
	);
	t.is(new Set(servers.map(({content}) => content)).size, 3);
});
