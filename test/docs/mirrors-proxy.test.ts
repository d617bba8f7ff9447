/** docs/mirrors.md and docs/proxy.md: what they show is good as it stands, and their commands do what is said of them. */
import {mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {execa} from 'execa';
import {mirrorUrls, upstreams} from '../../source/catalog/mirrors.ts';
import {releases, wantedArtifacts} from '../../source/catalog/releases.ts';
import {parseSpec} from '../../source/spec/parse-spec.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {commandLines, readDocument, root} from './markdown.ts';

const [mirrors, proxy] = ['docs/mirrors.md', 'docs/proxy.md'].map(readDocument) as [
	ReturnType<typeof readDocument>,
	ReturnType<typeof readDocument>,
];

const smallest = `apiVersion: kinstall/v1
name: one
kubernetes: v1.37.1
endpoint: {host: 10.0.0.11}
network: {pods: [10.244.0.0/16], services: [10.96.0.0/16]}
hosts: [{name: node1, address: 10.0.0.11, roles: [control-plane, etcd, worker]}]
`;

const specsOf = ({fenced, file}: typeof mirrors): ClusterSpec[] =>
	fenced.map(({body}) => {
		const parsed = parseSpec(`${smallest}${body}`, file, {releases});
		if ('problems' in parsed) throw new Error(`${file}: ${JSON.stringify(parsed.problems)}`);
		return parsed.spec;
	});

test('what the guides write into cluster.yaml is without a problem, and a mirror has files where they say', t => {
	const [region, own] = specsOf(mirrors);
	t.is(region?.artifacts.preset, 'cn');
	const [server] = wantedArtifacts(own!, 'amd64');
	const [first = ''] = mirrorUrls(server!.path, own!.artifacts, true);
	t.true(mirrors.code.includes(first), first);
	for (const [source, address] of Object.entries(upstreams))
		t.true(
			mirrors.code.includes(source) && (address.split('/').length !== 1 || address === '' || mirrors.code.includes(`https://${address}`)),
			source,
		);
	const [plain, secret] = specsOf(proxy);
	t.is(secret?.httpProxy?.credentials, './proxy-credentials');
	for (const who of plain!.httpProxy!.for) t.true(proxy.code.includes(who), who);
});

test('a plan by the guides: each artifact is shown with its address, credentials are not shown at all', async t => {
	t.timeout(240_000);
	const directory = await mkdtemp(path.join(tmpdir(), 'kinstall-guide-'));
	t.teardown(() => rm(directory, {recursive: true}));
	const shell = proxy.code.filter(line => /^(umask|echo) /.test(line));
	t.is(shell.length, 2);
	await execa('sh', ['-ec', shell.join('\n')], {cwd: directory});
	const file = path.join(directory, 'proxy-credentials');
	t.is((await stat(file)).mode & 0o777, 0o600);
	const [, password = ''] = (await readFile(file, 'utf8')).trim().split(':');
	await writeFile(path.join(directory, 'cluster.yaml'), `${smallest}${proxy.fenced.at(-1)!.body}`);
	const [command = ''] = commandLines(mirrors.code).filter(words => words.startsWith('plan '));
	const {stdout} = await execa(
		process.execPath,
		[`--import=${import.meta.resolve('tsx')}`, path.join(root, 'source/cli/main.ts'), ...command.split(' ')],
		{
			cwd: directory,
		},
	);
	for (const {url, sum} of wantedArtifacts({kubernetes: 'v1.37.1'}, 'amd64')) {
		t.true(stdout.includes(url), url);
		if (sum) t.true(stdout.includes(sum.value), url);
	}
	t.regex(stdout, /kinstall secret: pki\/http-proxy\.env mode=0600/);
	t.true(password.length > 5 && !stdout.includes(password));
	const planned = await execa('grep', ['-rlF', password, directory], {reject: false});
	t.deepEqual(planned.stdout.split('\n').sort(), [path.join(directory, 'pki/http-proxy.env'), file]);
});
