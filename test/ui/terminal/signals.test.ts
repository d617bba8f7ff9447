import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {fixtureWords, openProgram, openTerminal, type Terminal} from '../terminal.ts';
import {until} from '../until.ts';

const starts = {
	start: 'Make a new cluster',
	nodes: 'Which machines',
	network: '[Network]',
	choices: '[Choices]',
	preview: '[Preview]',
	check: 'Enter installs.',
	install: 'PHASES',
	requests: '5 pending',
	cluster: '2 of 2 nodes are Ready',
} as const;

const node = JSON.stringify(process.execPath);
const command = [node, ...fixtureWords.map(word => JSON.stringify(word))].join(' ');

/** A shell with job control, in which the screens are started as a person starts them. */
async function openShell(t: ExecutionContext, env: Readonly<Record<string, string>>, unwatched = false): Promise<Terminal> {
	const shell = await openProgram(t, {
		file: 'bash',
		words: ['--norc', '--noprofile', '-i'],
		env: {...env, PS1: 'ready> ', HISTFILE: '/dev/null'},
		unwatched,
	});
	await shell.sees('ready>');
	return shell;
}

/** How the terminal is set, as stty tells it on the shell's screen. */
async function settings(shell: Terminal, file: string): Promise<string> {
	shell.send(`stty -a >${file}; echo written-$((1+1))\r`);
	await shell.sees('written-2');
	shell.send('clear\r');
	await until(
		() => !shell.lines().join('\n').includes('written-2'),
		() => shell.lines().join('\n'),
	);
	return readFile(file, 'utf8');
}

const folderOf = async (t: ExecutionContext): Promise<string> => {
	const folder = await mkdtemp(path.join(tmpdir(), 'kinstall-stty-'));
	t.teardown(() => rm(folder, {recursive: true}));
	return folder;
};

for (const [start, text] of Object.entries(starts)) {
	test.serial(`${start}: Ctrl-Z gives the terminal back, fg brings the screen back, Ctrl-C ends it with 130`, async t => {
		t.timeout(60_000);
		const folder = await folderOf(t);
		const shell = await openShell(t, {START: start});
		const before = await settings(shell, path.join(folder, 'before'));
		shell.send(`${command}; echo ended $?\r`);
		await shell.sees(text);
		t.is(shell.buffer(), 'alternate');
		shell.send('\u001A');
		await shell.sees('Stopped');
		t.is(shell.buffer(), 'normal');
		t.false(shell.cursorHidden());
		const {raw} = shell;
		t.true(raw().lastIndexOf('\u001B[?2004l') > raw().lastIndexOf('\u001B[?1049h'), 'pastes are marked no more');
		t.is(await settings(shell, path.join(folder, 'stopped')), before);
		shell.send('fg\r');
		await shell.sees(text);
		t.is(shell.buffer(), 'alternate');
		t.true(shell.cursorHidden());
		if (start !== 'start') {
			shell.send('?');
			await shell.sees('Keys of this screen');
			shell.send('\u001B');
			await shell.sees(text);
		}
		shell.send('\u0003');
		await until(
			() => shell.buffer() === 'normal',
			() => shell.lines().join('\n'),
		);
		await shell.sees('ready>');
		shell.send('echo ended $?\r');
		await shell.sees('ended 130');
		t.is(await settings(shell, path.join(folder, 'after')), before);
		shell.send('exit\r');
		await shell.exit;
	});
}

for (const [signal, code] of [
	['SIGTERM', 143],
	['SIGHUP', 129],
	['SIGINT', 130],
] as const) {
	test.serial(`${signal} ends the screens with ${code}, and the terminal is as it was`, async t => {
		for (const start of ['start', 'network', 'install']) {
			const terminal = await openTerminal(t, {START: start});
			await terminal.sees(starts[start as keyof typeof starts]);
			terminal.kill(signal);
			t.deepEqual(await terminal.exit, {exitCode: code, signal: 0});
			t.is(terminal.buffer(), 'normal');
			t.false(terminal.cursorHidden());
		}
	});
}

test.serial('a stop from outside, and one that cannot be caught, come back with the whole screen', async t => {
	// What is stopped so leaves its screen to the shell.
	const shell = await openShell(t, {START: 'install'}, true);
	shell.send(`${command}\r`);
	await shell.sees('PHASES');
	const {length} = shell.raw();
	for (const signal of ['SIGTSTP', 'SIGSTOP']) {
		const children = await readFile(`/proc/${shell.pid}/task/${shell.pid}/children`, 'utf8');
		process.kill(Number(children.trim()), signal);
		await shell.sees('Stopped');
		shell.send('clear\r');
		shell.send('fg\r');
		await shell.sees('PHASES');
		await shell.sees('? help');
		shell.send('?');
		await shell.sees('Keys of this screen');
		shell.send('\u001B');
		await shell.sees('PHASES');
		t.is(shell.buffer(), 'alternate');
	}
	t.true(shell.raw().length > length);
	shell.send('\u0003');
	await shell.sees('ready>');
	t.is(shell.buffer(), 'normal');
});

test.serial('the size that a terminal got while the screens were stopped counts', async t => {
	const shell = await openShell(t, {START: 'install'});
	shell.send(`${command}\r`);
	await shell.sees('PHASES');
	shell.send('\u001A');
	await shell.sees('Stopped');
	shell.resize(120, 40);
	shell.send('fg\r');
	await shell.sees('PHASES');
	await until(
		() => shell.lines()[38]!.startsWith('? help'),
		() => shell.lines().join('\n'),
	);
	t.is(shell.lines().filter(line => line.includes('? help')).length, 1);
	shell.send('\u0003');
	await shell.sees('ready>');
});

for (const [where, what] of [
	['render', 'Error: the sky fell'],
	['rejection', 'Error: nobody caught it'],
	['timer', 'Error: thrown by a timer'],
] as const) {
	test.serial(`an error (${where}) is said in one line on the screen that was there before, with exit code 1`, async t => {
		const terminal = await openProgram(t, {
			file: process.execPath,
			words: fixtureWords,
			env: {START: 'install', THROW: where},
			unwatched: true,
		});
		await terminal.sees('PHASES');
		terminal.resize(100, 30);
		t.deepEqual(await terminal.exit, {exitCode: 1, signal: 0});
		t.is(terminal.buffer(), 'normal');
		t.false(terminal.cursorHidden());
		t.deepEqual(
			terminal.lines().filter(line => line !== ''),
			[what],
		);
	});
}
