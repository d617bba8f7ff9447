import test from 'ava';
import {editText, insertText, typed} from '../../source/ui/edit-text.ts';
import {bindings, type Context} from '../../source/ui/keys.ts';
import {firstVisible, moveCursor} from '../../source/ui/list-cursor.ts';
import {splitKey} from '../../source/ui/split-keys.ts';

const split = (text: string) => {
	const keys: string[] = [];
	for (let rest = text; ; ) {
		const found = splitKey(rest);
		if (found.key === undefined) return {keys, rest: found.rest, waits: found.waits};
		keys.push(found.key);
		rest = found.rest;
	}
};

test('a burst is split into keys, sequences and characters stay whole', t => {
	t.deepEqual(split('\u001B[B\u001B[1;5Cj\u001BOPé😀\r').keys, ['\u001B[B', '\u001B[1;5C', 'j', '\u001BOP', 'é', '😀', '\r']);
	t.deepEqual(split('\u001B[200~a\nb\u001B[B\u001B[201~q').keys, ['\u001B[200~a\nb\u001B[B\u001B[201~', 'q']);
});

test('what is not complete waits for more', t => {
	t.deepEqual(split('a\u001B'), {keys: ['a'], rest: '\u001B', waits: 'key'});
	t.deepEqual(split('\u001B[1;'), {keys: [], rest: '\u001B[1;', waits: 'key'});
	t.deepEqual(split('\u001B[200~half'), {keys: [], rest: '\u001B[200~half', waits: 'paste'});
	t.deepEqual(split('\u001B\u001B[A').keys, ['\u001B', '\u001B[A']);
});

test('no key has two meanings in one place, but for those that a screen offers one at a time', t => {
	const shared = new Set(['install enter', 'viewer esc', 'requests space']);
	const contexts = new Set<Context>(bindings.flatMap(({contexts: all}) => [...all]));
	for (const context of contexts) {
		const keys = bindings.filter(({contexts: all}) => (all as readonly Context[]).includes(context)).flatMap(binding => [...binding.keys]);
		const twice = keys.filter((key, index) => keys.indexOf(key) !== index && !shared.has(`${context} ${key}`));
		t.deepEqual(twice, [], context);
	}
});

test('a text is edited by characters', t => {
	t.deepEqual(editText(typed('a😀b'), 'backspace'), {text: 'a😀', cursor: 2});
	t.deepEqual(editText({text: 'a😀b', cursor: 2}, 'backspace'), {text: 'ab', cursor: 1});
	t.deepEqual(insertText({text: 'ad', cursor: 1}, 'bc'), {text: 'abcd', cursor: 3});
	t.deepEqual(editText({text: 'abc', cursor: 0}, 'left'), {text: 'abc', cursor: 0});
	t.deepEqual(editText({text: 'abc', cursor: 1}, 'ctrl-u'), {text: 'bc', cursor: 0});
	const value = typed('abc');
	t.is(editText(value, 'f5'), value);
});

test('a cursor stays within its list, and the list fills the room', t => {
	t.is(moveCursor(0, 'up', 5, 3), 0);
	t.is(moveCursor(4, 'down', 5, 3), 4);
	t.is(moveCursor(1, 'pagedown', 5, 3), 4);
	t.is(moveCursor(0, 'end', 0, 3), 0);
	t.is(firstVisible(9, 10, 4), 6);
	t.is(firstVisible(5, 10, 4), 3);
	t.is(firstVisible(2, 3, 10), 0);
});
