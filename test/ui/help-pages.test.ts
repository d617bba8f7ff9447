import test from 'ava';
import {texts} from '../../source/texts/texts.ts';
import {cells} from '../../source/ui/cells.ts';
import {helpPages} from '../../source/ui/help-pages.ts';
import {bindings, type Context, type Handlers} from '../../source/ui/keys.ts';

const contexts = [...new Set(bindings.flatMap(({contexts}) => contexts as readonly Context[]))];
const handlers = Object.fromEntries(bindings.map(({id}) => [id, () => {}])) as Handlers;
const reason = 'there is a reason why this one does nothing just now';

for (const context of contexts)
	test(`the help of ${context} tells every key, whole, in pages of a terminal of 80x24`, t => {
		const own = bindings.filter(({contexts}) => (contexts as readonly Context[]).includes(context));
		const disabled = Object.fromEntries(own.map(({id}) => [id, reason]));
		const pages = helpPages({context, handlers, disabled}, 70, 18);
		for (const page of pages) t.true(page.length <= 18);
		const lines = pages.flat();
		for (const {text} of lines) t.true(cells(text) <= 70, text);
		const all = lines.map(({text}) => text).join(' ');
		for (const {help, shown} of own) {
			t.true(all.includes(`${texts.ui.keys[help]} (${reason})`), help);
			t.true(lines.some(line => line.shown === shown));
		}
		t.is(lines.filter(({shown}) => shown === 'Ctrl-C').length, 1);
	});
