import {check} from './ui/check.ts';
import {choices} from './ui/choices.ts';
import {cluster} from './ui/cluster.ts';
import {outcomes} from './ui/counts.ts';
import {install} from './ui/install.ts';
import {keys} from './ui/keys.ts';
import {keysPage} from './ui/keys-page.ts';
import {lines} from './ui/lines.ts';
import {network} from './ui/network.ts';
import {nodes} from './ui/nodes.ts';
import {preview} from './ui/preview.ts';
import {reader} from './ui/reader.ts';
import {requests} from './ui/requests.ts';
import {start} from './ui/start.ts';
import {topology} from './ui/topology.ts';

/** Texts of the `ui` room: plain strings, or functions that put values into a sentence. A screen's are in the file of its name. */
export const ui = {
	start,
	check,
	choices,
	keys,
	keysPage,
	nodes,
	network,
	preview,
	install,
	reader,
	requests,
	cluster,
	lines,
	topology,
	outcomes,
	reading: (directory: string) => `Reading the cluster folder ${directory} ...`,
	statuses: {...outcomes, pending: 'to do', running: 'running'},

	screens: {
		start: 'Start',
		nodes: 'Nodes',
		network: 'Network',
		choices: 'Choices',
		preview: 'Preview',
		check: 'Check',
		install: 'Install',
		requests: 'CSRs',
		cluster: 'Cluster',
	},
	tooSmall: (columns: number, rows: number) => `The terminal is ${columns}x${rows}; kinstall needs 80x24. Make it larger, or press Ctrl-C.`,
	noTerminal: 'kinstall needs a terminal for its screens; use the plan, apply and status commands without one.',
	helpTitle: (screen: string) => `Keys of this screen: ${screen}`,
	helpMore: (page: number, pages: number) => `Page ${page} of ${pages}: any key shows the next one, Esc closes.`,
	helpClose: 'Any key closes this.',
	notNow: (key: string, reason: string) => `${key}: ${reason}`,
	loading: 'Reading the cluster folder ...',
	problem: (path: string, reason: string, example?: string) =>
		`${path === '' ? '' : `${path}: `}${reason}${example === undefined ? '' : ` (for example ${example})`}`,
	moreProblems: (count: number) => `... and ${count} more`,
	position: (from: number, to: number, total: number) => `${from}-${to} of ${total}`,
	artifactsProgress: (title: string, secondsLeft?: number) =>
		`Preparing ${title}${secondsLeft === undefined ? '' : `, about ${Math.ceil(secondsLeft)} s left`}`,
	artifactsFailed: (title: string, reason: string) => `Artifacts: ${title} failed: ${reason}`,
};
