import test from 'ava';
import {choicePaths} from '../../../source/ui/choices.ts';
import {openTerminal} from '../terminal.ts';

const esc = '\u001B';
const [down, right] = [`${esc}[B`, `${esc}[C`];

test.serial('each row tells its default and what it is for; a wrong value complains as it is typed, a right one does not', async t => {
	const terminal = await openTerminal(t, {START: 'choices'});
	await terminal.sees('> Kubernetes');
	terminal.send(`${down.repeat(choicePaths.indexOf('pki.key'))}${right}`);
	await terminal.sees(/> Keys .*\[ecdsa-p384]/);
	await terminal.sees('Default: ecdsa-p256');
	terminal.send(`${down}x`);
	await terminal.sees('pki.days: must be a number');
	terminal.send('\r');
	await terminal.sees('the answers have problems');
	terminal.resize(140, 50);
	terminal.send('\u007F');
	await terminal.sees('No problem found.');
	terminal.send(esc);
	await terminal.sees('[Network]');
	terminal.send('\r');
	await terminal.sees(/Keys +ecdsa-p384/);
	terminal.send('\r');
	await terminal.sees('plan eeeeeeeeeeee');
	t.pass();
});
