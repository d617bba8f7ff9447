import type {File, Vars} from './types.ts';

/** A systemd service as data; `unitFile` turns it into the file. */
export type Unit = {
	readonly name: string;
	readonly description: string;
	readonly documentation?: string;
	readonly after?: readonly string[];
	/** `notify` when the daemon says itself that it is up. */
	readonly type: 'notify' | 'exec' | 'oneshot';
	/** The command's words; each flag gets a line of its own. */
	readonly exec: readonly string[];
	readonly before?: readonly string[];
	/** More lines of [Service]. */
	readonly service?: readonly string[];
	/** A timer starts it, and nothing else. */
	readonly timed?: boolean;
	/** What the daemon reads at its start: a change restarts it. */
	readonly reads: readonly File[];
};

const fileOf = (unit: Unit): string => `/etc/systemd/system/${unit.name}`;

/** What decides about a restart: the unit's own file and all that its daemon reads. */
const readsOf = (unit: Unit): string[] => [fileOf(unit), ...unit.reads.map(({path}) => path)];

/** What a phase's script needs to bring the unit up. */
export const unitVars = (unit: Unit): Vars & {readonly unit: string; readonly reads: readonly string[]} => ({
	unit: unit.name,
	reads: readsOf(unit),
});

/**
 * At each start the unit writes down what it starts with: what lies on the disk then, whoever wrote it.
 * The words up to the `>` are those of `digest_of_files` in scripts/host/functions.bash. Neither a missing file nor a full disk stops the daemon.
 */
const record = (unit: Unit): string =>
	`-+/bin/sh -c 'mkdir -p /run/kinstall && sha256sum ${readsOf(unit).join(' ')} 2>/dev/null | sha256sum >/run/kinstall/${unit.name}.digest'`;

const words = (exec: readonly string[]): string => exec.join(' \\\n  ').replaceAll('%', '%%');

const body = (unit: Unit): string[] => [
	`Type=${unit.type}`,
	...(unit.before ?? []).map(command => `ExecStartPre=${command}`),
	`ExecStart=${words(unit.exec)}`,
	...(unit.type === 'oneshot' ? (unit.timed ? [] : ['RemainAfterExit=yes']) : ['Restart=always', 'RestartSec=2']),
	...(unit.service ?? []),
];

export const unitFile = (unit: Unit): File => {
	const lines = [
		'# Written by kinstall; a change made here is undone by the next apply.',
		'[Unit]',
		`Description=${unit.description}`,
		...(unit.documentation ? [`Documentation=${unit.documentation}`] : []),
		// A certificate is valid only by a clock that is right.
		`After=${['network-online.target', 'time-sync.target', ...(unit.after ?? [])].join(' ')}`,
		'Wants=network-online.target',
		// Systemd shall never give up on a member of the cluster.
		...(unit.type === 'oneshot' ? [] : ['StartLimitIntervalSec=0']),
		'',
		'[Service]',
		...(unit.timed ? [] : [`ExecStartPre=${record(unit)}`]),
		...body(unit),
		'',
		...(unit.timed ? [] : ['[Install]', 'WantedBy=multi-user.target', '']),
	];
	return {path: fileOf(unit), content: lines.join('\n'), mode: 0o644, owner: 'root:root'};
};

/**
 * The timer of a timed unit.
 * @param at when, as OnCalendar says it
 */
export const timerFile = (unit: Unit, at: string): File => {
	const lines = [
		'# Written by kinstall; a change made here is undone by the next apply.',
		'[Unit]',
		`Description=${unit.description}`,
		'',
		'[Timer]',
		`OnCalendar=${at}`,
		// The default of a minute may bring two hosts together.
		'AccuracySec=1s',
		'',
		'[Install]',
		'WantedBy=timers.target',
		'',
	];
	return {path: fileOf(unit).replace(/service$/, 'timer'), content: lines.join('\n'), mode: 0o644, owner: 'root:root'};
};
