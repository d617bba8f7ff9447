/** The plan of a cluster whose authority has no key here: everything signed beforehand, nothing asked for. */
import test from 'ava';
import {parse} from 'yaml';
import type {Pki} from '../../source/catalog/certificate-types.ts';
import {makePlan} from '../../source/plan/make-plan.ts';
import {requestCertificates} from '../../source/plan/request-certificates.ts';
import type {Plan} from '../../source/plan/types.ts';
import {noteText} from '../../source/plan/words.ts';
import type {AuthorityId, ClusterSpec} from '../../source/spec/types.ts';
import {sampleSpec} from '../pki/sample.ts';

/** As if everything that is requested had been signed. */
const signed = (spec: ClusterSpec): Pki => {
	const {certificates, keyPairs} = requestCertificates(spec);
	const issued = (id: string) => ({certificate: `PEM of ${id}`, publicKeySha256: '0', notBefore: '', notAfter: '', fingerprint: ''});
	return {
		certificates: Object.fromEntries(certificates.map(request => [request.id, {...request, ...issued(request.id)}])),
		contents: {},
		keyPairs: Object.fromEntries(keyPairs.map(pair => [pair.id, {...pair, publicKey: 'PEM', publicKeySha256: '0'}])),
	};
};

const planWithout = (...ids: readonly AuthorityId[]): Plan => {
	const spec = sampleSpec({own: Object.fromEntries(ids.map(id => [id, {certificate: `${id}.crt`}]))});
	return makePlan(spec, {}, signed(spec));
};

const filesOf = (plan: Plan, host: string) =>
	plan.steps.flatMap(({tasks}) => tasks.filter(task => task.host === host).flatMap(({files}) => files));
const fileOf = (plan: Plan, host: string, path: string): string => filesOf(plan, host).find(file => file.path === path)!.content;
const stepOf = (plan: Plan, id: string) => plan.steps.find(step => step.id === id);

test('each node has a client and a serving certificate of its own, for what a kubelet would ask for', t => {
	const {certificates} = planWithout('ca');
	const ofNodes = certificates.filter(({id}) => id.startsWith('kubelet-'));
	t.deepEqual(
		ofNodes.map(({id, commonName, organization, usages, dnsNames, ipAddresses}) => [
			id,
			commonName,
			organization,
			usages,
			dnsNames,
			ipAddresses,
		]),
		[
			['kubelet-client/node1', 'system:node:node1', 'system:nodes', ['client'], [], []],
			['kubelet-client/node3', 'system:node:node3', 'system:nodes', ['client'], [], []],
			['kubelet-serving/node1', 'system:node:node1', 'system:nodes', ['server'], ['node1'], ['10.88.0.11']],
			['kubelet-serving/node3', 'system:node:node3', 'system:nodes', ['server'], ['node3'], ['10.88.0.13']],
		],
	);
});

test('the kubelet uses them, renews nothing, and restarts when one of them is another', t => {
	const plan = planWithout('ca');
	const config = parse(fileOf(plan, 'node3', '/etc/kubernetes/kubelet-config.yaml')) as Record<string, unknown>;
	const {serverTLSBootstrap, rotateCertificates, tlsCertFile, tlsPrivateKeyFile} = config;
	t.deepEqual([serverTLSBootstrap, rotateCertificates], [false, false]);
	const kubeconfig = parse(fileOf(plan, 'node3', '/etc/kubernetes/kubelet.conf')) as {users: Array<{user: Record<string, string>}>};
	const pairs = [...Object.values(kubeconfig.users[0]!.user), tlsCertFile, tlsPrivateKeyFile] as string[];
	const {reads} = stepOf(plan, '55-kubelet')!.tasks.find(({host}) => host === 'node3')!.vars as {reads: string[]};
	t.is(new Set(pairs).size, 4);
	for (const path of pairs) {
		t.true(
			filesOf(plan, 'node3').some(file => file.path === path),
			path,
		);
		t.true(reads.includes(path), path);
	}
	t.is(fileOf(plan, 'node3', '/etc/kubernetes/pki/kubelet-client.crt'), 'PEM of kubelet-client/node3');
});

