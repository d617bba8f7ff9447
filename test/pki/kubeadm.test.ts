import {access, copyFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {execa} from 'execa';
import {issueCorporate, issueElsewhere} from './corporate.ts';
import {type Issued, layOut} from './lay-out.ts';
import {issueSample, makeFolder} from './sample.ts';

const cache = path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'kinstall');
const versions = ['v1.20.2', 'v1.37.1'] as const;
const archiveOf = (version: string) => path.join(cache, `lab/artifacts/dl.k8s.io/${version}/kubernetes-server-linux-amd64.tar.gz`);

test.before(async t => {
	for (const version of versions)
		await t.notThrowsAsync(access(archiveOf(version)), `kubeadm comes from the lab's artifacts: ${archiveOf(version)} is missing`);
});

/** The real kubeadm, unpacked. */
const unpackKubeadm = async (folder: string, version: (typeof versions)[number] = 'v1.20.2'): Promise<string> => {
	const archive = archiveOf(version);
	const member = 'kubernetes/server/bin/kubeadm';
	await execa('tar', ['--extract', '--gzip', '--occurrence=1', '--file', archive, '--directory', folder, member]);
	return path.join(folder, member);
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

const certificatesOf = (version: string) => [
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
	...(version === 'v1.20.2' ? [] : ['super-admin.conf']),
];
const authorityNames = ['ca', 'etcd-ca', 'front-proxy-ca'];

const variants: Readonly<Record<string, (t: ExecutionContext, kubernetes: string) => Promise<Issued>>> = {
	'P-256, three authorities': (t, kubernetes) => issueSample(t, {}, {kubernetes}),
	'P-256, one authority': (t, kubernetes) => issueSample(t, {authorities: 'one'}, {kubernetes}),
	'RSA-2048, three authorities': (t, kubernetes) => issueSample(t, {key: 'rsa-2048'}, {kubernetes}),
	'RSA-2048, one authority': (t, kubernetes) => issueSample(t, {key: 'rsa-2048', authorities: 'one'}, {kubernetes}),
	'own roots': (t, kubernetes) => issueCorporate(t, 'root', {}, {kubernetes}),
};

const isComplete = (t: ExecutionContext, name: string, stdout: string, {days, version}: {days: number; version: string}): void => {
	const said = `${name}:\n${stdout}`;
	const [leaves, signers] = [table(stdout, 'CERTIFICATE'), table(stdout, 'CERTIFICATE AUTHORITY')];
	t.notRegex(stdout, /MISSING|invalid/i, said);
	t.deepEqual(
		[leaves, signers].map(rows => rows.map(row => row.split(/\s+/)[0])),
		[certificatesOf(version), authorityNames],
		said,
	);
	for (const row of leaves) t.regex(row, new RegExp(`^\\S+ +\\w{3} \\d{2}, \\d{4} \\d{2}:\\d{2} UTC +${days}d `), said);
	for (const row of signers) t.regex(row, /^\S+ +\w{3} \d{2}, \d{4} \d{2}:\d{2} UTC +9y /, said);
};

for (const version of versions)
	test.serial(`kubeadm ${version} certs check-expiration finds every certificate and authority`, async t => {
		const folder = await makeFolder(t);
		const kubeadm = await unpackKubeadm(folder, version);
		for (const [name, issue] of Object.entries(variants)) {
			const root = path.join(folder, name);
			await layOut(await issue(t, version), root);
			isComplete(t, name, await checkExpiration(kubeadm, root), {days: 364, version});
		}
	});

test.serial(
	'kubeadm 1.20 lists what was signed elsewhere once it finds the keys of the authorities, without which it lists nothing',
	async t => {
		const folder = await makeFolder(t);
		const kubeadm = await unpackKubeadm(folder);
		const issued = await issueElsewhere(t, 'root');
		await layOut(issued, folder);
		await t.throwsAsync(checkExpiration(kubeadm, folder), {message: /failed to load key: .*\/ca\.key: no such file/});
		for (const [id, file] of Object.entries({ca: 'ca', 'etcd-ca': 'etcd/ca', 'front-proxy-ca': 'front-proxy-ca'})) {
			await copyFile(path.join(issued.corporate, `${id}-own.key`), path.join(folder, `etc/kubernetes/pki/${file}.key`));
		}

		isComplete(t, 'signed elsewhere', await checkExpiration(kubeadm, folder), {days: 299, version: 'v1.20.2'});
	},
);

test.serial('kubeadm 1.20 reads no file with an intermediate behind the leaf', async t => {
	const folder = await makeFolder(t);
	const kubeadm = await unpackKubeadm(folder);
	await layOut(await issueCorporate(t, 'intermediate'), folder);
	await t.throwsAsync(checkExpiration(kubeadm, folder), {message: /wanted exactly one certificate, got 2/});
});
