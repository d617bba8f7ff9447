/** Two hosts take the archives of their binaries from a mirror by themselves, as docs/distribution.md says; `npm run trial:mirror` runs it. */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {guide} from '../hosts/guide.ts';
import {artifacts} from '../hosts/kinstall.ts';
import {run} from '../hosts/lab.ts';
import {type LabCluster, makeLabCluster, words} from '../hosts/lab-cluster.ts';

const kubernetes = 'v1.37.1';
const net = process.env['LAB_NET'] ?? '10.94.8';
const page = 'docs/distribution.md';
const heading = 'By the hosts themselves, from mirrors';
/** Bytes of the Kubernetes archive after which the server hangs up on each host once. */
const cut = 50_000_000;
let cluster: LabCluster;
let server: ReturnType<typeof spawn> | undefined;
let log: string;
let manner: string;

/** A web server on the installer's side; what it does otherwise than it should stands in a file. */
const serverText = `
import {appendFileSync, createReadStream, readFileSync, statSync} from 'node:fs';
import {createServer} from 'node:http';
const [root, log, manner] = process.argv.slice(2);
const cutFor = new Set();
createServer((request, response) => {
	const file = root + new URL(request.url, 'http://x').pathname;
	const how = readFileSync(manner, 'utf8');
	const start = Number(/bytes=(\\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
	const from = request.socket.remoteAddress;
	appendFileSync(log, [from, request.method, file.split('/').at(-1), start].join(' ') + '\\n');
	try {
		const {size} = statSync(file);
		response.writeHead(start > 0 ? 206 : 200, {
			'content-length': size - start,
			...(start > 0 && {'content-range': 'bytes ' + start + '-' + (size - 1) + '/' + size}),
		});
		if (request.method === 'HEAD') return response.end();
		if (how === 'wrong' && file.endsWith('runc.amd64')) return response.end(Buffer.alloc(size));
		const hangs = how === 'cut' && file.endsWith('server-linux-amd64.tar.gz') && !cutFor.has(from);
		if (hangs) cutFor.add(from);
		const stream = createReadStream(file, {start, ...(hangs && {end: ${cut - 1}})});
		stream.on('end', () => hangs && setTimeout(() => response.destroy(), 500));
		stream.pipe(response, {end: !hangs});
	} catch {
		response.writeHead(404).end();
	}
}).listen(8000, () => console.log('listening'));
`;

const behave = (how: string) => writeFile(manner, how);
/** What it was asked for since this was called last: `node1 GET runc.amd64 0`. */
const asked = async (): Promise<string[]> => {
	const lines = (await readFile(log, 'utf8')).split('\n').filter(Boolean);
	await writeFile(log, '');
	return lines.map(line => line.replace(/^\S*?(\d+) /, (_, last: string) => `node${Number(last) - 10} `)).sort();
};

