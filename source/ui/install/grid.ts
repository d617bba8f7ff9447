import {styleText} from 'node:util';
import type {PhaseState} from '../../state/state.ts';
import {cells, cutCells, padCells} from '../cells.ts';
import {statusSigns} from '../components/status-sign.ts';
import {firstVisible} from '../list-cursor.ts';

type Color = Parameters<typeof styleText>[0];

const widestName = 20;
const cell = 3;

const nameWidth = (hosts: readonly string[]): number => Math.min(widestName, Math.max(4, ...hosts.slice(0, 200).map(cells)));

/** `20` of `20-etcd`. */
export const phaseNumber = (id: string): string => id.split('-')[0]!.slice(0, 2);

/** Cells that a grid of these hosts and phases wants. */
export const gridWidth = (hosts: readonly string[], phases: readonly PhaseState[]): number =>
	2 + nameWidth(hosts) + 1 + cell * phases.length;

type Given = {
	readonly hosts: readonly string[];
	/** Every host there is, for the width of the names. */
	readonly all: readonly string[];
	readonly phases: readonly PhaseState[];
	readonly host: string | undefined;
	readonly phase: string | undefined;
	readonly width: number;
};

/** Headings of the phases, and a row for each host with a sign for each phase: blank where the phase is not for it. */
export function gridLines({hosts, all, phases, host, phase, width}: Given): readonly string[] {
	const names = nameWidth(all);
	const room = Math.max(1, Math.floor((width - names - 4) / cell));
	const from =
		phases.length <= room
			? 0
			: firstVisible(
					phases.findIndex(({id}) => id === phase),
					phases.length,
					room,
				);
	const seen = phases.slice(from, from + room);
	const more = [from > 0 ? '<' : ' ', from + room < phases.length ? '>' : ''] as const;
	const head = `${' '.repeat(2 + names)}${more[0]}${seen.map(({id}) => padCells(phaseNumber(id), cell)).join('')}${more[1]}`;
	const rows = hosts.map(name => {
		const here = name === host;
		const signs = seen.map(one => signOf(one, name, here && one.id === phase)).join('');
		const label = `${here ? '>' : ' '} ${padCells(cutCells(name, names), names)} `;
		return `${here ? styleText('bold', label) : label}${signs}`;
	});
	return [styleText('dim', head), ...rows];
}

function signOf(phase: PhaseState, host: string, current: boolean): string {
	const task = phase.hosts[host];
	const {sign, color} = task ? statusSigns[task.status] : {sign: ' ', color: 'gray'};
	return current ? styleText(['bold', color] as Color, `[${sign}]`) : ` ${task ? styleText(color as Color, sign) : sign} `;
}
