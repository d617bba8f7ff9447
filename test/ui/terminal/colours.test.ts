/** Colours, and the screens without them. */
import test from 'ava';
import {openTerminal} from '../terminal.ts';

const colour = /\u001B\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;\d+)*m/;
const down = '\u001B[B';

const screens = [
	{start: 'start', first: /^> Make a new cluster/m, key: down, next: /^> Open a cluster/m},
	{start: 'nodes', first: /^> node1 /m, key: down, next: /^> node2 /m},
	{start: 'install', first: />node1 ▸/, key: '\t', next: />node2 ▸/},
	{start: 'requests', first: /> *\[ ] node1/, key: down, next: /> *\[ ] node2/},
] as const;

for (const {start, first, key, next} of screens) {
	test.serial(`${start}: with NO_COLOR nothing is coloured, and what is selected has its sign; otherwise there are colours`, async t => {
		for (const bare of [true, false]) {
			// Where CI is set there are no colours unless they are asked for.
			const terminal = await openTerminal(t, {START: start, FORCE_COLOR: '1', ...(bare && {NO_COLOR: '1'})});
			await terminal.sees(first);
			terminal.send(key);
			await terminal.sees(next);
			t.notRegex(terminal.lines().join('\n'), first);
			terminal.send('\u0003');
			t.is((await terminal.exit).exitCode, 130);
			t.is(colour.test(terminal.raw()), !bare);
			if (bare) t.notRegex(terminal.raw(), /\u001B\[[0-9;]*m/);
		}
	});
}
