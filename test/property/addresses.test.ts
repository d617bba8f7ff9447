/** Addresses and ranges against counting: what the formulas say must be what a list of all addresses says. */
import test from 'ava';
import fc from 'fast-check';
import {
	canonicalAddress,
	canonicalCidr,
	capacity,
	contains,
	hostBits,
	nthAddress,
	nthSubnet,
	overlaps,
	parseCidr,
} from '../../source/spec/network.ts';
import {runs} from './settings.ts';

const ipv4 = fc.array(fc.nat(255), {minLength: 4, maxLength: 4}).map(parts => parts.join('.'));
/** Every group written out, as nobody would write it; never one that stands for an IPv4 address. */
const ipv6 = fc
	.array(fc.nat(0xffff), {minLength: 8, maxLength: 8})
	.map(groups => [groups[0]! | 0x2000, ...groups.slice(1)].map(group => group.toString(16)).join(':'));

const spelled = (groups: string): fc.Arbitrary<string> =>
	fc.constantFrom(
		groups,
		groups.toUpperCase(),
		groups
			.split(':')
			.map(group => group.padStart(4, '0'))
			.join(':'),
	);

/** Small enough to be counted out, and few enough bits apart to meet each other. */
const smallCidr = fc.oneof(
	fc.tuple(fc.nat(255), fc.integer({min: 24, max: 32})).map(([last, prefix]) => `10.0.0.${last}/${prefix}`),
	fc.tuple(fc.nat(255), fc.integer({min: 120, max: 128})).map(([last, prefix]) => `fd00::${last.toString(16)}/${prefix}`),
);

const all = (cidr: string): string[] => {
	const {first, last} = parseCidr(cidr)!;
	return Array.from({length: Number(last - first) + 1}, (_, index) => nthAddress(cidr, index));
};

test('an address has one canonical form, however it is spelled, and that form stands for itself', t => {
	fc.assert(
		fc.property(fc.oneof(ipv4, ipv6), address => {
			const canonical = canonicalAddress(address)!;
			return canonicalAddress(canonical) === canonical && canonical === canonical.toLowerCase();
		}),
		runs(300),
	);
	fc.assert(
		fc.property(
			ipv6.chain(groups => fc.tuple(fc.constant(groups), spelled(groups))),
			([groups, other]) => canonicalAddress(groups) === canonicalAddress(other),
		),
		runs(200),
	);
	t.pass();
});

test('a canonical IPv6 address has no leading zeros, and shortens the longest run of zeros and no other', t => {
	fc.assert(
		fc.property(fc.array(fc.constantFrom(0, 0, 1, 0xab), {minLength: 7, maxLength: 7}), rest => {
			const groups = [0x2001, ...rest];
			const longest = Math.max(
				...(groups
					.join(',')
					.match(/\b0(,0)*\b/g)
					?.map(run => run.split(',').length) ?? [0]),
			);
			const text = canonicalAddress(groups.map(group => group.toString(16)).join(':'))!;
			const shown = text.split('::');
			const written = text.split(/::?/).filter(group => group !== '').length;
			return shown.length === (longest > 1 ? 2 : 1) && written === (longest > 1 ? 8 - longest : 8) && !/(^|:)0[0-9a-f]/.test(text);
		}),
		runs(300),
	);
	t.pass();
});

test('anything at all is an address or is not, and is never thrown at', t => {
	const likely = fc
		.array(fc.constantFrom('0', '1', '255', '256', '.', ':', '::', '/', 'ff', '-', ' ', '%eth0', 'x'), {maxLength: 12})
		.map(parts => parts.join(''));
	fc.assert(
		fc.property(fc.oneof(fc.string(), likely), text => {
			const canonical = canonicalAddress(text);
			const cidr = parseCidr(text);
			return (canonical === undefined || canonicalAddress(canonical) === canonical) && (cidr === undefined || cidr.first <= cidr.last);
		}),
		runs(500),
	);
	t.pass();
});

test('the nth address is the nth of all, each lies in the range, and none lies outside', t => {
	fc.assert(
		fc.property(smallCidr, cidr => {
			const {first, last, prefix, family} = parseCidr(cidr)!;
			const addresses = all(cidr);
			const size = 2 ** ((family === 'ipv4' ? 32 : 128) - prefix);
			t.is(addresses.length, size);
			t.is(Number(last - first) + 1, size);
			t.is(new Set(addresses).size, size);
			t.true(addresses.every(address => contains(cidr, address) && canonicalAddress(address) === address));
			t.throws(() => nthAddress(cidr, size), {instanceOf: RangeError});
		}),
		runs(60),
	);
});

test('two ranges overlap, in whichever order, when and only when they have an address in common', t => {
	fc.assert(
		fc.property(smallCidr, smallCidr, (one, other) => {
			const others = new Set(all(other));
			const common = all(one).some(address => others.has(address));
			return overlaps(one, other) === common && overlaps(other, one) === common;
		}),
		runs(150),
	);
	t.pass();
});

test('subnets fill their range without a gap and without overlapping, and there are as many as fit', t => {
	fc.assert(
		fc.property(smallCidr, fc.nat(5), (cidr, longer) => {
			const {prefix, family} = parseCidr(cidr)!;
			const length = prefix + longer;
			const fit = capacity(cidr, length);
			if (length > (family === 'ipv4' ? 32 : 128)) return;
			const subnets = Array.from({length: fit}, (_, index) => nthSubnet(cidr, length, index));
			t.deepEqual(subnets.flatMap(all), all(cidr));
			t.throws(() => nthSubnet(cidr, length, fit), {instanceOf: RangeError});
			t.is(capacity(cidr, prefix - 1), 0);
		}),
		runs(60),
	);
});

test('a range without its host bits is the same range, and has none left', t => {
	fc.assert(
		fc.property(smallCidr, cidr => {
			const canonical = canonicalCidr(cidr);
			return (
				!hostBits(canonical) &&
				all(canonical).join() === all(cidr).join() &&
				hostBits(cidr) === (canonicalAddress(cidr.split('/')[0]!) !== all(cidr)[0])
			);
		}),
		runs(100),
	);
	t.pass();
});
