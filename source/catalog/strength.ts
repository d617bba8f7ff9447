/** Which keys and signatures are strong enough for a cluster, by their names: `rsa-2048`, `ecdsa-p256`, `sha256`. */

const curves = ['ecdsa-p256', 'ecdsa-p384', 'ecdsa-p521'];
const smallestRsa = 2048;

export const isStrongKey = (kind: string): boolean => {
	const [, bits] = /^rsa-(\d+)$/.exec(kind) ?? [];
	return bits === undefined ? curves.includes(kind) : Number(bits) >= smallestRsa;
};

/** Go has refused SHA-1 since 1.18, and MD5 for longer. */
export const isStrongHash = (hash: string): boolean => !['md5', 'sha1'].includes(hash);