const serve = async (): Promise<void> => {
	const file = path.join(cluster.kit.directory, 'server.mjs');
	await writeFile(file, serverText);
	await writeFile(log, '');
	await behave('well');
	server = spawn('scripts/lab/lab.sh', ['ctl', process.execPath, file, artifacts, log, manner], {
		env: {...process.env, ...cluster.lab.env},
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	await once(server.stdout!, 'data');
};

test.before(async t => {
	t.timeout(1_800_000, 'artifacts and a lab of two hosts');
	const {settings} = guide(page, heading, {'http://10.0.0.5:8000': `http://${net}.1:8000`});
	cluster = await makeLabCluster('pull', net, [{roles: ['control-plane', 'etcd', 'worker']}, {roles: ['worker']}], {kubernetes});
	log = path.join(cluster.kit.directory, 'mirror.log');
	manner = path.join(cluster.kit.directory, 'mirror.manner');
	await cluster.writeSpec({...settings, artifacts: {...cluster.spec.artifacts, ...settings['artifacts']}});
});

test.after.always(async t => {
	t.timeout(120_000);
	server?.kill();
	await cluster?.remove();
});

/** 10-binaries alone, with what the last apply has prepared. */
const binaries = async () =>
	run(process.execPath, [path.join(cluster.kit.directory, 'dist/scripts/10-binaries.js'), '--plan', path.join(cluster.folder, 'plan')], {
		cwd: cluster.folder,
		env: {TMPDIR: path.join(cluster.kit.directory, 't')},
		seconds: 300,
	});

const files = [
	'cni-plugins-linux-amd64-v1.9.1.tgz',
	'containerd-2.3.4-linux-amd64.tar.gz',
	'kubernetes-server-linux-amd64.tar.gz',
	'runc.amd64',
];
const ofEtcd = 'etcd-v3.7.0-linux-amd64.tar.gz';

test.serial('hosts without a program, and a mirror that is away, are named before anything is touched', async t => {
	t.timeout(300_000);
	const without = await cluster.kinstall(['check']);
	t.not(without.code, 0, words(without));
	t.regex(without.out, /node1.*it has no curl \(or wget\)/);
	// The lab has wget; docs/distribution.md names curl.
	await cluster.lab.onHosts(cluster.hosts, 'apt-get update -qq && apt-get install -qq -y wget >/dev/null', 120);
	const away = await cluster.kinstall(['check']);
	t.is(away.code, 0, words(away));
	t.regex(away.out, /node2.*it cannot take http:\/\/[\d.]+:8000\/dl\.k8s\.io\/\S+: no connection comes about/);
	await serve();
	const good = await cluster.kinstall(['check']);
	t.is(good.code, 0, words(good));
	t.notRegex(good.out, /cannot take/);
	t.deepEqual(
		await asked(),
		[...files, ofEtcd]
			.sort()
			.map(name => `node1 HEAD ${name} 0`)
			.concat(files.map(name => `node2 HEAD ${name} 0`)),
	);
	t.deepEqual(await cluster.lab.onHosts(cluster.hosts, 'ls -d /var/lib/kinstall 2>/dev/null || true'), ['', '']);
});

test.serial('other bytes end it with the name of the file, and nothing is placed', async t => {
	t.timeout(600_000);
	await behave('wrong');
	const told = await cluster.kinstall(['apply', '--yes', '--approve', 'expected', '--json']);
	t.is(told.code, 1, words(told));
	t.regex(
		told.out + told.err,
		/a mirror has another file than the one that was verified here: other bytes: runc\.amd64 at http:\S+\/runc\.amd64: its sha256 is/,
	);
	const placed = 'find /usr/local/bin /usr/local/sbin /opt -type f';
	t.deepEqual(await cluster.lab.onHosts(cluster.hosts, placed), ['', '']);
	await asked();
});

test.serial('each host takes each archive once, goes on behind a cut, and nothing comes over ssh', async t => {
	t.timeout(600_000);
	await cluster.lab.onHosts(cluster.hosts, 'rm -rf /var/lib/kinstall/arriving');
	await behave('cut');
	const told = await binaries();
	t.is(told.code, 0, `${told.out.slice(-2000)}\n${told.err}`);
	t.notRegex(told.out, /receive/);
	const gets = (host: string, names: readonly string[]) => [
		...names.map(name => `${host} GET ${name} 0`),
		`${host} GET kubernetes-server-linux-amd64.tar.gz ${cut}`,
	];
	t.deepEqual(await asked(), [...gets('node1', [...files, ofEtcd]), ...gets('node2', files)].sort());
	const versions = await cluster.lab.onHosts(
		cluster.hosts,
		'kubelet --version; containerd --version; runc --version | grep ^runc; ls /opt/cni/bin | wc -l',
	);
	for (const said of versions) t.regex(said, /^Kubernetes v1\.37\.1\ncontainerd .*\nrunc version .*\n5$/m);
	t.deepEqual(await cluster.lab.onHosts(cluster.hosts, 'ls -A /var/lib/kinstall/arriving'), ['', '']);
	// What is there is asked of nobody.
	t.is((await binaries()).code, 0);
	t.deepEqual(await asked(), []);
});

test.serial('where no mirror answers, it comes over ssh, and that is said', async t => {
	t.timeout(600_000);
	server?.kill();
	await cluster.lab.onHost(2, 'rm /usr/local/bin/kubelet /usr/local/sbin/runc');
	const told = await binaries();
	t.is(told.code, 0, `${told.out.slice(-2000)}\n${told.err}`);
	t.regex(told.out, /runc\.amd64 comes over ssh: no mirror gave it/);
	t.regex(told.out, /receive/);
	t.regex(await cluster.lab.onHost(2, 'kubelet --version; runc --version | grep ^runc'), /^Kubernetes v1\.37\.1\nrunc version/);
});
