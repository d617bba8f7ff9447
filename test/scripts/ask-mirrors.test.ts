/** What the check asks of mirrors on each host, with the curl and the wget of this machine against real sockets. */
import test from 'ava';
import {ask, askMirrors, readMirrors} from '../../scripts/lib/ask-mirrors.ts';
import type {Place} from '../../source/plan/distribution.ts';
import {judgeLooks, type Looks} from '../../source/plan/judge-looks.ts';
import {specOf} from '../spec/spec-text.ts';
import {makeMirror} from './transfer/mirror.ts';
import {makeStraw} from './transfer/setting.ts';

const file = Buffer.from('x');

for (const [program, more] of [
	['curl', ''],
	['wget', 'command() { [ "$2" != curl ] && builtin command "$@"; }'],
] as const)
	test(`places are asked one after the other until one has the file, and one that is away once: ${program}`, async t => {
		const {$} = await makeStraw(t, more);
		const gone = await makeMirror(t, {});
		gone.close();
		const poor = await makeMirror(t, {});
		const rich = await makeMirror(t, {'/a': file, '/b': file});
		const places = ['a', 'b'].flatMap(name =>
			[gone, poor, rich].map(({base}): Place => ({artifact: name, way: 'direct', url: `${base}/${name}`})),
		);
		const {lacks, away} = await ask($, places, '');
		t.deepEqual(lacks, []);
		t.deepEqual(
			away.map(({url, trouble}) => `${url} ${trouble}`),
			[`${gone.base}/a refused`, `${poor.base}/a answers`, `${poor.base}/b answers`],
		);
		t.is(away[1]!.detail, '404');
		t.deepEqual(rich.asked, ['HEAD /a', 'HEAD /b']);
		// A server without TLS at an address with it.
		const {away: plain} = await ask($, [{artifact: 'a', way: 'direct', url: `${rich.base.replace('http:', 'https:')}/a`}], '');
		t.is(plain[0]!.trouble, 'other');
		t.regex(plain[0]!.detail, /SSL|TLS/);
		const {away: through} = await ask($, [{artifact: 'a', way: 'proxy', url: 'http://files.example/b'}], `HTTP_PROXY=${rich.base}\n`);
		t.deepEqual(through, []);
		t.is(rich.asked.at(-1), 'HEAD http://files.example/b');
	});

test('a host without a program for it', async t => {
	const {$} = await makeStraw(t, 'command() { case $2 in curl | wget | tar) return 1 ;; *) builtin command "$@" ;; esac; }');
	t.deepEqual(await ask($, [{artifact: 'a', way: 'direct', url: 'http://127.0.0.1:1/a'}], ''), {
		lacks: ['curl (or wget)', 'tar'],
		away: [],
	});
});

test('what programs say, in their codes', t => {
	const of = (line: string) => readMirrors(`away https://m/a ${line}\n`).away[0]!.trouble;
	t.is(of('60 0 curl: (60) SSL certificate problem: unable to get local issuer certificate'), 'certificate');
	t.is(of('105 0 ERROR: cannot verify m certificate'), 'certificate');
	t.is(of('6 0 curl: (6) Could not resolve host: m'), 'unknown');
	t.is(of('28 0 curl: (28) Connection timed out after 5001 milliseconds'), 'silent');
	t.is(of('104 0 failed: Connection timed out.'), 'silent');
	t.is(of('104 0 wget: unable to resolve host address'), 'unknown');
	t.is(of('56 407 curl: (56) Received HTTP code 407 from proxy after CONNECT'), 'other');
	t.is(of('0 503 '), 'answers');
});

const specWith = (from: string) => {
	return specOf(`apiVersion: kinstall/v1
name: demo
kubernetes: v1.37.1
endpoint: {host: 10.0.0.11}
network: {pods: [10.244.0.0/16], services: [10.96.0.0/16]}
hosts: [{name: node1, address: 10.0.0.11, roles: [control-plane, etcd, worker]}]
distribution: {from: ${from}}`);
};

test('a host that lacks the program ends the install, a place that is away is a warning; who has files over ssh is not asked', async t => {
	const spec = specWith('mirror');
	const look = {ports: [], units: [], free: {}, clock: 0, addresses: ['10.0.0.11'], networks: []};
	const judged = (mirrors: Looks['mirrors'], free: Looks['free'] = {}) =>
		judgeLooks(spec, {node1: {...look, free, mirrors} as never}).map(({id, severity, what, mend}) => `${id} ${severity}: ${what} ${mend}`);
	t.deepEqual(judged({lacks: [], away: []}), []);
	t.regex(
		judged({lacks: ['curl (or wget)', 'tar'], away: []})[0]!,
		/^mirror failure: it has no curl \(or wget\), no tar.*Install there: curl, tar,/,
	);
	const away = [{url: 'http://m/a', trouble: 'answers', detail: '404'}] as const;
	t.regex(judged({lacks: [], away})[0]!, /^mirror warning: it cannot take http:\/\/m\/a: the answer is 404/);
	t.regex(judged({lacks: [], away: []}, {'/var/lib': 1200})[0]!, /^disk failure/);
	t.deepEqual(judged({lacks: [], away: []}, {'/var/lib': 1220}), []);
	t.is(await askMirrors(specWith('ssh'), spec.hosts[0]!, 'amd64', undefined, undefined as never), undefined);
});
