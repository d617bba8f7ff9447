import {readFileSync} from 'node:fs';
import test, {type ExecutionContext} from 'ava';
import type {Plan} from '../../../source/plan/types.ts';
import type {Event} from '../../../source/state/event.ts';
import {readEvent} from '../../../source/state/read-event.ts';
import {makeReport} from '../../../source/state/report/make-report.ts';
import {setLanguage} from '../../../source/texts/texts.ts';
import {recorded} from '../events.ts';

setLanguage('en');
const events = readFileSync('fixtures/journals/five-hosts.ndjson', 'utf8')
	.split('\n')
	.flatMap(line => readEvent(line) ?? []);

/** What stands in a page: its elements, after every one that was opened was found closed, and every attribute quoted. */
function elementsOf(t: ExecutionContext, page: string): readonly string[] {
	const open: string[] = [];
	const found: string[] = [];
	const body = page.replace(/^<!doctype html>\n/, '').replace(/<style>[^<]*<\/style>/, '');
	for (const part of body.split(/(<[^>]*>)/)) {
		if (!part.startsWith('<')) {
			// One assertion for each of many thousand parts takes a minute.
			if (/[<>]|&(?!(amp|lt|gt|quot|#39);)/.test(part)) t.fail(part);
			continue;
		}
		const tag = /^<(\/?)([a-zA-Z0-9]+)((?: [a-zA-Z0-9:-]+="[^"<>]*")*) ?(\/?)>$/.exec(part);
		if (!tag) {
			t.fail(part);
			continue;
		}
		const [, closes, name = '', , single] = tag;
		if (closes) {
			const opened = open.pop();
			if (opened !== name) t.fail(`<${opened}> ends as </${name}>`);
		} else {
			found.push(name);
			if (!single) open.push(name);
		}
	}
	t.deepEqual(open, []);
	return found;
}

const plan = (digest: string, names: readonly string[], evil = ''): Plan => ({
	digest,
	cluster: 'demo',
	kubernetes: 'v1.20.2',
	hosts: names.map((name, index) => ({
		name: `${name}${evil}`,
		address: `10.0.${index >> 8}.${index & 255}`,
		addresses: [],
		roles: index < 3 ? ['control-plane', 'etcd'] : ['worker'],
		local: false,
		node: true,
		ssh: {},
		labels: {},
	})),
	ssh: {},
	certificates: names.map(name => ({
		id: `etcd-server/${name}`,
		file: name,
		signer: 'etcd-ca',
		authority: false,
		commonName: `${name}${evil}`,
		dnsNames: [name, 'localhost'],
		ipAddresses: ['127.0.0.1'],
		attributes: {},
		usages: ['server'],
		key: 'ecdsa-p256',
		days: 365,
		certificate: 'PEM-OF-THE-CERTIFICATE',
		publicKeySha256: 'c'.repeat(64),
		notBefore: '2026-11-21T00:00:00.000Z',
		notAfter: '2027-11-22T00:00:00.000Z',
		fingerprint: 'd'.repeat(64),
	})),
	artifacts: [],
	steps: [],
	podCidrs: {},
	notes: [{id: 'signedElsewhere', values: [`ca${evil}`]}],
	assumptions: [],
});

test('a real run gives one whole page: a bar for every task, kubectl, probes, hosts and certificates', t => {
	const began = events[0] as Event & {type: 'run-started'};
	const page = makeReport(events, plan(began.digest, ['node1', 'node2', 'node3', 'node4', 'node5']));
	const elements = elementsOf(t, page);
	const tasks = events.filter(({type}) => type === 'task-started').length;
	t.is(page.match(/<rect class="bar /g)?.length, tasks);
	t.is(page.match(/<rect class="bar (?:done|unchanged) slowest"/g)?.length, 16, 'one in every phase');
	t.true(elements.includes('svg') && elements.includes('table'));
	t.false(elements.some(name => ['script', 'link', 'a', 'img', 'iframe', 'object'].includes(name)));
	t.notRegex(page, /(?:src|href)=|url\((?!#)|@import/);
	for (const words of [
		'✓ done',
		'271 changes',
		'1 m 15 s',
		began.digest,
		'$ kubectl get nodes -o wide',
		'etcd-server/node1',
		'control planes',
		'>365<',
	])
		t.true(page.includes(words), words);
	t.regex(page, /For 21 s of it certificate requests waited/);
	t.false(page.includes('PEM-OF-THE-CERTIFICATE'));
});

test('nothing of a hostile journal or plan gets out of its place', t => {
	const evil = '</text><script>alert(1)</script>"\'&\u0000\u001B[2J\u202E';
	const page = makeReport(
		recorded([
			{type: 'run-started', cluster: evil, digest: 'e', pid: 1, phases: [{id: 'p', title: evil, hosts: [evil]}]},
			{type: 'phase-started', phase: 'p'},
			{type: 'task-started', phase: 'p', host: evil},
			{type: 'task-ended', phase: 'p', host: evil, outcome: 'failed', reason: evil, next: evil},
			{type: 'phase-ended', phase: 'p', outcome: 'failed', reason: evil},
			{
				type: 'status',
				status: {
					componentStatuses: evil,
					nodes: evil,
					readyNodes: 0,
					totalNodes: 1,
					probes: [{host: evil, what: evil, healthy: false, detail: evil}],
				},
			},
			{type: 'run-ended', outcome: 'failed', changed: 0, reason: evil, next: evil},
		]),
		plan('e', ['node1'], evil),
	);
	t.false(elementsOf(t, page).includes('script'));
	t.true(page.includes('&lt;script&gt;alert(1)&lt;/script&gt;'));
	t.notRegex(page, /[\u0000-\u0008\u000B-\u001F\u202E]/);
});

test('a failure stands there with its mend, and says when another try went well', t => {
	const failed = recorded([
		{type: 'run-started', cluster: 'demo', digest: 'e', pid: 1, phases: [{id: 'p', title: 'Start etcd', hosts: ['node1', 'node2']}]},
		{type: 'phase-started', phase: 'p'},
		{type: 'task-started', phase: 'p', host: 'node2'},
		{type: 'task-ended', phase: 'p', host: 'node2', outcome: 'failed', reason: 'the disk is full', next: 'make room'},
		{type: 'phase-ended', phase: 'p', outcome: 'failed'},
	]);
	const first = makeReport(failed);
	elementsOf(t, first);
	for (const words of [
		'✗ node2, Start etcd',
		'the disk is full',
		'Next: make room',
		'without an end',
		'The plan of this run is not in plan/ any more',
	])
		t.true(first.includes(words), words);
	t.false(first.includes('went well'));
	const again = recorded([
		...failed,
		{type: 'phase-started', phase: 'p'},
		{type: 'task-started', phase: 'p', host: 'node2'},
		{type: 'task-ended', phase: 'p', host: 'node2', outcome: 'done'},
		{type: 'phase-ended', phase: 'p', outcome: 'done'},
		{type: 'run-ended', outcome: 'done', changed: 3},
	]);
	const second = makeReport(again, plan('another', ['node1']));
	t.true(second.includes('It was tried again and went well.') && second.includes('Start etcd (again)'));
	t.true(second.includes('is not in plan/ any more'), 'the plan of another run is not shown');
});

test('a thousand hosts stay a page of some hundred kilobytes, made in a moment, with those that failed in it', t => {
	const hosts = Array.from({length: 1000}, (_, index) => `node${index + 1}`);
	const phases = Array.from({length: 16}, (_, index) => ({id: `p${index}`, title: `Phase ${index}`, hosts}));
	const many = recorded([
		{type: 'run-started', cluster: 'big', digest: 'e', pid: 1, phases},
		...phases.flatMap(({id}) => [
			{type: 'phase-started' as const, phase: id},
			...hosts.map(host => ({type: 'task-started' as const, phase: id, host})),
			...hosts.map(host => ({
				type: 'task-ended' as const,
				phase: id,
				host,
				outcome: host === 'node7' && id === 'p3' ? ('failed' as const) : ('done' as const),
			})),
			{type: 'phase-ended' as const, phase: id, outcome: 'done' as const},
		]),
		{type: 'run-ended', outcome: 'done', changed: 1},
	]);
	const started = performance.now();
	const page = makeReport(many, plan('e', hosts));
	const took = performance.now() - started;
	t.true(took < 5000, `${took} ms`);
	t.true(page.length < 1_000_000, String(page.length));
	t.true(page.includes('✗ node7 ') && page.includes('989 others') && page.includes('and 974 more'));
});

test('it is written in the language of the moment', t => {
	setLanguage('zh');
	const page = makeReport(events);
	setLanguage('en');
	t.true(page.includes('<html lang="zh-Hans">') && page.includes('时间用在哪里'));
});
