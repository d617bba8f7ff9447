// Routes as the kernel lists them below /proc/net.
import type {Route} from '../../source/plan/judge-looks.ts';

/** Lines as words. */
export const pairs = (text: string): string[][] =>
	text
		.trim()
		.split('\n')
		.filter(Boolean)
		.map(line => line.split(/\s+/));

export const hexBytes = (hex: string): number[] => (hex.match(/../g) ?? []).map(byte => Number.parseInt(byte, 16));

/** /proc/net/route has whole numbers in the processor's own order, which is little-endian on all that is installed on; 1 is "up", 2 "by a gateway". */
export const routes4 = (text: string): Route[] =>
	pairs(text).flatMap(([device = '', to = '', , flags = '', , , , mask = '']) => {
		if (!/^[0-9A-F]{8}$/i.test(to)) return [];
		const prefix = hexBytes(mask).reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);
		return [{to: `${hexBytes(to).reverse().join('.')}/${prefix}`, device, direct: (Number.parseInt(flags, 16) & 2) === 0}];
	});

/** Only what leaves the host: no loopback, no addresses of its own, no link-local or multicast ranges. */
export const routes6 = (text: string): Route[] =>
	pairs(text).flatMap(([to = '', prefix = '', , , , , , , flags = '', device = '']) => {
		if (!/^[0-9a-f]{32}$/.test(to) || device === 'lo' || prefix === '80' || /^f[ef]/.test(to)) return [];
		const address = to.match(/.{4}/g)!.map(part => Number.parseInt(part, 16).toString(16));
		return [{to: `${address.join(':')}/${Number.parseInt(prefix, 16)}`, device, direct: (Number.parseInt(flags, 16) & 2) === 0}];
	});

/** Set where the kernel itself made a route of a router's advertisement; RTF_ADDRCONF in linux/ipv6_route.h. */
const byAdvertisement = 0x40000;

/**
 * Devices whose default route the kernel took from a router's advertisement, and which heed no more of them once the host forwards packets: 1 does so, 2 heeds them always.
 * @param routes /proc/net/ipv6_route @param heeded lines of a device and its accept_ra
 */
export const advertised = (routes: string, heeded: string): string[] => {
	const accepts = new Map(pairs(heeded).map(([device = '', value]) => [device, value]));
	const devices = pairs(routes).flatMap(([to = '', prefix, , , , , , , flags = '', device = '']) =>
		/^0+$/.test(to) && prefix === '00' && (Number.parseInt(flags, 16) & byAdvertisement) !== 0 && accepts.get(device) === '1'
			? [device]
			: [],
	);
	return [...new Set(devices)];
};
