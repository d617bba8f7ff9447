import {access, mkdir, writeFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {execa} from 'execa';
import {readSecret} from '../../source/pki/read-secret.ts';
import {certificateFiles} from '../../source/plan/certificate-files.ts';
import {kubeconfigFiles} from '../../source/plan/kubeconfig-files.ts';
import {hostOf, issueSample, makeFolder} from './sample.ts';

const cache = path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'kinstall');
const archive = path.join(cache, 'lab/artifacts/dl.k8s.io/v1.20.2/kubernetes-server-linux-amd64.tar.gz');

test.before(async t => {
	await t.notThrowsAsync(access(archive), `kubeadm comes from the lab's artifacts: ${archive} is missing`);
});

/** The real kubeadm 1.20.2, unpacked. */
const unpackKubeadm = async (folder: string): Promise<string> => {
	const member = 'kubernetes/server/bin/kubeadm';
	await execa('tar', ['--extract', '--gzip', '--occurrence=1', '--file', archive, '--directory', folder, member]);
	return path.join(folder, member);
};

/** One control plane's files as they would lie on it, below `root`. */
const layOut = async (t: ExecutionContext, root: string, authorities: 'three' | 'one'): Promise<void> => {
	const {spec, directory, pki} = await issueSample(t, {authorities});
	const host = hostOf(spec, 'node1');
	for (const {path: where, content, mode, secret} of [...certificateFiles(spec, host, pki), ...kubeconfigFiles(spec, host, pki)]) {
		const target = path.join(root, where);
		await mkdir(path.dirname(target), {recursive: true});
		await writeFile(target, secret === undefined ? content : await readSecret(directory, secret), {mode});
	}
};

/** kubeadm in namespaces of its own: its /etc holds our files alone, and there is no network. */
const checkExpiration = async (kubeadm: string, root: string): Promise<string> => {
	const script =
		'mount -t tmpfs tmpfs /etc && cp -r "$2/etc/kubernetes" /etc/ && exec "$1" certs check-expiration --cert-dir /etc/kubernetes/pki';
	const own = ['--mount', '--net', ...(process.getuid?.() === 0 ? [] : ['--map-root-user'])];
	const {stdout} = await execa('unshare', [...own, 'sh', '-c', script, 'sh', kubeadm, root]);
	return stdout;
};

/** Name and expiry of each line of one of the two tables. */
const table = (stdout: string, heading: string): string[] => {
	const lines = stdout.split('\n');
	const start = lines.findIndex(line => line.startsWith(`${heading} `) && line.includes('RESIDUAL TIME'));
	const rows = lines.slice(start + 1);
	const end = rows.indexOf('');
	return rows.slice(0, end < 0 ? undefined : end).map(row => row.trim());
};

const certificates = [
	'admin.conf',
	'apiserver',
	'apiserver-etcd-client',
	'apiserver-kubelet-client',
	'controller-manager.conf',
	'etcd-healthcheck-client',
	'etcd-peer',
	'etcd-server',
	'front-proxy-client',
	'scheduler.conf',
];
const authorityNames = ['ca', 'etcd-ca', 'front-proxy-ca'];

test.serial('kubeadm certs check-expiration finds every certificate and authority', async t => {
	const folder = await makeFolder(t);
	const kubeadm = await unpackKubeadm(folder);
	for (const authorities of ['three', 'one'] as const) {
		const root = path.join(folder, authorities);
		await layOut(t, root, authorities);
		const stdout = await checkExpiration(kubeadm, root);
		const [leaves, signers] = [table(stdout, 'CERTIFICATE'), table(stdout, 'CERTIFICATE AUTHORITY')];
		t.notRegex(stdout, /MISSING|invalid/i, stdout);
		t.deepEqual(
			[leaves, signers].map(rows => rows.map(row => row.split(/\s+/)[0])),
			[certificates, authorityNames],
			stdout,
		);
		for (const row of leaves) t.regex(row, /^\S+ +\w{3} \d{2}, \d{4} \d{2}:\d{2} UTC +364d /);
		for (const row of signers) t.regex(row, /^\S+ +\w{3} \d{2}, \d{4} \d{2}:\d{2} UTC +9y /);
	}
});
