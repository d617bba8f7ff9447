/** What the wizard asks for, as it was typed: it may be wrong, and is kept all the same. */
import type {Role} from '../spec/types.ts';
import type {ChoiceAnswers} from './choices.ts';

export type HostAnswer = {
	readonly name: string;
	readonly address: string;
	readonly roles: readonly Role[];
	readonly local: boolean;
	/** Names of ssh options as in cluster.yaml; `port` as typed. */
	readonly ssh: Readonly<Partial<Record<SshField, string>>>;
};

export const sshFields = ['host', 'user', 'port', 'identityFile', 'jump'] as const;
export type SshField = (typeof sshFields)[number];

export type Answers = {
	readonly name: string;
	readonly hosts: readonly HostAnswer[];
	readonly pods: string;
	readonly services: string;
	readonly domain: string;
	readonly endpointHost: string;
	readonly endpointPort: string;
	readonly choices: ChoiceAnswers;
};

/** What is asked once for the cluster, in the order of the screen. */
export const clusterFields = ['name', 'endpointHost', 'endpointPort', 'pods', 'services', 'domain'] as const;
export type ClusterField = (typeof clusterFields)[number];

export const defaults: Answers = {
	name: 'demo',
	hosts: [],
	pods: '10.244.0.0/16',
	services: '10.96.0.0/16',
	domain: 'cluster.local',
	endpointHost: '',
	endpointPort: '6443',
	choices: {},
};
