import semver from 'semver';
import {type Lifespan, lives} from '../catalog/place.ts';
import type {ClusterSpec, Host} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import type {Facts} from './facts.ts';
import type {Finding} from './finding.ts';

const words = texts.check;

/** A host of the spec and what was found there. */
type Place = {readonly spec: ClusterSpec; readonly host: Host; readonly facts: Facts};

type Row = {
	readonly id: string;
	readonly severity: Finding['severity'];
	/** Whether this host has the fault. */
	readonly when: (place: Place) => boolean;
	readonly says: (place: Place) => readonly [what: string, why: string, mend: string];
};

/** MiB. A kernel keeps some of what a machine is sold with, so these lie below 2 GB and 1 GB. */
const memory = {controlPlane: 1700, node: 900};

const isControlPlane = ({host}: Place): boolean => host.roles.includes('control-plane');

const nftablesKernel = '5.13';

/** The oldest kernel that kubeadm of a version lets pass, by the system-validators in its go.mod. */
const kernels: ReadonlyArray<Lifespan & {readonly oldest: string}> = [
	{until: '1.32', oldest: '3.10'},
	{since: '1.32', until: '1.34', oldest: '4.19'},
	{since: '1.34', oldest: '5.4'},
];
const oldestKernel = ({kubernetes}: ClusterSpec): string => kernels.find(row => lives(row, kubernetes))!.oldest;

/** Kubernetes only maintains cgroup v1 from the one on; from the other on a kubelet does not start there unless it is told to. */
const cgroupV1 = {maintained: '1.31', refused: '1.35'};

const olderThan = (kernel: string, version: string): boolean => semver.lt(semver.coerce(kernel) ?? '0.0.0', semver.coerce(version)!);

const rows: readonly Row[] = [
	{id: 'arch', severity: 'failure', when: ({facts}) => !['amd64', 'arm64'].includes(facts.arch), says: ({facts}) => words.arch(facts.arch)},
	{
		id: 'packager',
		severity: 'warning',
		when: ({facts}) => facts.packager !== 'apt',
		says: ({facts}) => words.packager(facts.packager, facts.os.name),
	},
	{id: 'cores', severity: 'failure', when: ({facts}) => !(facts.cores >= 1), says: () => words.cores()},
	{
		id: 'memory',
		severity: 'failure',
		when: place => isControlPlane(place) && place.facts.memory < memory.controlPlane,
		says: ({facts}) => words.controlPlaneMemory(facts.memory, memory.controlPlane),
	},
	{
		id: 'memory',
		severity: 'warning',
		when: place => !isControlPlane(place) && place.host.node && place.facts.memory < memory.node,
		says: ({facts}) => words.nodeMemory(facts.memory, memory.node),
	},
	{
		id: 'cgroup',
		severity: 'warning',
		when: ({spec, host, facts}) => host.node && facts.cgroup === 1 && lives({since: cgroupV1.maintained}, spec.kubernetes),
		says: ({spec: {kubernetes}}) => words.cgroup(kubernetes, lives({since: cgroupV1.refused}, kubernetes)),
	},
	{
		id: 'kernel',
		severity: 'warning',
		when: ({spec, host, facts}) => host.node && olderThan(facts.kernel, oldestKernel(spec)),
		says: ({spec, facts}) => words.oldKernel(facts.kernel, oldestKernel(spec), spec.kubernetes),
	},
	{
		id: 'kernel',
		severity: 'failure',
		when: ({spec, host, facts}) => host.node && spec.proxy.mode === 'nftables' && olderThan(facts.kernel, nftablesKernel),
		says: ({facts}) => words.kernel(facts.kernel, nftablesKernel),
	},
];

/** What of the facts speaks against an install, in the order of the spec's hosts. Facts of other hosts count for nothing. Pure. */
export const judgeFacts = (spec: ClusterSpec, found: readonly Facts[]): Finding[] =>
	spec.hosts.flatMap(host =>
		found
			.filter(facts => facts.host === host.name)
			.flatMap(facts =>
				rows
					.filter(row => row.when({spec, host, facts}))
					.map(({id, severity, says}): Finding => {
						const [what, why, mend] = says({spec, host, facts});
						return {host: host.name, id, severity, what, why, mend};
					}),
			),
	);
