import type {Host} from '../../spec/types.ts';
import {texts} from '../../texts/texts.ts';
import type {HostAnswer} from '../answers.ts';
import {cells} from '../cells.ts';
import {firstVisible} from '../list-cursor.ts';
import {type Probed, probeKey} from '../probe-store.ts';
import {Table, type TableRow} from './table.tsx';

const say = texts.ui.nodes;
/** From so many cells on, what was found stands in columns of its own. */
const widest = 140;
/** Cells of such a number. */
const numbers = 8;

/** On a wide terminal nothing but the state is ever cut. */
const columnsFor = (width: number) => {
	const wide = width >= 110;
	return [
		{id: 'name', title: say.columns.name, width: wide ? 20 : 12},
		{id: 'address', title: say.columns.address, width: 16},
		{id: 'roles', title: say.columns.roles, width: wide ? 30 : 20},
		{id: 'ssh', title: say.columns.ssh, width: wide ? 20 : 12},
		...(width >= widest
			? [
					{id: 'cores', title: startCells(say.columns.cores), width: numbers + 1},
					{id: 'memory', title: startCells(say.columns.memory), width: numbers + 2},
				]
			: []),
		{id: 'state', title: say.columns.state},
	];
};

const startCells = (text: string): string => ' '.repeat(Math.max(0, numbers - cells(text))) + text;

type Props = {
	readonly hosts: readonly HostAnswer[];
	/** The hosts as the spec has them, when the answers have no problem. */
	readonly known: readonly Host[];
	readonly probes: ReadonlyMap<string, Probed>;
	readonly index: number;
	readonly width: number;
	readonly height: number;
};

export function HostTable({hosts, known, probes, index, width, height}: Props) {
	const rows = Math.max(1, height - 1);
	const from = firstVisible(index, hosts.length, rows);
	const shown = hosts.slice(from, from + rows).map((host, order) => {
		const spec = known[from + order];
		return rowOf(host, from + order, spec && probes.get(probeKey(spec)), width >= widest);
	});
	return <Table columns={columnsFor(width)} rows={shown} selected={index - from} />;
}

function rowOf(host: HostAnswer, index: number, probed: Probed | undefined, apart: boolean): TableRow {
	const {cores, memory, os, reachable} = typeof probed === 'object' ? probed : {};
	const number = (count: number | undefined) => (count === undefined ? '' : String(count).padStart(numbers));
	const state = apart && reachable ? say.reachable(os) : stateText(probed);
	const good = probed === undefined || probed === 'probing' || (probed.reachable && !probed.hostKey);
	return {
		id: String(index),
		cells: {
			name: host.name,
			address: host.address,
			roles: rolesText(host),
			ssh: sshText(host),
			cores: number(cores),
			memory: number(memory),
			state,
		},
		color: good ? '' : 'red',
	};
}

const rolesText = ({roles}: HostAnswer) => roles.map(role => say.shortRoles[role] ?? role).join(' ');

/** `root@:2222`, `bastion.example.org`, as far as something is set. */
function sshText({local, ssh}: HostAnswer): string {
	if (local) return say.local;
	const target = `${ssh.user === undefined ? '' : `${ssh.user}@`}${ssh.host ?? ''}${ssh.port === undefined ? '' : `:${ssh.port}`}`;
	return `${target === '' ? 'ssh' : target}${ssh.jump === undefined ? '' : ` via ${ssh.jump}`}`;
}

export function stateText(probed: Probed | undefined): string {
	if (probed === undefined) return say.notProbed;
	if (probed === 'probing') return say.probing;
	if (probed.hostKey) return say.hostKey(probed.hostKey.fingerprint);
	return probed.reachable ? say.reachable(probed.os, probed.cores, probed.memory) : say.unreachable(probed.detail);
}
