import path from 'node:path';
import test from 'ava';
import {parse} from 'yaml';
import {readSecret} from '../../source/pki/read-secret.ts';
import {adminKubeconfig, kubeconfigFiles} from '../../source/plan/kubeconfig-files.ts';
import {hostOf, issueSample} from '../pki/sample.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

test('each host gets the kubeconfigs of what runs there', async t => {
	const {spec, pki} = await issueSample(t);
	const paths = (name: string) => kubeconfigFiles(spec, hostOf(spec, name), pki).map(file => file.path);
	const control = ['admin', 'controller-manager', 'scheduler', 'csr-approver'].map(name => `/etc/kubernetes/${name}.conf`);
	const node = ['kube-proxy', 'kubelet'].map(name => `/etc/kubernetes/${name}.conf`);
	t.deepEqual(paths('node1'), [...control, ...node, '/root/.kube/config']);
	t.deepEqual(paths('node2'), [...control, '/root/.kube/config']);
	t.deepEqual(paths('node3'), node);
	t.deepEqual(paths('node5'), []);
});

test('control planes ask their own API server, nodes and persons the endpoint', async t => {
	const {spec, pki} = await issueSample(t);
	const own = 'https://127.0.0.1:6443';
	const endpoint = 'https://api.example.org:6443';
	for (const {path: where, content, mode} of kubeconfigFiles(spec, hostOf(spec, 'node1'), pki)) {
		const {clusters, users, contexts, 'current-context': current} = parse(content);
		const name = path.basename(where, '.conf');
		t.is(clusters[0].cluster.server, ['admin', 'controller-manager', 'scheduler', 'csr-approver'].includes(name) ? own : endpoint, where);
		t.is(mode, 0o600);
		t.is(contexts.length, 1);
		t.is(contexts[0].name, current);
		t.deepEqual(contexts[0].context, {cluster: 'demo', user: users[0].name});
		if (name === 'kubelet' || name === 'csr-approver') continue;
		const id = name === 'config' ? 'admin' : name;
		t.is(clusters[0].cluster['certificate-authority-data'], base64(pki.certificates.ca!.certificate));
		t.deepEqual(users[0].user, {
			'client-certificate-data': base64(pki.certificates[id]!.certificate),
			'client-key': `/etc/kubernetes/pki/${id}.key`,
		});
		t.is(users[0].name, pki.certificates[id]!.commonName, 'the name is the one the API server sees');
	}
});

test('the kubelet reads its own renewed pair', async t => {
	const {spec, pki} = await issueSample(t);
	const {content} = kubeconfigFiles(spec, hostOf(spec, 'node3'), pki).find(file => file.path.endsWith('/kubelet.conf'))!;
	const current = '/var/lib/kubelet/pki/kubelet-client-current.pem';
	const {clusters, users} = parse(content);
	t.deepEqual(clusters[0].cluster, {'certificate-authority': '/etc/kubernetes/pki/ca.crt', server: 'https://api.example.org:6443'});
	t.deepEqual(users, [{name: 'system:node:node3', user: {'client-certificate': current, 'client-key': current}}]);
});

test("the person's own kubeconfig needs no other file", async t => {
	const {spec, directory, pki} = await issueSample(t);
	const key = await readSecret(directory, 'admin.key');
	const {clusters, users} = parse(adminKubeconfig(spec, pki, key));
	t.deepEqual(clusters[0].cluster, {
		'certificate-authority-data': base64(pki.certificates.ca!.certificate),
		server: 'https://api.example.org:6443',
	});
	t.deepEqual(users[0].user, {
		'client-certificate-data': base64(pki.certificates.admin!.certificate),
		'client-key-data': base64(key),
	});
});
