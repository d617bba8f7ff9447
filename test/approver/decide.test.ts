/** What the approver does about requests while nobody is at the keys. */
import test from 'ava';
import {decide, mostAnHour, type Request} from '../../source/approver/decide.ts';
import {node3, ownNames, servingRequest} from './requests.ts';

/** What becomes of them when the node's kubelet is met under these names. */
const decideOf = (items: readonly Request[], met: readonly string[] = ownNames) =>
	decide({items, nodes: [node3], served: Object.fromEntries(items.map(({metadata}) => [metadata.uid, met]))});

const kinds = (items: readonly Request[], met?: readonly string[]) => decideOf(items, met).map(({what}) => what);

test('a look at the kubelet comes first, at each address and by its name', async t => {
	const items = [await servingRequest(t)];
	const uid = 'uid of csr-a';
	t.deepEqual(decide({items, nodes: [node3], served: {}}), [
		{what: 'look', uid, address: '10.88.0.13', name: 'node3'},
		{what: 'look', uid, address: '10.88.0.13', name: '10.88.0.13'},
		{what: 'look', uid, address: 'fd00::13', name: 'fd00::13'},
	]);
});

test('a renewal is approved as it was judged, with its proofs', async t => {
	const request = await servingRequest(t);
	const [decision] = decideOf([request]);
	t.is(decision?.what, 'approve');
	if (decision?.what !== 'approve') return;
	const {metadata, spec, status} = decision.object as Request;
	t.deepEqual({metadata, spec}, {metadata: request.metadata, spec: request.spec});
	t.like(status?.conditions?.[0], {type: 'Approved', status: 'True', reason: 'KinstallRenewal'});
	t.regex(decision.words, /^approved the renewal csr-a of system:node:node3: .*node3, 10\.88\.0\.13, fd00::13$/);
});

test('a first request is left to a person, and so is one for names that the node did not have', async t => {
	t.deepEqual(kinds([await servingRequest(t)], []), ['leave']);
	t.deepEqual(kinds([await servingRequest(t)], ['node3', '10.88.0.13']), ['leave']);
	t.deepEqual(kinds([await servingRequest(t, {names: 'DNS:node3,IP:10.88.0.13'})], ['node3', '10.88.0.13']), ['approve']);
});

test('what is wrong by itself is left to a person without a look', async t => {
	const wrong = {
		'names of somebody else': {names: 'DNS:node3,DNS:kubernetes.default.svc'},
		'an address of somebody else': {names: 'DNS:node3,IP:10.88.0.11'},
		'a URI': {names: 'DNS:node3,URI:spiffe://a/b'},
		'the subject of another node': {subject: '/O=system:nodes/CN=system:node:node1'},
		'a further group': {subject: '/O=system:nodes/O=system:masters/CN=system:node:node3'},
		'a further usage': {usages: ['server auth', 'client auth']},
		'no usages': {usages: []},
		'a node that is not in the plan': {username: 'system:node:node9'},
		'a person': {username: 'kubernetes-admin'},
	};
	for (const [why, wanted] of Object.entries(wrong)) {
		const items = [await servingRequest(t, wanted)];
		t.deepEqual(
			decide({items, nodes: [node3], served: {}}).map(({what}) => what),
			['leave'],
			why,
		);
	}
});

test('other signers, and what is decided, are no concern of it', async t => {
	t.deepEqual(kinds([await servingRequest(t, {signer: 'kubernetes.io/kube-apiserver-client-kubelet'})]), []);
	t.deepEqual(kinds([await servingRequest(t, {conditions: [{type: 'Denied'}]})]), []);
});

test('of several that wait of one node the newest is approved alone', async t => {
	const items = [
		await servingRequest(t, {name: 'csr-a', created: '2026-01-01T00:00:00Z'}),
		await servingRequest(t, {name: 'csr-b', created: '2026-01-01T00:20:00Z'}),
		await servingRequest(t, {name: 'csr-c', created: '2026-01-01T00:10:00Z'}),
	];
	t.deepEqual(
		decideOf(items).map(decision => (decision.what === 'approve' ? decision.name : decision.what)),
		['csr-b'],
	);
});

test('of many that one node sends in one second one is looked at', async t => {
	const request = await servingRequest(t);
	const items = Array.from({length: 50}, (_, index) => ({
		...request,
		metadata: {...request.metadata, name: `csr-${index}`, uid: `uid-${index}`},
	}));
	t.is(new Set(decide({items, nodes: [node3], served: {}}).map(({uid}) => uid)).size, 1);
});

test('a node that asks without end is left to a person', async t => {
	const request = await servingRequest(t);
	const before = await servingRequest(t, {conditions: [{type: 'Approved'}]});
	const many = Array.from({length: mostAnHour}, (_, index) => ({...before, metadata: {...before.metadata, uid: `${index}`}}));
	t.deepEqual(kinds([...many.slice(1), request]), ['approve']);
	const [decision] = decideOf([...many, request]);
	t.is(decision?.what, 'leave');
	t.regex(decision?.what === 'leave' ? decision.words : '', /60 certificates were approved for this node within an hour/);
});

test('what cannot be read is left to a person, and its words cannot pass for a line of their own', async t => {
	const request = await servingRequest(t);
	const [broken] = decideOf([{...request, spec: {...request.spec, request: 'AAAA'}}]);
	t.regex(broken?.what === 'leave' ? broken.words : '', /it cannot be read: not exactly one PEM block/);
	const hostile = await servingRequest(t, {subject: '/O=system:nodes/CN=x\u001b[2Japproved\té'});
	const [left] = decideOf([hostile]);
	t.regex(left?.what === 'leave' ? left.words : '', /its subject is x\?\[2Japproved\?\?/);
});
