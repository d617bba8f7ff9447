/** No API server may meet a Secret that it cannot read: which configuration each gets while a cluster changes what it writes with. */
import test from 'ava';
import {lostSlots, readSlots, type Seen, writerFor} from '../../scripts/lib/stage-encryption.ts';
import {encryptWith, slotsOf, writingWith} from '../../source/catalog/configs/encryption.ts';

const [one, two] = ['secretbox/secretbox-1', 'secretbox/secretbox-2'] as const;
const target = [one, 'identity'];
const host = (slots: readonly string[], more: Partial<Seen> = {}): Seen => ({installed: true, settled: true, slots, ...more});
const fresh = host([], {installed: false, settled: false});
const writers = (all: Readonly<Record<string, Seen>>, wanted: readonly string[]) =>
	Object.keys(all).map(name => writerFor(name, all, wanted));

test('a new cluster encrypts from its first Secret on, and a single control plane confuses nobody', t => {
	t.deepEqual(writers({a: fresh, b: fresh}, target), [one, one]);
	t.deepEqual(writers({a: host([])}, target), [one]);
});

test('where API servers run, all learn to read first, and go on writing as they did', t => {
	t.deepEqual(writers({a: host([]), b: host([])}, target), ['identity', 'identity']);
	t.deepEqual(writers({a: host([one, 'identity']), b: host([one, 'identity'])}, [two, one, 'identity']), [one, one]);
	t.deepEqual(
		writers({a: host([one, 'identity']), b: host([one, 'identity'])}, ['identity', one]),
		['identity', 'identity'],
		'all read that',
	);
});

test('a run that died in the middle is taken up where it was', t => {
	const reads = ['identity', one];
	t.deepEqual(writers({a: host(reads), b: host([])}, target), [undefined, 'identity']);
	t.deepEqual(writers({a: host(target), b: host(reads)}, target), [one, one], 'both run with files that can read it');
	t.deepEqual(
		writers({a: host(target), b: host(reads, {settled: false})}, target),
		[undefined, undefined],
		'one runs with what it had before',
	);
	t.deepEqual(writers({a: host(target), b: host(target)}, target), [one, one]);
});

test('a control plane that is new among others writes as they do until all can read more', t => {
	t.deepEqual(writers({a: host([one, 'identity']), b: fresh}, [two, one, 'identity']), [one, one]);
	t.deepEqual(writers({a: host(target), b: fresh}, target), [undefined, one]);
});

test('keys that the hosts have and the folder lacks are told', t => {
	t.deepEqual(lostSlots({a: host([one, 'identity']), b: host([two, one])}, [two, 'identity']), [one]);
	t.deepEqual(lostSlots({a: host([one, 'identity'])}, [one, 'identity']), []);
	t.deepEqual(lostSlots({a: host(['identity', one])}, []), [one]);
});

test('slots are read off words that hold no key', t => {
	t.deepEqual(readSlots(['secretbox:', 'name: secretbox-2', 'name: "secretbox-1"', 'aescbc:', 'name: a', 'identity:']), [
		two,
		one,
		'aescbc/a',
		'identity',
	]);
});

test('another writer is another order of the same keys', t => {
	const both = encryptWith('secretbox', 2, 'dHdv', encryptWith('aescbc', 1, 'YWVz', encryptWith('secretbox', 1, 'b25l', undefined)))!;
	t.deepEqual(slotsOf(both), [two, one, 'aescbc/aescbc-1', 'identity']);
	t.deepEqual(slotsOf(writingWith(both, one)), [one, two, 'aescbc/aescbc-1', 'identity']);
	t.deepEqual(slotsOf(writingWith(both, 'identity')), ['identity', two, one, 'aescbc/aescbc-1']);
	t.deepEqual(slotsOf(writingWith(both, 'aescbc/aescbc-1')), ['aescbc/aescbc-1', two, one, 'identity']);
	t.deepEqual(writingWith(writingWith(both, 'identity'), two), both);
});
