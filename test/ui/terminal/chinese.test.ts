/** Every screen in Chinese on the smallest terminal. A line that is too wide would break, and a frame that is no whole screen fails the test. */
import test from 'ava';
import {zh} from '../../../source/texts/zh.ts';
import {cells} from '../../../source/ui/cells.ts';
import {openTerminal} from '../terminal.ts';

const {screens, keys, nodes, requests} = zh.ui;

/** Screen -> what it shows once it is there. */
const shown = {
	nodes: '10.0.0.15',
	network: zh.ui.network.fields.services,
	choices: zh.ui.choices.labels['pki.days'],
	preview: zh.preview.sections.certificates,
	check: zh.ui.check.ready,
	install: zh.ui.install.phases,
	requests: requests.unexpected,
	cluster: zh.ui.cluster.sections.overview,
} as const;

for (const [screen, text] of Object.entries(shown)) {
	test.serial(`${screen} fits, with the way through the screens and the keys`, async t => {
		const terminal = await openTerminal(t, {KINSTALL_LANG: 'zh', START: screen, EVENTS: 'requests'});
		await terminal.sees(text);
		// The keys are the last that is drawn.
		await terminal.sees(`? ${keys.help}   `);
		const lines = terminal.lines();
		t.is(lines.length, 24);
		for (const line of lines) t.true(cells(line) <= 80, line);
		const way = lines[0]!;
		t.true(way.includes(`[${screens[screen as keyof typeof screens]}]`), way);
		t.true(way.includes(screens.nodes) && way.includes(screens.cluster), way);
		t.true(lines.at(-2)!.startsWith(`? ${keys.help}   `), lines.at(-2));
		for (const line of lines.slice(-2)) t.notRegex(line, /…/, 'the keys that have room are whole');
	});
}

test.serial('start fits, with its question, every row and the keys, also while a place is typed', async t => {
	const terminal = await openTerminal(t, {KINSTALL_LANG: 'zh', START: 'start'});
	const say = zh.ui.start;
	for (const text of [say.question, say.new('/clusters/demo'), say.open, say.rehearse, say.replay, say.quit]) await terminal.sees(text);
	const fits = () => {
		const lines = terminal.lines();
		for (const line of lines) t.true(cells(line) <= 80, line);
		for (const line of lines.slice(-2)) t.notRegex(line, /…/);
	};
	fits();
	terminal.send('\u001B[B\r');
	await terminal.sees(say.openHint);
	terminal.send(`/none/${'集群'.repeat(60)}\r`);
	await terminal.sees('There is no /none');
	fits();
});

test.serial('a check that finds failures fits', async t => {
	const terminal = await openTerminal(t, {KINSTALL_LANG: 'zh', START: 'check', CHECK: 'many'});
	await terminal.sees(zh.ui.check.mustMend(1));
	for (const line of terminal.lines()) t.true(cells(line) <= 80, line);
});

/** The cell in which a text begins. */
const cellOf = (line: string, text: string): number => cells(line.slice(0, line.indexOf(text)));
const lineWith = (lines: readonly string[], text: string): string => lines.find(line => line.includes(text)) ?? `no line has ${text}`;

test.serial('the columns of tables stand below their heads', async t => {
	const terminal = await openTerminal(t, {KINSTALL_LANG: 'zh', START: 'nodes'});
	await terminal.sees('10.0.0.15');
	const lines = terminal.lines();
	const head = lineWith(lines, nodes.columns.address);
	for (const [address, role] of [
		['10.0.0.11', nodes.shortRoles['control-plane']],
		['10.0.0.15', nodes.shortRoles.balancer],
	] as const) {
		const row = lineWith(lines, address);
		t.is(cellOf(row, address), cellOf(head, nodes.columns.address), row);
		// Of several roles one stands first.
		t.is(Math.min(...[role, 'etcd'].map(text => cellOf(row, text))), cellOf(head, nodes.columns.roles), row);
	}
});

test.serial('requests stand below their heads, whatever their verdict', async t => {
	const terminal = await openTerminal(t, {KINSTALL_LANG: 'zh', START: 'requests', EVENTS: 'requests'});
	await terminal.sees(requests.unexpected);
	const lines = terminal.lines();
	const head = lineWith(lines, requests.columns.requestor);
	const rows = lines.filter(line => line.includes('[ ]'));
	t.true(rows.length > 1);
	for (const row of rows)
		t.is(
			cellOf(row, row.includes(requests.unexpected) ? requests.unexpected : requests.expected),
			cellOf(head, requests.columns.verdict),
			row,
		);
});

test.serial('a text with Chinese in it is shifted by cells', async t => {
	const terminal = await openTerminal(t, {KINSTALL_LANG: 'zh', START: 'preview'});
	await terminal.sees(zh.preview.sections.topology);
	terminal.send('\u001B[B\u001B[B\r');
	await terminal.sees(zh.preview.labels.address);
	terminal.send('\u001B[C');
	await terminal.sees(zh.ui.keys.shift);
	for (const line of terminal.lines()) t.true(cells(line) <= 80, line);
});
