import {readFileSync} from 'node:fs';
import test from 'ava';
import {makeKnown} from '../../scripts/oracle/known.ts';
import {goneFlags} from '../../source/catalog/flags/gone.ts';
import {askedMinors, knownFlags} from '../../source/catalog/flags/known.ts';
import {reservedFlags} from '../../source/catalog/flags/reserved.ts';
import {successors} from '../../source/catalog/flags/successors.ts';
import {judgeFlag, knowsFlag} from '../../source/catalog/judge-flag.ts';
import {ruleOptions} from '../../source/catalog/rule-options.ts';
import {parseSpec} from '../../source/spec/parse-spec.ts';

test('what ships of the records is current', async t => {
	t.is(readFileSync('source/catalog/flags/known.ts', 'utf8'), await makeKnown(), 'run npm run oracle -- --built');
});

test('a flag that is gone is refused with when it went and what follows it', t => {
	const gone = judgeFlag('kube-apiserver', 'insecure-port', 'v1.36.0')!;
	t.regex(gone, /^kube-apiserver v1\.36\.0 knows no flag insecure-port: gone (?:since|by) 1\.\d+; use secure-port$/);
	t.regex(judgeFlag('kubelet', 'pod-infra-container-image', 'v1.36.0')!, /gone (?:since|by) 1\.35; the sandbox image/);
	t.is(judgeFlag('kubelet', 'pod-infra-container-image', 'v1.20.2'), undefined);
	t.regex(judgeFlag('kubelet', 'network-plugin', 'v1.36.0')!, /containerd's configuration/);
	t.is(judgeFlag('kubelet', 'network-plugin', 'v1.20.2'), undefined);
	t.regex(judgeFlag('kube-scheduler', 'logtostderr', 'v1.37.0')!, /journald/);
});

test('a flag that is not there yet says from when on', t => {
	const flag = knownFlags['kube-apiserver'].find(row => / 1\.3[567]-/.test(row))!.split(' ')[0]!;
	t.regex(judgeFlag('kube-apiserver', flag, 'v1.20.2')!, /does not know .* yet: there from 1\.3[567] on/);
	t.is(judgeFlag('kube-apiserver', flag, 'v1.37.0'), undefined);
});

test('a typing mistake is met with the flag that was meant', t => {
	t.is(
		judgeFlag('kube-apiserver', 'max-request-inflight', 'v1.36.0'),
		'kube-apiserver v1.36.0 knows no flag max-request-inflight; did you mean max-requests-inflight?',
	);
	t.notRegex(judgeFlag('kube-apiserver', 'zzzzzzzzzzzzzzzzzzzz', 'v1.36.0')!, /mean/);
});

test('flags that are kinstall’s to set are refused with the reason', t => {
	t.regex(judgeFlag('kubelet', 'config', 'v1.36.0')!, /not yours to set: kinstall writes this file/);
	t.regex(judgeFlag('etcd', 'data-dir', 'v1.20.2')!, /not yours to set/);
	t.regex(judgeFlag('kube-apiserver', 'authorization-mode', undefined)!, /anybody/);
});

test('every other flag of a version may be given', t => {
	t.is(judgeFlag('kube-apiserver', 'max-requests-inflight', 'v1.20.2'), undefined);
	t.is(judgeFlag('kubelet', 'v', 'v1.36.0'), undefined);
	t.is(judgeFlag('etcd', 'quota-backend-bytes', 'v1.20.2'), undefined);
});

test('of a minor that nobody asked, its neighbours speak, and both must say no', t => {
	const minors = askedMinors['kube-apiserver'].split(' ');
	t.false(minors.includes('1.21'));
	t.true(knowsFlag('kube-apiserver', 'insecure-port', 'v1.21.0'));
	t.false(knowsFlag('kube-apiserver', 'no-such-flag', 'v1.21.0'));
	// Older and newer than all that was asked: nobody can say.
	t.true(knowsFlag('kube-apiserver', 'no-such-flag', 'v1.99.0'));
});

test('the tables of successors and reserved flags name flags that some version knows', t => {
	const names = (daemon: keyof typeof knownFlags) => new Set(knownFlags[daemon].map(row => row.split(' ')[0]));
	for (const {daemons, names: gone, flag} of successors)
		for (const daemon of daemons) {
			if (flag) t.true(names(daemon).has(flag), `${daemon} ${flag}`);
			t.true(gone.length > 0);
		}
	for (const {daemons, names: ours} of reservedFlags)
		for (const name of ours.filter(other => !['help', 'version'].includes(other)))
			t.true(
				daemons.some(daemon => names(daemon).has(name)),
				`${daemons.join(' ')}: ${name}`,
			);
});

const text = (kubernetes: string, flags: string): string =>
	`${readFileSync('fixtures/specs/five.yaml', 'utf8').replace('v1.20.2', kubernetes)}extraFlags: {kube-apiserver: {${flags}}}\n`;

test('a cluster.yaml with a flag that its version does not know is refused at that field', t => {
	const parsed = parseSpec(text('v1.36.0', "insecure-port: '0', v: '2'"), 'cluster.yaml', ruleOptions);
	if (!('problems' in parsed)) return t.fail();
	t.is(parsed.problems.length, 1);
	t.is(parsed.problems[0]!.path, 'extraFlags["kube-apiserver"]["insecure-port"]');
	t.is(parsed.problems[0]!.line, 19);
	t.true('spec' in parseSpec(text('v1.36.0', "v: '2'"), 'cluster.yaml', ruleOptions));
	return undefined;
});

for (const [daemon, name, value] of [
	['kube-apiserver', 'audit-log-path', '/audit.log'],
	['kube-apiserver', 'audit-log-path', '/var/log/audit.log'],
	['kube-apiserver', 'audit-log-path', '/var/log/x/../audit.log'],
	['kube-apiserver', 'audit-log-path', '/var/log//audit.log'],
	['kube-apiserver', 'audit-log-path', '/var/lib/etcd/audit.log'],
	['kube-apiserver', 'audit-log-path', '/etc/kubernetes/audit.log'],
	['kube-scheduler', 'log-dir', '/var/log/'],
	['kube-scheduler', 'log-dir', '/var/lib/kubelet'],
	['etcd', 'wal-dir', '/'],
	['etcd', 'wal-dir', '/var/lib'],
] as const)
	test(`a daemon that writes to what is not its alone, ${daemon} with ${name}=${value}, is refused: its unit gives the directory to it`, t => {
		t.regex(judgeFlag(daemon, name, 'v1.20.2', value)!, /is not one for it alone: take one of its own/);
	});

test('a daemon may write to a directory of its own, and to standard output', t => {
	t.is(judgeFlag('kube-apiserver', 'audit-log-path', 'v1.36.0', '/var/log/kube-apiserver/audit.log'), undefined);
	t.is(judgeFlag('kube-apiserver', 'audit-log-path', 'v1.36.0', '-'), undefined);
	t.is(judgeFlag('etcd', 'wal-dir', 'v1.36.0', '/var/lib/etcd/wal'), undefined);
	t.is(judgeFlag('etcd', 'wal-dir', 'v1.36.0', '/mnt/fast/wal'), undefined);
	t.is(judgeFlag('kubelet', 'log-dir', 'v1.20.2', '/var/log'), undefined);
});

test('where a daemon writes is judged in cluster.yaml', t => {
	const text = readFileSync('fixtures/specs/one.yaml', 'utf8');
	const parsed = parseSpec(`${text}extraFlags: {kube-apiserver: {audit-log-path: /var/log/audit.log}}\n`, 'cluster.yaml', ruleOptions);
	t.deepEqual('problems' in parsed ? parsed.problems.map(problem => problem.path) : [], ['extraFlags["kube-apiserver"]["audit-log-path"]']);
});

test('when a flag went is said only as exactly as it is known', t => {
	t.regex(judgeFlag('kubelet', 'pod-infra-container-image', 'v1.36.0')!, /: gone since 1\.35;/);
	t.regex(judgeFlag('kube-apiserver', 'experimental-encryption-provider-config', 'v1.36.0')!, /: gone by 1\.24;/);
});

test('what release notes say of a minor that nobody asked is said too', t => {
	t.regex(judgeFlag('kube-scheduler', 'logtostderr', 'v1.27.3')!, /gone since 1\.26; journald/);
	t.is(judgeFlag('kube-scheduler', 'logtostderr', 'v1.25.3'), undefined);
	t.regex(judgeFlag('kubelet', 'network-plugin', 'v1.24.0')!, /gone since 1\.24; /);
	t.is(judgeFlag('kubelet', 'network-plugin', 'v1.23.0'), undefined);
});

for (const {daemons, since, names} of goneFlags)
	for (const daemon of daemons)
		test(`release notes and what was asked agree that ${daemon} of ${since} lost ${names.join(', ')}`, t => {
			for (const name of names) {
				const row = knownFlags[daemon].find(known => known.split(' ')[0] === name) ?? '';
				t.not(row, '', `no minor that was asked knows ${name}`);
				const last = row.split(' ')[1]!.split('-').at(-1)!;
				t.true(last !== '' && Number(last.split('.')[1]) < Number(since.split('.')[1]), row);
				const lost = askedMinors[daemon].split(' ').find(minor => Number(minor.split('.')[1]) > Number(last.split('.')[1]));
				t.true(lost === undefined || Number(lost.split('.')[1]) >= Number(since.split('.')[1]), `${name} was lost by ${lost}`);
			}
		});
