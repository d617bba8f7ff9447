/** One host that reaches binaries, which it takes from a mirror by itself, packages and images only through an HTTP proxy with a password, set up as docs/proxy.md and docs/mirrors.md say. */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {glob, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {releaseOf} from '../../source/catalog/releases.ts';
import {guide} from './guide.ts';
import {artifacts} from './kinstall.ts';
import {type LabCluster, makeLabCluster} from './lab-cluster.ts';
import {copyTo, readImage, selfSigned, storeImage, unpackDebian} from './registry.ts';
import {until} from './until.ts';

const every = ['control-plane', 'etcd', 'worker'];
const kubernetes = 'v1.37.1';
const {pause} = releaseOf(kubernetes);
/** As docs/proxy.md has them. */
const credentials = 'kinstall:the-password';
const [, password = ''] = credentials.split(':');
const proxyPort = 3128;
let cluster: LabCluster;
let server: ReturnType<typeof spawn> | undefined;

/** A web server on the installer's side: the lab's artifacts and its packages. */
const serverText = `
import {createReadStream, statSync} from 'node:fs';
import {createServer} from 'node:http';
const roots = JSON.parse(process.argv[2]);
createServer((request, response) => {
	const {hostname, pathname} = new URL(request.url, 'http://' + request.headers.host);
	try {
		const file = roots[hostname] + decodeURIComponent(pathname);
		response.writeHead(200, {'content-length': statSync(file).size});
		if (request.method === 'HEAD') response.end();
		else createReadStream(file).pipe(response);
	} catch {
		response.writeHead(404).end();
	}
}).listen(8000, () => console.log('listening'));
`;

const serve = async (): Promise<void> => {
	const bases: string[] = [];
	for await (const file of glob(path.join(artifacts, '../base-*/packages'))) bases.push(file);
	const file = path.join(cluster.kit.directory, 'server.mjs');
	await writeFile(file, serverText);
	const roots = JSON.stringify({'files.example': artifacts, 'packages.example': bases.sort().at(-1)});
	server = spawn('scripts/lab/lab.sh', ['ctl', process.execPath, file, roots], {
		env: {...process.env, ...cluster.lab.env},
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	await once(server.stdout!, 'data');
};

/** The registry on node2, which only the proxy beside it knows by its name. */
const startRegistry = async (): Promise<void> => {
	const {lab, kit} = cluster;
	const directory = path.join(kit.directory, 'debian');
	await unpackDebian(directory, ['tinyproxy-bin', 'docker-registry']);
	await selfSigned(directory, 'DNS:registry.k8s.io');
	const [, name = '', tag = ''] = /\/([^:]+):(.+)$/.exec(pause) ?? [];
	await copyTo(lab, 2, directory, ['usr', 'key.pem', 'cert.pem']);
	const image = await readImage(path.join(artifacts, 'images', `${name}-${tag}.tar`), path.join(kit.directory, 'image'));
	await storeImage(lab, 2, image, name, tag);
	await lab.onHost(
		2,
		`cat >/srv/registry.yml
		printf '%s files.example packages.example\\n%s registry.k8s.io\\n' ${lab.address(1).replace(/\d+$/, '1')} ${lab.address(2)} >>/etc/hosts
		systemd-run -q --unit=registry /srv/usr/bin/docker-registry serve /srv/registry.yml
		wait=0; until (exec 3<>/dev/tcp/${lab.address(2)}/443) 2>/dev/null; do sleep 0.2; [ $((wait += 1)) -lt 50 ]; done`,
		{
			input: `version: 0.1
storage: {filesystem: {rootdirectory: /srv/registry}}
http: {addr: "${lab.address(2)}:443", tls: {certificate: /srv/cert.pem, key: /srv/key.pem}}
`,
		},
	);
	await lab.onHost(1, 'mkdir -p /etc/ssl/certs; cat >/etc/ssl/certs/ca-certificates.crt', {
		input: await readFile(path.join(directory, 'cert.pem'), 'utf8'),
	});
	await lab.onHost(1, `echo 'deb [trusted=yes] http://packages.example:8000 ./' >/etc/apt/sources.list`);
};

const startProxy = async (): Promise<void> => {
	const {lab} = cluster;
	await lab.onHost(
		2,
		`cat >/srv/proxy.conf; systemd-run -q --unit=proxy /srv/usr/bin/tinyproxy -d -c /srv/proxy.conf
		wait=0; until (exec 3<>/dev/tcp/${lab.address(2)}/${proxyPort}) 2>/dev/null; do sleep 0.2; [ $((wait += 1)) -lt 50 ]; done`,
		{
			input: `Port ${proxyPort}\nListen ${lab.address(2)}\nTimeout 600\nMaxClients 100\nLogFile "/srv/proxy.log"\nLogLevel Connect\nBasicAuth ${credentials.replace(':', ' ')}\n`,
		},
	);
};

/** What was asked of the proxy: `CONNECT registry.k8s.io:443`, `GET http://packages.example:8000/...` without the path. */
const askedOf = async (): Promise<string[]> => {
	const log = await cluster.lab.onHost(2, 'cat /srv/proxy.log');
	const asked = [...log.matchAll(/Request \(file descriptor \d+\): (\S+) (?:http:\/\/)?([^/ ]+)/g)].map(
		([, method, to]) => `${method} ${to}`,
	);
	return [...new Set(asked)].sort();
};

/** kinstall on the installer's side, where nothing but the lab can be reached. */
const shell = async (line: string) => {
	const {kit, folder, lab} = cluster;
	const places = [`TMPDIR=${kit.directory}/t`, `XDG_CACHE_HOME=${kit.directory}/cache`];
	const bin = path.join(kit.directory, 'dist/source/bin.cjs');
	return lab.try(['ctl', 'env', ...places, 'bash', '-c', `cd ${folder}; kinstall() { ${process.execPath} ${bin} "$@"; }; ${line}`], 400);
};
const kinstall = async (words: readonly string[]) => shell(['kinstall', ...words].join(' '));

const untouched = async (): Promise<boolean> =>
	(await cluster.lab.onHost(1, 'ls -d /var/lib/kinstall /etc/kubernetes 2>/dev/null || true')) === '';

test.before(async t => {
	t.timeout(1_800_000, 'artifacts and a lab of two hosts');
	cluster = await makeLabCluster('proxy', '10.95.0', [{roles: every}, {roles: ['worker']}], {kubernetes});
	const {lab} = cluster;
	await lab.onHost(1, 'apt-get update -qq && apt-get install -qq -y wget >/dev/null');
	await serve();
	await startRegistry();
	const withPassword = guide('docs/proxy.md', 'A password', {'proxy.example.org:3128': `${lab.address(2)}:${proxyPort}`});
	await shell(withPassword.commands.join('\n'));
	// The first mirror of Kubernetes has no such file.
	const mirrored = guide('docs/mirrors.md', 'Mirrors of your own', {
		'https://files.example.org/kubernetes': 'http://files.example:8000/other',
		'http://10.0.0.5/kubernetes': 'http://files.example:8000/dl.k8s.io',
		'https://files.example.org/github': 'http://files.example:8000/github.com',
	});
	await cluster.writeSpec({
		hosts: cluster.spec.hosts.slice(0, 1),
		...withPassword.settings,
		distribution: {from: 'mirror'},
		artifacts: {from: 'mirror', sums: 'beside', ...mirrored.settings['artifacts']},
	});
});

test.afterEach.always(async t => {
	if (!t.passed && cluster) await cluster.explain(t);
});

test.after.always(async t => {
	t.timeout(120_000);
	server?.kill();
	await cluster?.remove();
});

test.serial('a proxy that does not run, or takes no such password, is named before anything is touched', async t => {
	t.timeout(240_000);
	const [check = ''] = guide('docs/proxy.md', 'When it refuses').commands;
	const away = await shell(check);
	t.not(away.code, 0);
	t.regex(away.out, /nothing listens at the HTTP proxy http:\/\/[\d.]+\.12:3128/);
	await startProxy();
	const file = path.join(cluster.folder, 'proxy-credentials');
	await writeFile(file, 'kinstall:wrong-word\n');
	const wrong = await kinstall(['apply', '--yes']);
	t.not(wrong.code, 0);
	t.regex(wrong.out, /it does not take the credentials of \.\/proxy-credentials \(40[17]\)/);
	t.notRegex(wrong.out + wrong.err, /wrong-word/);
	t.true(await untouched());
	await writeFile(file, `${credentials}\n`);
});

test.serial('binaries, packages and images come through the proxy, and nothing of the cluster does', async t => {
	t.timeout(500_000);
	const told = await kinstall(['apply', '--yes', '--approve', 'expected']);
	t.is(told.code, 0, `${told.out.slice(-3000)}${told.err.slice(-2000)}`);
	await cluster.kubectl([
		'run',
		'pulled',
		`--image=${pause}`,
		'--image-pull-policy=Always',
		'--overrides={"spec":{"automountServiceAccountToken":false}}',
	]);
	const ready = until('the pod runs', 120, async () => {
		const phase = await cluster.kubectl(['get', 'pod', 'pulled', '-o', 'jsonpath={.status.phase}']);
		if (phase !== 'Running') throw new Error(phase);
		return true;
	});
	await t.notThrowsAsync(ready);
	t.deepEqual(await askedOf(), [
		'CONNECT files.example:8000',
		'CONNECT registry.k8s.io:443',
		'GET files.example:8000',
		'GET packages.example:8000',
		'HEAD files.example:8000',
	]);
	t.notRegex(told.out, /comes over ssh: no mirror/);
});

test.serial('the password is in the file for containerd and in pki/, and nowhere else', async t => {
	t.timeout(120_000);
	const {lab, folder} = cluster;
	const forms = [password, Buffer.from(credentials).toString('base64'), Buffer.from(password).toString('base64')];
	const {out} = await lab.try(['ctl', 'grep', '-rlF', ...forms.flatMap(form => ['-e', form]), folder], 60);
	t.deepEqual(
		out
			.trim()
			.split('\n')
			.map(file => path.relative(folder, file))
			.sort(),
		['pki/http-proxy.env', 'proxy-credentials'],
	);
	const [show = ''] = guide('docs/mirrors.md', 'Mirrors of your own').commands;
	const shown = await shell(show);
	t.regex(shown.out, /dl\.k8s\.io\/v1\.37\.1\/kubernetes-server-linux-amd64\.tar\.gz/);
	t.regex(shown.out, /Environment="HTTPS_PROXY=http:\/\/[\d.]+\.12:3128"/);
	for (const form of forms) t.false(shown.out.includes(form), form);
	const seen = await lab.onHost(
		1,
		`stat -c '%a %U:%G' /etc/kubernetes/http-proxy.env
		su admin -c 'systemctl show containerd kubelet; systemctl cat containerd; cat /proc/*/cmdline 2>/dev/null | tr "\\0" " "'; journalctl --no-pager`,
	);
	t.regex(seen, /^600 root:root\n/);
	for (const form of forms) t.false(seen.includes(form), form);
});

test.serial('a cluster that is told of no proxy any more forgets it', async t => {
	t.timeout(300_000);
	await cluster.writeSpec({hosts: cluster.spec.hosts.slice(0, 1)});
	const told = await kinstall(['apply', '--yes', '--json']);
	t.is(told.code, 0, `${told.out.slice(-3000)}${told.err.slice(-2000)}`);
	t.is(
		await cluster.lab.onHost(
			1,
			"ls /etc/kubernetes/http-proxy.env 2>/dev/null || true; tr '\\0' '\\n' </proc/$(pgrep -x containerd)/environ | grep -i proxy || true",
		),
		'',
	);
});
