// etcdctl's JSON (3.4 and later), put together: who is a member, and what each member says of itself.
import type {Etcd, EtcdMember} from '../../../source/state/cluster-status.ts';
import {etcdctl} from '../probes.ts';
import type {Answer} from './ask-all.ts';

const json = `${etcdctl} -w json --command-timeout=4s`;

/** Asked on each member's own host: a member that is gone holds up none of them. */
export const etcdQuestions = {
	endpoint: `${json} endpoint status 2>/dev/null`,
	members: `${json} member list 2>/dev/null`,
	alarms: `${json} alarm list 2>/dev/null`,
} as const;

export type EtcdAnswers = Readonly<Record<keyof typeof etcdQuestions, Answer>>;

/** etcd's numbers have 64 bits; JSON.parse keeps 53. */
const parse = (text: string): unknown => {
	try {
		return JSON.parse(text.replaceAll(/:\s*(\d{16,})(?=\s*[,}\]])/g, ':"$1"'));
	} catch {
		return undefined;
	}
};

const hexadecimal = (id: string | number): string => BigInt(id).toString(16);

type Endpoint = {
	Status: {
		header: {member_id: string | number};
		version: string;
		dbSize: number;
		dbSizeInUse?: number;
		leader: string | number;
		raftIndex: number;
		raftTerm: number;
	};
};
type Members = {members?: Array<{ID: string | number; name?: string; isLearner?: boolean}>};
type Alarms = {alarms?: Array<{memberID: string | number; alarm: number}>};

const alarmNames: Readonly<Record<number, string>> = {1: 'NOSPACE', 2: 'CORRUPT'};

const ownWords = ({endpoint}: EtcdAnswers): Array<readonly [string, NonNullable<EtcdMember['own']>]> => {
	const [told] = endpoint.ok ? ((parse(endpoint.text) as Endpoint[] | undefined) ?? []) : [];
	if (!told) return [];
	const {header, leader, raftTerm, raftIndex, dbSize, dbSizeInUse, version} = told.Status;
	const id = hexadecimal(header.member_id);
	const own = {
		leader: id === hexadecimal(leader ?? 0),
		term: Number(raftTerm),
		index: Number(raftIndex),
		size: Number(dbSize),
		used: Number(dbSizeInUse ?? dbSize),
		version,
	};
	return [[id, own]];
};

/** Undefined when no member listed the members. */
export const readEtcd = (answers: readonly EtcdAnswers[]): Etcd | undefined => {
	const listed = answers.flatMap(({members}) => (members.ok ? ((parse(members.text) as Members | undefined)?.members ?? []) : []));
	if (listed.length === 0) return undefined;
	const own = new Map(answers.flatMap(ownWords));
	const members = new Map(
		listed.map(({ID, name = '', isLearner = false}): [string, EtcdMember] => {
			const id = hexadecimal(ID);
			const words = own.get(id);
			return [id, {id, name, learner: isLearner, ...(words && {own: words})}];
		}),
	);
	const alarms = answers.flatMap(({alarms: told}) => (told.ok ? ((parse(told.text) as Alarms | undefined)?.alarms ?? []) : []));
	const named = alarms.map(({memberID, alarm}) => ({
		member: members.get(hexadecimal(memberID))?.name || hexadecimal(memberID),
		alarm: alarmNames[alarm] ?? String(alarm),
	}));
	return {
		members: [...members.values()].sort((a, b) => a.name.localeCompare(b.name)),
		alarms: [...new Map(named.map(one => [`${one.member} ${one.alarm}`, one])).values()],
	};
};
