import ipaddr from 'ipaddr.js';
import {addressText} from './address-text.ts';

export type Family = 'ipv4' | 'ipv6';

/** A range of addresses. Numbers are the addresses' bits as one whole number. */
export type Cidr = {
	readonly family: Family;
	/** As written, which may carry host bits. */
	readonly address: bigint;
	readonly first: bigint;
	readonly last: bigint;
	/** Length in bits, 0 to 32 or 128. */
	readonly prefix: number;
};

const widths: Readonly<Record<Family, number>> = {ipv4: 32, ipv6: 128};

/** Only four decimal parts count as IPv4: `010.0.0.1` and `10.1` mean something else to every second program. */
const parseIp = (text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined => {
	if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
	if (!ipaddr.IPv6.isValid(text)) return undefined;
	const address = ipaddr.IPv6.parse(text);
	return address.isIPv4MappedAddress() || address.zoneId !== undefined ? undefined : address;
};

const toNumber = (address: ipaddr.IPv4 | ipaddr.IPv6): bigint => address.toByteArray().reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);

const toText = (family: Family, number: bigint): string => {
	const bytes = Array.from({length: widths[family] / 8}, (_, index) => Number((number >> BigInt(widths[family] - 8 * (index + 1))) & 255n));
	return addressText(bytes);
};

/** The one way to write an address: `FD00:0::1` is `fd00::1`. Undefined when it is not an address. */
export const canonicalAddress = (text: string): string | undefined => {
	const address = parseIp(text);
	return address && toText(address.kind(), toNumber(address));
};

export const isAddress = (text: string): boolean => parseIp(text) !== undefined;

/** What an address is for: `unicast`, `private`, `loopback`, `multicast`, ... Undefined when it is not an address. */
export const rangeName = (text: string): string | undefined => parseIp(text)?.range();

/** Undefined when the text is not a CIDR. Host bits are allowed here; `hostBits` tells of them. */
export const parseCidr = (text: string): Cidr | undefined => {
	const [, left = '', right = ''] = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
	const ip = parseIp(left);
	if (!ip || Number(right) > widths[ip.kind()]) return undefined;
	const size = 1n << BigInt(widths[ip.kind()] - Number(right));
	const address = toNumber(ip);
	const first = address - (address % size);
	return {family: ip.kind(), address, first, last: first + size - 1n, prefix: Number(right)};
};

/** As `parseCidr`, for texts that were checked before. Throws a RangeError on anything else. */
const cidrOf = (text: string): Cidr => {
	const cidr = parseCidr(text);
	if (!cidr) throw new RangeError(`not a CIDR: ${text}`);
	return cidr;
};

/** The family of an address or a CIDR; undefined when it is neither. */
export const family = (text: string): Family | undefined => parseIp(text)?.kind() ?? parseCidr(text)?.family;

/** True when the address of a CIDR is not the range's first one: `10.0.0.5/16`. */
export const hostBits = (text: string): boolean => {
	const {address, first} = cidrOf(text);
	return address !== first;
};

/** The range without host bits, in its one way to be written: `10.0.0.5/16` is `10.0.0.0/16`. */
export const canonicalCidr = (text: string): string => {
	const cidr = cidrOf(text);
	return `${toText(cidr.family, cidr.first)}/${cidr.prefix}`;
};

/** Whether two ranges share an address. An address alone counts as a range of one. */
export const overlaps = (one: string, other: string): boolean => {
	const [a, b] = [one, other].map(text => parseCidr(text) ?? cidrOf(`${text}/${text.includes(':') ? 128 : 32}`)) as [Cidr, Cidr];
	return a.family === b.family && a.first <= b.last && b.first <= a.last;
};

export const contains = (cidr: string, address: string): boolean => isAddress(address) && overlaps(cidr, address);

/** The nth address of a range; 0 is the network's own. Throws a RangeError outside of it. */
export const nthAddress = (cidr: string, n: number | bigint): string => {
	const {family: kind, first, last} = cidrOf(cidr);
	const address = first + BigInt(n);
	if (n < 0 || address > last) throw new RangeError(`${cidr} has no address ${n}`);
	return toText(kind, address);
};

/** How many subnets with the given prefix length fit: 0 when the range is smaller than one. Capped at 2^53 - 1. */
export const capacity = (cidr: string, prefix: number): number => {
	const extra = prefix - cidrOf(cidr).prefix;
	return extra < 0 ? 0 : extra > 52 ? Number.MAX_SAFE_INTEGER : 2 ** extra;
};

/** The nth subnet with the given prefix length. Throws a RangeError when it does not fit. */
export const nthSubnet = (cidr: string, prefix: number, n: number): string => {
	const {family: kind, first} = cidrOf(cidr);
	if (n < 0 || n >= capacity(cidr, prefix)) throw new RangeError(`${cidr} has no subnet ${n} of /${prefix}`);
	return `${toText(kind, first + (BigInt(n) << BigInt(widths[kind] - prefix)))}/${prefix}`;
};
