// One look at the whole cluster: every daemon asked on its own host, one API server asked about the rest. Nobody waits for a host that does not answer.
import {setsClocks} from '../../../source/catalog/configs/chrony.ts';
import {balancerAnswers, frontHosts, holdsVip, hostsWith} from '../../../source/catalog/topology.ts';
import type {Host} from '../../../source/spec/types.ts';
import type {ClusterStatus, HostSeen, Probe} from '../../../source/state/cluster-status.ts';
import {texts} from '../../../source/texts/texts.ts';
import type {Cluster} from '../cluster.ts';
import {probes} from '../probes.ts';
import {type ApiAnswers, apiQuestions, readApi} from './api.ts';
import {type Answer, askAll} from './ask-all.ts';
import {certificatesQuestion, gatherCertificates, readCertificates} from './certificates.ts';
import {type EtcdAnswers, etcdQuestions, readEtcd} from './etcd.ts';
import {inTime} from './in-time.ts';

/** Certificates change once in months: they are read at every sixth look. */
const certificatesEvery = 6;

const firstLine = (error: unknown): string => (error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));

type HostAnswers = {
	readonly probes: readonly Probe[];
	readonly etcd?: EtcdAnswers;
	/** Whether it holds the virtual IP. */
	readonly vip?: boolean;
	readonly certificates?: ReturnType<typeof readCertificates>;
};
type Seen = {readonly answers: HostAnswers; readonly at: string} | {readonly trouble: string};

const prefixed = <Name extends string>(prefix: string, questions: Readonly<Record<Name, string>>): Record<string, string> =>
	Object.fromEntries(Object.entries<string>(questions).map(([name, command]) => [`${prefix} ${name}`, command]));

const pick = <Name extends string>(prefix: string, names: readonly Name[], answers: Readonly<Record<string, Answer>>) =>
	Object.fromEntries(names.map(name => [name, answers[`${prefix} ${name}`]!])) as Record<Name, Answer>;

/** Units of one process have numbers: one that still works when nobody waits for it any more keeps its name. */
let units = 0;
const unitName = (what: string): string => `${what}-${process.pid}-${++units}`;

const askHost = async ({spec, on}: Cluster, host: Host, withCertificates: boolean): Promise<HostAnswers> => {
	const {vip} = spec.balancer;
	const mayHold = vip !== undefined && holdsVip(spec, host);
	const rows = probes({
		roles: host.roles,
		node: host.node,
		balancer: balancerAnswers(spec, host),
		vip: mayHold,
		time: setsClocks(spec),
		front: frontHosts(spec).includes(host),
	});
	const isMember = host.roles.includes('etcd');
	const $ = await on(host, unitName('status'), {silent: true});
	const questions: Record<string, string> = {
		...prefixed('probe', Object.fromEntries(rows.map(({what, command}) => [what, command]))),
		...(isMember && prefixed('etcd', etcdQuestions)),
		...(withCertificates && {certificates: certificatesQuestion}),
		...(mayHold && {vip: `ip -o address show to ${vip.address} | grep .`}),
	};
	const answers = await askAll($, questions);
	return {
		probes: rows.map(({what}) => {
			const {ok, text} = answers[`probe ${what}`]!;
			return {host: host.name, what, healthy: ok, detail: ok ? '' : (text.trim().split('\n').at(-1) ?? '')};
		}),
		...(isMember && {etcd: pick('etcd', Object.keys(etcdQuestions) as Array<keyof typeof etcdQuestions>, answers)}),
		...(withCertificates && {certificates: readCertificates(answers['certificates']!.text)}),
		...(mayHold && {vip: answers['vip']!.ok}),
	};
};

const askApi = async ({spec, on}: Cluster, host: Host): Promise<ApiAnswers> => {
	const answers = await askAll(await on(host, unitName('status-api'), {silent: true}), apiQuestions(spec));
	if (!answers.ready.ok) throw new Error(answers.ready.text.trim().split('\n').at(-1));
	return answers;
};

/** One host and what was heard of it last. */
const watchHost = (cluster: Cluster, host: Host) => {
	let looks = 0;
	let last: {at?: string; certificates?: ReturnType<typeof readCertificates>} = {};
	const look = inTime(async (): Promise<Seen> => {
		try {
			const withCertificates = looks % certificatesEvery === 0 || !last.certificates;
			const answers = await askHost(cluster, host, withCertificates);
			looks++;
			return {answers, at: new Date().toISOString()};
		} catch (error) {
			return {trouble: firstLine(error)};
		}
	});
	return async (patience: number) => {
		const seen = (await look(patience)) ?? {trouble: texts.run.noAnswer};
		if ('answers' in seen) last = {...last, at: seen.at, ...(seen.answers.certificates && {certificates: seen.answers.certificates})};
		const at: HostSeen = {host: host.name, ...(last.at && {seen: last.at}), ...('trouble' in seen && {silent: seen.trouble})};
		const silent = (detail: string): Probe => ({host: host.name, what: texts.run.reachable, healthy: false, detail});
		return {
			at,
			probes: 'answers' in seen ? seen.answers.probes : [silent(seen.trouble)],
			etcd: 'answers' in seen && seen.answers.etcd ? [seen.answers.etcd] : [],
			vip: 'answers' in seen && seen.answers.vip === true ? [host.name] : [],
			certificates: [host.name, last.certificates ?? []] as const,
		};
	};
};

/** The first control plane that answers, the one of the last time before the others. */
const watchApi = (cluster: Cluster) => {
	const asked = hostsWith(cluster.spec, 'control-plane').map(host => ({
		host,
		ask: inTime(() => askApi(cluster, host).catch(error => new Error(firstLine(error)))),
	}));
	return async (patience: number) => {
		const troubles: string[] = [];
		for (const one of [...asked]) {
			const answers = (await one.ask(patience)) ?? new Error(texts.run.noAnswer);
			if (!(answers instanceof Error)) {
				asked.unshift(...asked.splice(asked.indexOf(one), 1));
				return readApi(answers);
			}
			troubles.push(`${one.host.name}: ${answers.message}`);
		}
		return {componentStatuses: `${texts.run.noControlPlane}\n${troubles.join('\n')}\n`, nodes: '', readyNodes: 0};
	};
};

/** Gives a function that looks once; `patience` is how many milliseconds a host has to answer. */
export const makeLook = (cluster: Cluster): ((patience: number) => Promise<ClusterStatus>) => {
	const hosts = cluster.spec.hosts.map(host => watchHost(cluster, host));
	const api = watchApi(cluster);
	return async patience => {
		const [asked, ...seen] = await Promise.all([api(patience), ...hosts.map(look => look(patience))]);
		const {vip} = cluster.spec.balancer;
		const etcd = readEtcd(seen.flatMap(one => one.etcd));
		return {
			...asked,
			totalNodes: cluster.spec.hosts.filter(({node}) => node).length,
			probes: seen.flatMap(one => one.probes),
			seen: new Date().toISOString(),
			hosts: seen.map(({at}) => at),
			...(etcd && {etcd}),
			...(vip && {vip: {address: vip.address, holders: seen.flatMap(one => one.vip)}}),
			certificates: gatherCertificates(seen.map(one => one.certificates)),
		};
	};
};
