import type {ClusterStatus, Probe} from '../state/event.ts';
import {plainLines} from '../state/plain-text.ts';
import {texts} from '../texts/texts.ts';

const say = texts.ui.cluster;

export type ColoredLine = {readonly text: string; readonly color: string};

/** The lines of the last screen: kubectl's own output unchanged, then the next commands, then the probes. */
export function clusterLines(
	status: ClusterStatus | undefined,
	{directory, kubeconfig}: {readonly directory: string; readonly kubeconfig: string},
): readonly ColoredLine[] {
	const next = [...say.commands(kubeconfig).map(command => plain(`$ ${command}`)), plain(say.folder(directory))];
	if (!status) return next;
	return [
		title(say.componentStatuses),
		...plainLines(status.componentStatuses).map(plain),
		plain(''),
		title(say.nodes),
		...plainLines(status.nodes).map(plain),
		plain(''),
		...next,
		plain(''),
		title(say.probes),
		...status.probes.map(probe => probeLine(probe, status.probes)),
	];
}

const plain = (text: string): ColoredLine => ({text, color: ''});
const title = (text: string): ColoredLine => ({text, color: 'cyan'});

function probeLine({host, what, healthy, detail}: Probe, all: readonly Probe[]): ColoredLine {
	const hosts = Math.max(...all.map(one => one.host.length));
	const whats = Math.max(...all.map(one => one.what.length));
	const verdict = (healthy ? say.healthy : say.unhealthy).padEnd(Math.max(say.healthy.length, say.unhealthy.length));
	const text = `${host.padEnd(hosts)}  ${what.padEnd(whats)}  ${verdict}  ${plainLines(detail)[0] ?? ''}`;
	return {text, color: healthy ? '' : 'red'};
}
