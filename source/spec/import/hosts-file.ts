import {isAddress, rangeName} from '../network.ts';
import type {Raw} from './imported.ts';

/** Names that a hosts file has for the machine itself, or for ranges. */
const ofTheMachine = /^(localhost|ip6-|broadcasthost)/;
const ranges = ['loopback', 'unspecified', 'multicast', 'broadcast'];

/** The hosts of a file in the format of /etc/hosts: an address, then names, of which the first counts. */
export const readHostsFile = (text: string): readonly Raw[] =>
	text.split(/\r?\n/).flatMap((line): readonly Raw[] => {
		const words = line
			.replace(/#.*/, '')
			.split(/[\s,;]+/)
			.filter(word => word !== '');
		const address = words.find(word => isAddress(word));
		const [name] = words.filter(word => word !== address);
		if (words.length === 0 || (name !== undefined && ofTheMachine.test(name))) return [];
		if (address !== undefined && ranges.includes(rangeName(address) ?? '')) return [];
		return [{alias: name ?? address ?? '', ...(address === undefined ? {} : {target: address})}];
	});
