import type {ClusterStatus} from '../state/event.ts';
import {texts} from '../texts/texts.ts';
import {addonLines} from '../ui/cluster/addon-lines.ts';
import {certificateLines} from '../ui/cluster/certificate-lines.ts';
import {etcdLines} from '../ui/cluster/etcd-lines.ts';
import {type ColoredLine, plain} from '../ui/cluster/line.ts';
import {leaseLines, silentLines, summaryLines} from '../ui/cluster/overview.ts';
import {probeLines} from '../ui/cluster/probe-grid.ts';
import type {Printer} from './print.ts';

/** What stands below kubectl's own words: every daemon as it answered on its host, leases, etcd, certificates. With `--json` the event has it all. */
export const printStatus = (printer: Printer, status: ClusterStatus, now: number): void => {
	const {sections, leases, addons, certificates} = texts.ui.cluster;
	const block = (title: string, lines: readonly ColoredLine[]) => [plain(''), plain(title), ...lines];
	const lines = [
		...silentLines(status, now),
		...probeLines(status),
		...block(leases, leaseLines(status)),
		...block(sections.etcd, etcdLines(status)),
		...(status.addons && status.addons.length > 0 ? block(addons, addonLines(status.addons)) : []),
		...block(certificates, certificateLines(status, now)),
		plain(''),
		...summaryLines(status, now).slice(-1),
	];
	for (const {text} of lines) printer.line(text);
};
