import {setTimeout as sleep} from 'node:timers/promises';
import test from 'ava';
import {openTerminal, type Terminal} from '../terminal.ts';
import {until} from '../until.ts';

const esc = '\u001B';
const [pasteStart, pasteEnd] = [`${esc}[200~`, `${esc}[201~`];
const cursorOn = (row: string) => new RegExp(`> *\\[ ] ${row} `);

/** Nothing that was sent before is still on its way when this has an effect. */
const helpOpensAndCloses = async (terminal: Terminal) => {
	terminal.send('?');
	await terminal.sees('Keys of this screen');
	terminal.send(esc);
	await until(
		() => !terminal.lines().join('\n').includes('Keys of this screen'),
		() => terminal.lines().join('\n'),
	);
};

test.serial('an arrow whose bytes come in three reads is an arrow; Escape alone is Escape', async t => {
	const terminal = await openTerminal(t, {START: 'requests'});
	await terminal.sees(cursorOn('node1'));
	for (const part of [esc, '[', 'B']) {
		terminal.send(part);
		await sleep(5);
	}
	await terminal.sees(cursorOn('node2'));
	terminal.send('\r');
	await terminal.sees('Common name: system:node:node2');
	terminal.send(esc);
	await terminal.sees(cursorOn('node2'));
	// Escape and a letter in one read are Alt with that letter, which means nothing here.
	terminal.send(`${esc}x`);
	await helpOpensAndCloses(terminal);
	await terminal.sees(cursorOn('node2'));
	t.deepEqual(terminal.calls(), []);
});

test.serial('what is no key does nothing: mouse, focus, function keys, answers of the terminal', async t => {
	const terminal = await openTerminal(t, {START: 'requests'});
	await terminal.sees(cursorOn('node1'));
	const words = ['[<0;10;5M', '[<0;10;5m', '[I', '[O', 'OP', '[15~', '[24~', '[12;40R', '[?62;22c', '[1;2P', '[?1u', '[E', '[99;99;99z'];
	for (const word of words) terminal.send(`${esc}${word}`);
	await helpOpensAndCloses(terminal);
	await terminal.sees(cursorOn('node1'));
	t.regex(terminal.lines()[0]!, /\[CSRs\]/);
	t.deepEqual(terminal.calls(), []);
});

test.serial('a paste of 100 kB presses no keys where nobody takes it, whatever is in it and however it is cut', async t => {
	/** What a screen asks by itself when it comes and goes. */
	const own = {install: [], requests: [], cluster: ['watch', 'end'], preview: ['preview'], start: ['chosen 130']};
	for (const [start, calls] of Object.entries(own)) {
		const terminal = await openTerminal(t, {START: start});
		await terminal.sees(start === 'start' ? 'Make a new cluster' : '? help');
		terminal.send(`${pasteStart}${'qAaxy\r\u001B[B\u0003'.repeat(10_000)}${pasteEnd.slice(0, 3)}`);
		await sleep(50);
		terminal.send(pasteEnd.slice(3));
		if (start !== 'start') await helpOpensAndCloses(terminal);
		terminal.send('\u0003');
		t.is((await terminal.exit).exitCode, 130, start);
		t.deepEqual(terminal.calls(), calls, start);
	}
});

test.serial('100 kB of pasted lines become hosts or are refused in words, and the keyboard is back at once', async t => {
	const terminal = await openTerminal(t);
	await terminal.sees('node1: ok');
	const lines = Array.from({length: 4000}, (_, row) => `10.7.${row >> 8}.${row & 255} host-${row}`).join('\n');
	t.true(lines.length > 80_000);
	terminal.send(`${pasteStart}${lines}${pasteEnd}`);
	await terminal.sees('4000 hosts were added');
	await helpOpensAndCloses(terminal);
	t.is(terminal.lines().filter(line => line.startsWith('? help')).length, 1);
});

test.serial('a paste whose end never comes does not take the keyboard away', async t => {
	const terminal = await openTerminal(t, {START: 'requests'});
	await terminal.sees(cursorOn('node1'));
	terminal.send(`${pasteStart}x`);
	await sleep(2200);
	await helpOpensAndCloses(terminal);
	terminal.send('\u0003');
	t.is((await terminal.exit).exitCode, 130);
	t.deepEqual(terminal.calls(), []);
});

test.serial('a terminal that is closed ends the screens', async t => {
	const terminal = await openTerminal(t, {START: 'install'});
	await terminal.sees('PHASES');
	terminal.close();
	t.is((await terminal.exit).exitCode, 129);
});
