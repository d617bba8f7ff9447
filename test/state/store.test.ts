import {setTimeout} from 'node:timers/promises';
import test from 'ava';
import {createStore} from '../../source/state/store.ts';
import {outline, recorded} from './events.ts';

test('a flood of events is told at most 30 times a second, and its end is not lost', async t => {
	const store = createStore();
	const [first] = recorded([outline]);
	let told = 0;
	let seen = 0;
	store.subscribe(() => {
		told++;
		seen = store.getState().panes.get('node1')?.total ?? 0;
	});
	store.push(first!);
	t.is(told, 1);
	const began = performance.now();
	let pushed = 0;
	while (performance.now() - began < 500) {
		for (let index = 0; index < 200; index++, pushed++) {
			store.push({at: '', run: 'r1', host: 'node1', type: 'output', id: '1', stream: 'stdout', text: 'line'});
		}
		await setTimeout(1);
	}
	const atMost = ((performance.now() - began) / 1000) * 30 + 2;
	t.true(told <= atMost, `${told} notifications, at most ${atMost}`);
	while (seen < pushed) await setTimeout(5);
	t.is(seen, pushed);
	store.close();
});
