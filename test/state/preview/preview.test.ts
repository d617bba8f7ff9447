import {mkdtemp, readFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import type {Facts} from '../../../source/plan/facts.ts';
import {makePlan} from '../../../source/plan/make-plan.ts';
import {parseSpec} from '../../../source/spec/parse-spec.ts';
import {consumersOf} from '../../../source/state/preview/consumers.ts';
import {allRecords, recordData, recordLines} from '../../../source/state/preview/plain.ts';
import type {Preview} from '../../../source/state/preview/preview.ts';
import {previewSections} from '../../../source/ui/preview-rows.ts';
import {makeSearch} from '../../../source/ui/preview-search.ts';
import {issuePki} from '../../pki/issue.ts';

const factsOf = (host: string): Facts => ({
	host,
	os: {id: 'debian', version: '12', name: 'Debian'},
	arch: 'amd64',
	kernel: '6.1',
	cgroup: 2,
	sysResource: true,
	ownClock: true,
	cores: 2,
	memory: 4096,
	packager: 'apt',
	conntrack: true,
	resolver: true,
});

/** @param looked whether every host was looked at: what is assumed of many hosts takes long to say */
const planOf = async (text: string, looked: boolean) => {
	const parsed = parseSpec(text, 'cluster.yaml');
	if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
	const pki = await issuePki(parsed.spec, await mkdtemp(path.join(tmpdir(), 'kinstall-preview-')));
	return makePlan(parsed.spec, looked ? Object.fromEntries(parsed.spec.hosts.map(({name}) => [name, factsOf(name)])) : {}, pki);
};

const previewOf = async (text: string, {looked = false} = {}): Promise<Preview> => {
	const plan = await planOf(text, looked);
	const vars = Object.fromEntries(plan.steps.find(({id}) => id === '20-etcd')!.tasks.map(task => [task.host, task.vars]));
	return {
		plan,
		certificateTexts: {apiserver: 'Subject  CN=kube-apiserver'},
		scripts: [{id: '20-etcd', title: 'etcd', text: await readFile('scripts/20-etcd.ts', 'utf8'), vars}],
		unpinned: plan.artifacts.slice(0, 1).map(({file}) => file),
		findings: [{certificate: 'apiserver', severity: 'error', what: 'the VIP is missing', why: 'clients refuse it', mend: 'Remove it.'}],
	};
};

const five = async () => previewOf(await readFile('fixtures/specs/five.yaml', 'utf8'));

test('who uses which certificate follows from what the files name', async t => {
	const consumers = consumersOf(await five());
	const users = (id: string) => consumers.get(id)?.map(({who, hosts, withKey}) => `${who} ${hosts.join(',')}${withKey ? ' key' : ''}`);
	t.deepEqual(users('apiserver'), ['kube-apiserver node1,node2 key']);
	t.deepEqual(users('etcd-server/node5'), ['etcd node5 key']);
	t.deepEqual(users('scheduler'), ['kube-scheduler node1,node2 key']);
	t.deepEqual(users('kube-proxy'), ['kube-proxy node1,node2,node3,node4 key']);
	t.deepEqual(users('admin'), ['kinstall-apiserver-refresh node1,node2 key', '/root/.kube/config node1,node2 key']);
	t.true(users('ca')?.includes('kubelet node1,node2,node3,node4'));
	t.true(users('ca')?.includes('kube-controller-manager node1,node2 key'));
	t.false(users('ca')?.some(user => user.startsWith('script')));
	// Named by the script alone, which keeps the folder in a constant.
	t.deepEqual(users('etcd-healthcheck-client'), ['script 20-etcd node1,node2,node5 key']);
	t.true(users('sa')?.includes('kube-apiserver node1,node2 key'));
});

test('the plain text has every file of every host, each thing with a line to grep for, and no private key', async t => {
	const preview = await five();
	const text = allRecords(preview).map(recordLines).join('\n');
	const files = preview.plan.steps.flatMap(({tasks}) =>
		tasks.flatMap(({host, files: own}) => own.map(file => `file ${host} ${file.path} `)),
	);
	t.true(files.length > 100);
	for (const head of files) t.true(text.includes(`\n${head}`), head);
	t.regex(text, new RegExp(`^plan ${preview.plan.digest} `));
	t.regex(
		text,
		/^certificate apiserver < ca until \d{4}-\d\d-\d\d\n {4}Subject {2}CN=kube-apiserver\n\n {4}Used by {2}kube-apiserver \(with its key\) on node1, node2$/m,
	);
	t.regex(text, /^script 20-etcd etcd\n {4}#!.*zx$/m);
	t.regex(text, /^ {4}# {3}unit = "etcd.service"$/m);
	t.regex(text, /^note FAIL apiserver: the VIP is missing\n {4}clients refuse it\n {4}Remove it\.$/m);
	t.regex(text, /^note assumed: node1: not looked at yet/m);
	t.regex(text, /^artifact \S+ \S+ amd64 NOT PINNED$/m);
	t.notRegex(text, /PRIVATE KEY/);
});

test('as JSON each record says what it is', async t => {
	const records = allRecords(await five()).map(
		record => JSON.parse(JSON.stringify(recordData(record))) as {type: string; usedBy?: string[]},
	);
	const types = new Set(records.map(({type}) => type));
	t.deepEqual(
		[...types],
		['plan', 'host', 'artifact', 'certificate', 'secret', 'file', 'binary', 'script', 'finding', 'unpinned', 'assumption'],
	);
	t.true(records.find(({type}) => type === 'certificate')?.usedBy?.some(words => words.startsWith('kubelet on')));
});

const workers = (count: number) =>
	[...Array(count).keys()]
		.map(index => `  - {name: w${index}, address: 10.1.${index >> 7}.${(index & 127) + 1}, roles: [worker]}`)
		.join('\n');

/** Time on the processor (ms), so that what else the machine does counts for nothing. */
const timed = <Value>(work: () => Value): readonly [Value, number] => {
	const before = process.cpuUsage();
	const value = work();
	const {user, system} = process.cpuUsage(before);
	return [value, Math.round((user + system) / 1000)];
};

test('a plan of many hosts opens at once, and a search through its files takes a blink', async t => {
	const text = `apiVersion: kinstall/v1
name: big
kubernetes: v1.20.2
endpoint: {host: 10.0.0.1, port: 6443}
network: {pods: [10.128.0.0/12], services: [10.96.0.0/16]}
hosts:
  - {name: cp1, address: 10.0.0.1, roles: [control-plane, etcd]}
${workers(300)}
pki: {key: ecdsa-p256}
`;
	const preview = await previewOf(text, {looked: true});
	const [sections, opened] = timed(() => previewSections(preview));
	const files = sections[2]!.rows.filter(({on}) => on?.path !== undefined);
	t.true(files.length > 5000, `${files.length} files`);
	const search = makeSearch(sections);
	const asked = ['clusterDNS', 'w299', 'not to be found', 'e'].map(query => {
		const [{hits}, time] = timed(() => search(query, 500));
		return {query, hits: hits.length, time};
	});
	t.log(`${files.length} files: opened in ${opened} ms; ${asked.map(({query, time}) => `"${query}" ${time} ms`).join(', ')}`);
	t.deepEqual(
		asked.map(({hits}) => hits > 0),
		[true, true, false, true],
	);
	t.true(opened < 1000);
	// The first one makes the index.
	for (const [index, {query, time}] of asked.entries()) t.true(time < (index === 0 ? 600 : 200), `"${query}" ${time} ms`);
});

test('a search finds rows and lines, whatever the case, and says where', async t => {
	const sections = previewSections(await five());
	const search = makeSearch(sections);
	const {hits} = search('CLUSTERDNS', 100);
	t.true(hits.length >= 4);
	const [first] = hits;
	t.regex(first!.where, /^node1 \/etc\/kubernetes\/kubelet-config\.yaml:\d+$/);
	t.is(first!.text, 'clusterDNS:');
	const content = sections[first!.section]!.rows[first!.row]!.open!.text();
	t.is(content.split('\n')[first!.line - 1]!.trim(), 'clusterDNS:');
	t.true(search('etcd.service', 100).hits.some(({line}) => line === 0));
	t.deepEqual(search('  ', 100), {hits: [], more: false});
	t.like(search('e', 3), {more: true});
	t.is(search('e', 3).hits.length, 3);
});

test('a certificate that was issued anew for this plan is told beside its notes, and in no plan', async t => {
	const preview = await five();
	const lines = (of: Preview) => allRecords(of).map(recordLines).join('');
	const anew = /^note +pki\/apiserver\.crt is issued anew for the same key, .*: 10\.0\.0\.9 added; kube\.example removed$/m;
	t.regex(lines({...preview, notes: [{id: 'issuedAnew', values: ['pki/apiserver.crt', '10.0.0.9', 'kube.example']}]}), anew);
	t.notRegex(lines(preview), /issued anew/);
});
