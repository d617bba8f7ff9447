import test from 'ava';
import fc from 'fast-check';
import {cells, cutCells, padCells, splitCells} from '../../source/ui/cells.ts';

test('a Chinese character takes two cells, a combining one none', t => {
	t.is(cells('node1'), 5);
	t.is(cells('节点 1'), 6);
	t.is(cells('e\u0301'), 1);
	t.is(cells(''), 0);
});

test('a text is cut by cells, and a wide character that is cut in half becomes a space', t => {
	t.is(cutCells('abcdef', 3), 'abc');
	t.is(cutCells('abcdef', 3, 2), 'cde');
	t.is(cutCells('控制平面', 4), '控制');
	t.is(cutCells('控制平面', 5), '控制 ');
	t.is(cutCells('控制平面', 4, 1), ' 制 ');
	t.is(cutCells('a控b', 9, 2), ' b');
	t.is(cutCells('控', 0), '');
	t.is(cutCells('控', -1), '');
});

test('a text is padded by cells', t => {
	t.is(padCells('节点', 6), '节点  ');
	t.is(padCells('node', 6), 'node  ');
	t.is(padCells('控制平面', 6), '控制平面');
});

test('a cut text takes the cells it may, and its parts are as wide as the whole', t => {
	const text = fc.string({unit: fc.constantFrom('a', ' ', '节', '点', 'é', '✓', '👍🏽', '─'), maxLength: 30});
	fc.assert(
		fc.property(text, fc.nat(40), fc.nat(40), (text, width, from) => {
			const total = cells(text);
			t.is(cells(cutCells(text, width, from)), Math.max(0, Math.min(width, total - from)));
			t.is(cells(cutCells(text, from)) + cells(cutCells(text, total, from)), total);
		}),
	);
});

test('a text is split into pieces of whole characters, and nothing is lost', t => {
	t.deepEqual(splitCells('abcdef', 4), ['abcd', 'ef']);
	t.deepEqual(splitCells('a控制平面', 4), ['a控', '制平', '面']);
	t.deepEqual(splitCells('', 4), []);
	const text = fc.string({unit: fc.constantFrom('a', ' ', '节', 'é', '👍🏽', '─'), maxLength: 30});
	fc.assert(
		fc.property(text, fc.integer({min: 2, max: 20}), (text, width) => {
			const pieces = splitCells(text, width);
			t.is(pieces.join(''), text);
			t.true(pieces.every(piece => cells(piece) <= width));
		}),
	);
});