test("the authority's key is on no host, and no daemon is told to sign with it", t => {
	const plan = planWithout('ca');
	for (const {name} of plan.hosts) t.false(filesOf(plan, name).some(({path, secret}) => path.endsWith('/ca.key') || secret === 'ca.key'));
	const manager = fileOf(plan, 'node1', '/etc/systemd/system/kube-controller-manager.service');
	t.notRegex(manager, /cluster-signing|ca\.key|bootstrapsigner|tokencleaner/);
	t.regex(manager, /--controllers=\*,-csrapproving,-csrsigning/);
	t.deepEqual(stepOf(plan, '32-controller-manager')!.tasks[0]!.vars['gone'], ['/etc/kubernetes/pki/ca.key']);
});

test('nothing is asked for and nothing waits: no tokens, no rights to ask, no cluster-info, no hold', t => {
	const plan = planWithout('ca');
	t.is(stepOf(plan, '55-kubelet')!.hold, undefined);
	t.is(stepOf(plan, '42-cluster-info'), undefined);
	const {vars} = stepOf(plan, '55-kubelet')!.tasks[0]!;
	t.is(vars['asks'], false);
	t.is(vars['tokenId'], undefined);
	t.notRegex(fileOf(plan, 'node1', '/etc/systemd/system/kube-apiserver.service'), /bootstrap-token/);
	t.notRegex(fileOf(plan, 'node1', '/etc/kinstall/manifests/rbac.yaml'), /bootstrap|certificatesigningrequests/);
	t.regex(fileOf(plan, 'node1', '/etc/kinstall/manifests/rbac.yaml'), /system:kubelet-api-admin/);
	t.true(plan.notes.map(noteText).some(note => /55-kubelet waits for no approval/.test(note)));
});

/** What is noted beside the endpoint, which is a name of nobody here. */
const signing = (plan: Plan) => plan.notes.filter(({id}) => id !== 'endpointOutside');

test('without the key of etcd-ca or front-proxy-ca alone, kubelets ask as ever', t => {
	for (const id of ['etcd-ca', 'front-proxy-ca'] as const) {
		const plan = planWithout(id);
		t.is(stepOf(plan, '55-kubelet')!.hold, 'approve-csrs');
		t.truthy(stepOf(plan, '42-cluster-info'));
		t.false(plan.certificates.some(one => one.id.startsWith('kubelet-')));
		t.regex(
			fileOf(plan, 'node1', '/etc/systemd/system/kube-controller-manager.service'),
			/--cluster-signing-key-file=\/etc\/kubernetes\/pki\/ca\.key/,
		);
		t.true(filesOf(plan, 'node1').some(({path}) => path === '/etc/kubernetes/pki/ca.key'));
		t.deepEqual(
			signing(plan).map(note => noteText(note).split(' ')[0]),
			[id],
		);
	}
});

test('with every key here there is nothing to note, and no certificate of a kubelet is planned', t => {
	const plan = planWithout();
	t.deepEqual(signing(plan), []);
	t.false(plan.certificates.some(({id}) => id.startsWith('kubelet-')));
	t.deepEqual(stepOf(plan, '32-controller-manager')!.tasks[0]!.vars['gone'], []);
});

test('one authority for all without its key is said once', t => {
	const spec = sampleSpec({authorities: 'one', own: {ca: {certificate: 'ca.crt'}}});
	const {notes, certificates} = makePlan(spec, {}, signed(spec));
	t.is(notes.filter(({id}) => id === 'signedElsewhere').length, 1);
	t.true(certificates.some(({id, signer}) => id === 'kubelet-client/node3' && signer === 'ca'));
});
