import test from 'ava';
import {render} from 'ink-testing-library';
import {createElement} from 'react';
import {Footer} from '../../source/ui/components/footer.tsx';
import {bindings, type Handlers} from '../../source/ui/keys.ts';

const handlers = Object.fromEntries(bindings.map(({id}) => [id, () => {}])) as Handlers;

test('however narrow it is, the footer has two lines, and the key that leads out is there', t => {
	for (const columns of [40, 60, 80, 100]) {
		const app = render(createElement(Footer, {keys: {context: 'install', handlers}, columns}));
		const lines = (app.lastFrame() ?? '').split('\n');
		t.true(lines.length <= 2);
		t.regex(lines.join('\n'), /^\? help/);
		t.regex(lines.join('\n'), /q quit$/);
		for (const line of lines) t.true(line.length <= columns, line);
		app.unmount();
	}
});
