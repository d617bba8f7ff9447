/** Which keys are strong enough for a cluster, by their names: `rsa-2048`, `ecdsa-p256`. */

const curves = ['ecdsa-p256', 'ecdsa-p384', 'ecdsa-p521'];
const smallestRsa = 2048;

export const isStrongKey = (kind: string): boolean => {
	const [, bits] = /^rsa-(\d+)$/.exec(kind) ?? [];
	return bits === undefined ? curves.includes(kind) : Number(bits) >= smallestRsa;
};
