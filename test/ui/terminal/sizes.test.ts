/** Every screen in every size: from the smallest to the largest, and back from one that is too small. */
import test from 'ava';
import {openTerminal, type Terminal} from '../terminal.ts';
import {until} from '../until.ts';

/** By the fixture's name: the screen's name in the header, and something that it always shows. */
const screens = {
	nodes: ['Nodes', 'Which machines'],
	network: ['Network', '10.244.0.0/16'],
	choices: ['Choices', 'v1.20.2'],
	preview: ['Preview', 'etcd'],
	check: ['Check', 'node1'],
	install: ['Install', 'node1'],
	requests: ['CSRs', 'node1'],
	cluster: ['Cluster', 'node1'],
} as const;

const sizes = [
	[140, 40],
	[300, 100],
	[80, 24],
] as const;

const isWhole = (terminal: Terminal, columns: number, name: string, shows: string) => {
	const lines = terminal.lines();
	// The way through the screens ends at the right edge, with a space or a bracket.
	const wide = lines[0]!.length >= columns - 1;
	const footer = lines.findIndex(line => line.startsWith('? help'));
	const inBody = lines.slice(1, footer).some(line => line.includes(shows));
	return wide && lines[0]!.startsWith('kinstall demo') && lines[0]!.includes(`[${name}]`) && footer >= lines.length - 2 && inBody;
};

for (const [start, [name, shows]] of Object.entries(screens)) {
	test.serial(`${name} has its header in the first row and its keys in the last ones, in every size`, async t => {
		const terminal = await openTerminal(t, {START: start});
		const whole = (columns: number, what: string) =>
			until(
				() => isWhole(terminal, columns, name, shows),
				() => `${what}:\n${terminal.lines().join('\n')}`,
				30,
			);
		await whole(80, 'at first');
		for (const [columns, rows] of sizes) {
			terminal.resize(columns, rows);
			await whole(columns, `${columns}x${rows}`);
			t.is(terminal.lines().length, rows);
		}
		terminal.resize(79, 23);
		await terminal.sees('The terminal is 79x23; kinstall needs 80x24.');
		t.false(terminal.lines().some(line => line.startsWith('? help')));
		terminal.resize(80, 24);
		await whole(80, 'grown again');
		terminal.send('\u0003');
		t.is((await terminal.exit).exitCode, 130);
	});
}
