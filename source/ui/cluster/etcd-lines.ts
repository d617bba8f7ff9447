import type {ClusterStatus, EtcdMember} from '../../state/cluster-status.ts';
import {texts} from '../../texts/texts.ts';
import {bad, type ColoredLine, inColumns, plain} from './line.ts';

const say = texts.ui.cluster;

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

function roleOf({name, learner, own}: EtcdMember): string {
	if (name === '') return say.memberRole.starting;
	if (!own) return say.memberRole.silent;
	if (own.leader) return say.memberRole.leader;
	return learner ? say.memberRole.learner : say.memberRole.follower;
}

/** A row for each member as it describes itself, then the alarms. */
export function etcdLines({etcd}: ClusterStatus): readonly ColoredLine[] {
	if (!etcd) return [bad(say.etcdUnknown)];
	const {member: head} = say;
	const rows = etcd.members.map(one => {
		const {own} = one;
		const numbers = own
			? [String(own.term), String(own.index), megabytes(own.size), megabytes(own.used), own.version]
			: ['', '', '', '', ''];
		return [one.name || '?', roleOf(one), ...numbers, one.id];
	});
	const lines = inColumns(
		[[head.name, head.role, head.term, head.index, head.size, head.used, head.version, head.id], ...rows],
		[2, 3, 4, 5],
	);
	return [
		...lines.map((text, index) => (index === 0 || etcd.members[index - 1]?.own ? plain(text) : bad(text))),
		plain(''),
		...(etcd.alarms.length === 0 ? [plain(say.noAlarm)] : etcd.alarms.map(({member, alarm}) => bad(say.alarm(member, alarm)))),
	];
}

/** The same in one line. */
export function etcdSummary({etcd}: ClusterStatus): ColoredLine {
	if (!etcd) return bad(say.etcdUnknown);
	const answering = etcd.members.filter(({own}) => own);
	const leader = answering.find(({own}) => own?.leader);
	const members = etcd.members.length;
	const text = leader?.own
		? say.etcdSummary(answering.length, members, leader.name, leader.own.term)
		: say.etcdLeaderless(answering.length, members);
	const alarms = etcd.alarms.map(({member, alarm}) => say.alarm(member, alarm));
	const line = [text, ...(alarms.length === 0 ? [say.noAlarm] : alarms)].join(', ');
	return leader && answering.length === members && alarms.length === 0 ? plain(line) : bad(line);
}
