import {createHash} from 'node:crypto';
import type {File} from './types.ts';

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
	/** What the daemon reads: part of the digest, so that a change restarts it. */
	readonly reads: readonly File[];
};

/** Where a running unit's digest is kept; written by the unit itself at each start, so it names what it runs with. */
export const runningDigest = (unit: string): string => `/run/kinstall/${unit}.digest`;

const words = (exec: readonly string[]): string => exec.join(' \\\n  ').replaceAll('%', '%%');

const body = (unit: Unit): string[] => [
	`Type=${unit.type}`,
	...(unit.before ?? []).map(command => `ExecStartPre=${command}`),
	`ExecStart=${words(unit.exec)}`,
	...(unit.type === 'oneshot' ? ['RemainAfterExit=yes'] : ['Restart=always', 'RestartSec=2', 'LimitNOFILE=65536']),
	...(unit.service ?? []),
];

/** sha256 over the unit's own words and every file it reads (a secret by the digest of its public key). */
export const unitDigest = (unit: Unit): string => {
	const hash = createHash('sha256');
	for (const line of body(unit)) hash.update(`${line}\n`);
	for (const {path, content, mode, owner} of unit.reads) hash.update(`${path}\0${mode}\0${owner}\0${content}\0`);
	return hash.digest('hex').slice(0, 32);
};

export const unitFile = (unit: Unit): File => {
	const record = `-+/bin/sh -c 'mkdir -p /run/kinstall && echo ${unitDigest(unit)} >${runningDigest(unit.name)}'`;
	const lines = [
		'# Written by kinstall; a change made here is undone by the next apply.',
		'[Unit]',
		`Description=${unit.description}`,
		...(unit.documentation ? [`Documentation=${unit.documentation}`] : []),
		`After=${['network-online.target', ...(unit.after ?? [])].join(' ')}`,
		'Wants=network-online.target',
		// Systemd shall never give up on a member of the cluster.
		...(unit.type === 'oneshot' ? [] : ['StartLimitIntervalSec=0']),
		'',
		'[Service]',
		`ExecStartPre=${record}`,
		...body(unit),
		'',
		'[Install]',
		'WantedBy=multi-user.target',
		'',
	];
	return {path: `/etc/systemd/system/${unit.name}`, content: lines.join('\n'), mode: 0o644, owner: 'root:root'};
};
