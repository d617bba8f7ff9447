// What one API server is asked about the cluster as a whole.
import type {ClusterSpec} from '../../../source/spec/types.ts';
import type {ClusterStatus, Lease} from '../../../source/state/cluster-status.ts';
import {addonsQuestion, readAddons} from './addons.ts';
import type {Answer} from './ask-all.ts';

const kubectl = 'kubectl --request-timeout=5s';

export const apiQuestions = (spec: ClusterSpec) =>
	({
		ready: `${kubectl} get --raw=/readyz`,
		componentStatuses: `${kubectl} get componentstatuses`,
		nodes: `${kubectl} get nodes -o wide`,
		leases: `${kubectl} -n kube-system get lease kube-controller-manager kube-scheduler --ignore-not-found -o json 2>/dev/null`,
		pending: `${kubectl} get csr -o go-template='{{range .items}}{{if not .status.conditions}}x{{end}}{{end}}' 2>/dev/null`,
		addons: addonsQuestion(spec),
		now: 'date +%s%3N',
	}) as const;

export type ApiAnswers = Readonly<Record<keyof ReturnType<typeof apiQuestions>, Answer>>;

type Object_ = {metadata: {name: string}; spec?: {holderIdentity?: string; renewTime?: string; leaseDurationSeconds?: number}};

/** @param now milliseconds since 1970 by the clock of the host that was asked */
export const readLeases = (text: string, now: number): Lease[] => {
	if (text === '') return [];
	const answer = JSON.parse(text) as {items?: Object_[]} & Object_;
	// For a single one kubectl prints no list.
	return (answer.items ?? [answer]).map(({metadata, spec = {}}) => ({
		name: metadata.name,
		holder: spec.holderIdentity ?? '',
		age: Math.max(0, Math.round(now - Date.parse(spec.renewTime ?? '')) / 1000) || 0,
		duration: spec.leaseDurationSeconds ?? 0,
	}));
};

export type ApiSeen = Pick<ClusterStatus, 'componentStatuses' | 'nodes' | 'readyNodes' | 'leases' | 'addons' | 'pendingRequests'>;

const lines = (text: string): string => `${text.trimEnd()}\n`;

export const readApi = ({componentStatuses, nodes, leases, pending, addons, now}: ApiAnswers): ApiSeen => {
	const rows = nodes.ok ? nodes.text.split('\n').filter(line => line && !line.startsWith('NAME ')) : [];
	return {
		componentStatuses: lines(componentStatuses.text),
		nodes: lines(nodes.text),
		readyNodes: rows.filter(line => line.split(/\s+/)[1]?.split(',')[0] === 'Ready').length,
		...(leases.ok && {leases: readLeases(leases.text, Number(now.text))}),
		...(addons.ok && {addons: readAddons(addons.text)}),
		...(pending.ok && {pendingRequests: pending.text.length}),
	};
};
