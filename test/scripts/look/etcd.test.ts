import test from 'ava';
import {type EtcdAnswers, readEtcd} from '../../../scripts/lib/look/etcd.ts';

const ok = (text: string) => ({ok: true, text});
const bad = {ok: false, text: ''};

// As etcdctl 3.4 prints them.
const members =
	'{"header":{"cluster_id":14674883757479918914,"member_id":11933779275903984399,"raft_term":2},"members":[{"ID":3241980765826860666,"name":"node5","peerURLs":["https://10.0.0.15:2380"],"clientURLs":["https://10.0.0.15:2379"]},{"ID":11933779275903984399,"name":"node1","peerURLs":["https://10.0.0.11:2380"],"clientURLs":["https://10.0.0.11:2379"]},{"ID":13669452786155036831,"peerURLs":["https://10.0.0.12:2380"],"isLearner":true}]}';
const endpoint = (id: string) =>
	`[{"Endpoint":"https://127.0.0.1:2379","Status":{"header":{"cluster_id":14674883757479918914,"member_id":${id},"revision":679,"raft_term":2},"version":"3.4.23","dbSize":851968,"leader":11933779275903984399,"raftIndex":764,"raftTerm":2,"raftAppliedIndex":764,"dbSizeInUse":401408}}]`;
const of = (id: string, alarms = '{}'): EtcdAnswers => ({endpoint: ok(endpoint(id)), members: ok(members), alarms: ok(alarms)});

test('members are told by their names, each with what it says of itself; ids keep all their 64 bits', t => {
	const etcd = readEtcd([of('11933779275903984399'), of('3241980765826860666')])!;
	t.deepEqual(
		etcd.members.map(({id, name, learner, own}) => [id, name, learner, own?.leader, own?.term, own?.size, own?.used]),
		[
			['bdb3a6e298bea09f', '', true, undefined, undefined, undefined, undefined],
			['a59d4d06082ce30f', 'node1', false, true, 2, 851_968, 401_408],
			['2cfdd4546bc2467a', 'node5', false, false, 2, 851_968, 401_408],
		],
	);
	t.deepEqual(etcd.alarms, []);
});

test('an alarm is named once, though each member tells it', t => {
	const alarm = '{"header":{"raft_term":2},"alarms":[{"memberID":3241980765826860666,"alarm":1}]}';
	t.deepEqual(readEtcd([of('11933779275903984399', alarm), of('3241980765826860666', alarm)])?.alarms, [
		{member: 'node5', alarm: 'NOSPACE'},
	]);
});

test('a member that does not answer is listed by the others', t => {
	const etcd = readEtcd([of('11933779275903984399'), {endpoint: bad, members: bad, alarms: bad}])!;
	t.deepEqual(
		etcd.members.map(({name, own}) => [name, own !== undefined]),
		[
			['', false],
			['node1', true],
			['node5', false],
		],
	);
});

test('where nobody answers, or not in JSON, nothing is said', t => {
	t.is(readEtcd([]), undefined);
	t.is(readEtcd([{endpoint: ok('panic:'), members: ok('Error: context deadline exceeded'), alarms: bad}]), undefined);
});
