/** Colours, and the screens without them. */
import test from 'ava';
import {openTerminal} from '../terminal.ts';

const colour = /\u001B\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;\d+)*m/;
const style = /\u001B\[[0-9;]*m/;
const down = '\u001B[B';

const screens = [
	{start: 'start', first: /^> Make a new cluster/m, key: down, next: /^> Open a cluster/m},
	{start: 'nodes', first: /^> node1 /m, key: down, next: /^> node2 /m},
	{start: 'install', first: />node1 ▸/, key: '\t', next: />node2 ▸/},
	{start: 'requests', first: /> *\[ ] node1/, key: down, next: /> *\[ ] node2/},
] as const;

const bare = {'no colours by NO_COLOR': {NO_COLOR: '1'}, 'no colours by NO_COLOR beside FORCE_COLOR': {NO_COLOR: '1', FORCE_COLOR: '1'}};

for (const {start, first, key, next} of screens) {
	for (const [title, env] of Object.entries({...bare, colours: {}})) {
		test.serial(`${start}: what is selected has its sign, with ${title}`, async t => {
			// Where CI is set, chalk has no colours anyway.
			const terminal = await openTerminal(t, {START: start, CI: undefined, ...env});
			await terminal.sees(first);
			terminal.send(key);
			await terminal.sees(next);
			t.notRegex(terminal.lines().join('\n'), first);
			terminal.send('\u0003');
			t.is((await terminal.exit).exitCode, 130);
			if (title === 'colours') t.regex(terminal.raw(), colour);
			else t.notRegex(terminal.raw(), style);
		});
	}
}
