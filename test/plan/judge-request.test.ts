import {readFileSync} from 'node:fs';
import test from 'ava';
import type {Asked, OnDisk} from '../../source/plan/asked.ts';
import {clientSigner, judgeRequest} from '../../source/plan/judge-request.ts';
import {servingSigner} from '../../source/plan/judge-serving.ts';
import {tokenId} from '../../source/plan/token-id.ts';
import {parseSpec} from '../../source/spec/parse-spec.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';

const parsed = parseSpec(readFileSync('fixtures/specs/five.yaml', 'utf8'), 'five.yaml');
const {spec} = parsed as {spec: ClusterSpec};

const client: Asked = {
	signer: clientSigner,
	requestor: `system:bootstrap:${tokenId(spec, 'node3')}`,
	usages: ['digital signature', 'key encipherment', 'client auth'],
	commonName: 'system:node:node3',
	organizations: ['system:nodes'],
	dnsNames: [],
	ipAddresses: [],
	otherNames: [],
	signatureValid: true,
	publicKeySha256: 'ab'.repeat(32),
};
const serving: Asked = {
	...client,
	signer: servingSigner,
	requestor: 'system:node:node3',
	usages: ['digital signature', 'key encipherment', 'server auth'],
	dnsNames: ['node3'],
	ipAddresses: ['10.88.0.13'],
};
const onDisk: OnDisk = {ours: true, commonName: 'system:node:node3', issued: true, serial: '4f2a', fingerprint: 'cd'.repeat(32)};

test('a client request by the token made for its node is expected, and says so', t => {
	const {node, verdict} = judgeRequest(client, spec);
	t.is(node, 'node3');
	t.true(verdict.expected);
	t.regex(verdict.proofs.join(), /token that was made for node3 alone/);
});

test("a first client request for the key on its node's disk says so; one for another key is not expected", t => {
	const same = judgeRequest(client, spec, {waitingKey: client.publicKeySha256}).verdict;
	t.true(same.expected);
	t.regex(same.proofs.join(), /very key that node3's kubelet waits with/);
	t.is(same.open, undefined);
	const other = judgeRequest(client, spec, {waitingKey: 'ef'.repeat(32)}).verdict;
	t.false(other.expected);
	t.regex(other.expected ? '' : other.reasons.join(), /another key/);
	t.regex((judgeRequest(client, spec).verdict.open ?? []).join(), /not compared/);
});

test("a renewal names the certificate on its node's disk", t => {
	const {verdict} = judgeRequest({...client, requestor: 'system:node:node3'}, spec, {certificate: onDisk});
	t.true(verdict.expected);
	t.regex(verdict.proofs.join(), /serial 4f2a, sha256 cdcdcdcdcdcdcdcd\.\.\./);
});

test('a serving request of a node whose disk holds the issued certificate is expected', t => {
	const {node, verdict} = judgeRequest(serving, spec, {certificate: onDisk});
	t.is(node, 'node3');
	t.true(verdict.expected);
	t.regex(verdict.proofs.join(), /is the one that was issued/);
});

test('a serving request may name each address of its host, and no further one', t => {
	const both = {...spec, hosts: spec.hosts.map(host => (host.name === 'node3' ? {...host, addresses: ['fd00::13']} : host))};
	const asked = (...ipAddresses: string[]) => judgeRequest({...serving, ipAddresses}, both, {certificate: onDisk}).verdict.expected;
	t.true(asked('10.88.0.13', 'fd00::13'));
	t.true(asked('10.88.0.13'));
	t.false(asked('10.88.0.13', 'fd00::14'));
	t.false(judgeRequest({...serving, ipAddresses: ['10.88.0.13', 'fd00::13']}, spec, {certificate: onDisk}).verdict.expected);
});

test('without a record of the issued certificate the proof is weaker, and says which it is', t => {
	const {verdict} = judgeRequest(serving, spec, {certificate: {...onDisk, issued: undefined}});
	t.true(verdict.expected);
	t.regex(verdict.proofs.join(), /signed by this cluster/);
	t.notRegex(verdict.proofs.join(), /the one that was issued/);
});

const refused: ReadonlyArray<readonly [string, Partial<Asked>, RegExp]> = [
	[
		'with the token of another node',
		{requestor: `system:bootstrap:${tokenId(spec, 'node4')}`},
		/subject is system:node:node3, not system:node:node4/,
	],
	['with a token nobody made', {requestor: 'system:bootstrap:abcdef'}, /no node of this cluster/],
	['by an administrator', {requestor: 'kubernetes-admin'}, /no node of this cluster/],
	['in the group of masters', {organizations: ['system:nodes', 'system:masters']}, /groups are/],
	['without a group', {organizations: []}, /groups are none/],
	['that may also serve', {usages: [...client.usages, 'server auth']}, /usages/],
	['with names', {dnsNames: ['kubernetes']}, /has no names/],
	['with a URI', {otherNames: ['spiffe://elsewhere']}, /addresses and DNS names alone/],
	['not signed with its own key', {signatureValid: false}, /not signed with the key/],
	['for another signer', {signer: 'kubernetes.io/kube-apiserver-client'}, /does not judge/],
];
for (const [what, change, reason] of refused) {
	test(`a client request ${what} is not expected`, t => {
		const {verdict} = judgeRequest({...client, ...change}, spec);
		t.false(verdict.expected);
		t.regex(verdict.expected ? '' : verdict.reasons.join('; '), reason);
	});
}

const refusedServing: ReadonlyArray<readonly [string, Partial<Asked>, OnDisk | undefined, RegExp]> = [
	['for the address of another host', {ipAddresses: ['10.88.0.13', '10.88.0.11']}, onDisk, /10\.88\.0\.11 is not node3's/],
	['for another name', {dnsNames: ['node3', 'kubernetes.default']}, onDisk, /kubernetes\.default is not node3's/],
	['without names', {dnsNames: [], ipAddresses: []}, onDisk, /names no address/],
	['whose node could not be read', {}, undefined, /disk of node3 could not be read/],
	['whose node holds a foreign certificate', {}, {...onDisk, ours: false}, /no client certificate of this cluster/],
	[
		"whose node holds another node's certificate",
		{},
		{...onDisk, commonName: 'system:node:node4'},
		/no client certificate of this cluster/,
	],
	['whose node holds another certificate than was issued', {}, {...onDisk, issued: false}, /not the one that was issued/],
	['by a host that is no node', {requestor: 'system:node:node5', commonName: 'system:node:node5'}, onDisk, /no node of this cluster/],
	['with the usage of a client', {usages: client.usages}, onDisk, /usages/],
];
for (const [what, change, disk, reason] of refusedServing) {
	test(`a serving request ${what} is not expected`, t => {
		const {verdict} = judgeRequest({...serving, ...change}, spec, disk && {certificate: disk});
		t.false(verdict.expected);
		t.regex(verdict.expected ? '' : verdict.reasons.join('; '), reason);
	});
}

test('every node has a token id of its own, the same at every look', t => {
	const ids = spec.hosts.map(({name}) => tokenId(spec, name));
	t.is(new Set(ids).size, ids.length);
	t.true(ids.every(id => /^[a-z0-9]{6}$/.test(id)));
	t.deepEqual(
		ids,
		spec.hosts.map(({name}) => tokenId(spec, name)),
	);
});
