import {readFileSync} from 'node:fs';
import test from 'ava';
import {readEvent} from '../../source/state/read-event.ts';
import {reduce} from '../../source/state/reduce.ts';
import {initialState} from '../../source/state/state.ts';

const lines = readFileSync('fixtures/journals/five-hosts.ndjson', 'utf8').trimEnd().split('\n');

test('every line of a real journal is an event', t => {
	for (const line of lines) t.deepEqual(readEvent(line) as unknown, JSON.parse(line));
	t.true(lines.length > 1000);
});

test('no line that was cut off is an event', t => {
	for (const line of lines.filter((_, index) => index % 50 === 0))
		for (let length = 0; length < line.length; length += 97) t.is(readEvent(line.slice(0, length)), undefined);
});

test('whatever of an event is missing or of another kind, it is none, or the screens can take it', t => {
	const kinds = new Map(lines.map(line => JSON.parse(line) as Record<string, unknown>).map(event => [event['type'], event]));
	t.true(kinds.size > 10);
	const began = reduce(initialState, readEvent(lines[0]!)!);
	let refused = 0;
	for (const event of kinds.values())
		for (const key of Object.keys(event))
			for (const value of [undefined, null, 7, 'x', [], {}, [null], [{}]]) {
				const found = readEvent(JSON.stringify({...event, [key]: value}));
				if (found) t.notThrows(() => reduce(began, found));
				else refused++;
			}
	t.true(refused > 200);
});

test('names that every object has, and types that nobody knows, are refused', t => {
	const output = {at: '2030-01-01T00:00:00.000Z', run: 'r1', type: 'output', id: '1', stream: 'stdout', text: 'x'};
	t.truthy(readEvent(JSON.stringify({...output, host: 'node1'})));
	for (const host of ['__proto__', 'constructor', 'toString']) t.is(readEvent(JSON.stringify({...output, host})), undefined);
	for (const type of ['later', 'toString', '__proto__']) t.is(readEvent(JSON.stringify({...output, type})), undefined);
});
