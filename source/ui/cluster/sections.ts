import type {ClusterStatus} from '../../state/cluster-status.ts';
import {plainLines} from '../../state/plain-text.ts';
import {texts} from '../../texts/texts.ts';
import {certificateLines} from './certificate-lines.ts';
import {etcdLines} from './etcd-lines.ts';
import {type ColoredLine, plain, title} from './line.ts';
import {overviewLines, silentLines} from './overview.ts';
import type {Place} from './place.ts';
import {probeGrid, probeLines} from './probe-grid.ts';

export const sections = ['overview', 'probes', 'etcd', 'certificates', 'nodes'] as const;
export type Section = (typeof sections)[number];

const say = texts.ui.cluster;

export function sectionLines(section: Section, status: ClusterStatus, place: Place): readonly ColoredLine[] {
	switch (section) {
		case 'overview':
			return overviewLines(status, place);
		case 'probes':
			return [
				...silentLines(status, place.now),
				...probeGrid(status, {columns: place.columns, most: Number.POSITIVE_INFINITY}),
				plain(''),
				...probeLines(status),
			];
		case 'etcd':
			return etcdLines(status);
		case 'certificates':
			return certificateLines(status, place.now);
		case 'nodes':
			return [title(say.nodes), ...plainLines(status.nodes).map(plain)];
	}
}
