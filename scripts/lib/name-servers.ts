// Who listens on a host for questions of DNS already.

import type {NameServer} from '../../source/plan/judge-looks.ts';
import {canonicalAddress} from '../../source/spec/network.ts';
import {hexBytes, pairs} from './routes.ts';

/**
 * Prints for each socket on port 53, as the kernel lists it, `TABLE ADDRESS PROGRAM`; the program is `-` where it cannot be told. A socket of UDP that is bound is in state 07,
 * one of TCP that listens in 0A.
 */
export const findNameServers = `
	for table in tcp tcp6 udp udp6; do
		while read -r _ at _ state _ _ _ _ _ inode _; do
			case $at/$table-$state in *:0035/tcp*-0A | *:0035/udp*-07) ;; *) continue ;; esac
			fd=$(find /proc/[0-9]*/fd -lname "socket:\\[$inode\\]" -print -quit 2>/dev/null || true)
			echo "$table \${at%:*} $(cat "\${fd%/fd/*}/comm" 2>/dev/null || echo -)"
		done < <(cat /proc/net/$table 2>/dev/null || true)
	done`;

/** Addresses are whole numbers of 32 bits each, in the processor's own order, which is little-endian on all that is installed on. */
const addressOf = (hex: string): string => {
	const bytes = (hex.match(/.{8}/g) ?? []).flatMap(word => hexBytes(word).reverse());
	const mapped = bytes.slice(0, 12).join('') === '0000000000255255';
	if (bytes.length === 4 || mapped) return bytes.slice(-4).join('.');
	const words = bytes.flatMap((byte, index) => (index % 2 === 0 ? [((byte << 8) | bytes[index + 1]!).toString(16)] : []));
	return canonicalAddress(words.join(':')) ?? hex;
};

export const readNameServers = (text: string): NameServer[] =>
	pairs(text).map(([table = '', at = '', ...program]) => ({
		protocol: table.startsWith('udp') ? 'udp' : 'tcp',
		address: addressOf(at),
		program: program.join(' '),
	}));
