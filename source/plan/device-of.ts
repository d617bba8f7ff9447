import {overlaps, parseCidr} from '../spec/network.ts';
import type {Route} from './judge-looks.ts';

/** The prefix of a CIDR; 0 also for what is none. */
export const prefixOf = (cidr: string): number => parseCidr(cidr)?.prefix ?? 0;

/** The network interface of the narrowest network without a gateway that an address is of; undefined where no route tells. */
export const deviceOf = (routes: readonly Route[], address: string): string | undefined => {
	const near = routes.filter(({to, direct}) => direct && prefixOf(to) > 0 && overlaps(to, address));
	return near.sort((one, other) => prefixOf(other.to) - prefixOf(one.to))[0]?.device;
};
