import {open} from 'node:fs/promises';

const machines: Readonly<Record<number, string>> = {
	3: '386',
	21: 'ppc64le',
	22: 's390x',
	40: 'arm',
	62: 'amd64',
	183: 'arm64',
	243: 'riscv64',
};

/** The architecture an executable is built for, as artifacts name it; undefined when it is no ELF file. */
export const elfArch = async (file: string): Promise<string | undefined> => {
	await using handle = await open(file);
	const {buffer, bytesRead} = await handle.read(Buffer.alloc(20), 0, 20, 0);
	if (bytesRead < 20 || buffer.readUInt32BE(0) !== 0x7f454c46) return undefined;
	const machine = buffer[5] === 2 ? buffer.readUInt16BE(18) : buffer.readUInt16LE(18);
	return machines[machine] ?? `machine ${machine}`;
};
