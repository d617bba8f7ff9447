/** The longest row of zero groups, the first of equals, if it has at least two: [begin, end). */
const longestZeros = (groups: readonly number[]): readonly [number, number] => {
	let [begin, end] = [0, 0];
	groups.forEach((_, from) => {
		let to = from;
		while (groups[to] === 0) to++;
		if (to - from > end - begin) [begin, end] = [from, to];
	});
	return end - begin > 1 ? [begin, end] : [0, 0];
};

/** The one way to write the address of 4 or 16 bytes (RFC 5952, without dots in IPv6): `10.0.0.1`, `fd00::1`. */
export const addressText = (bytes: readonly number[]): string => {
	if (bytes.length === 4) return bytes.join('.');
	const groups = bytes.filter((_, index) => index % 2 === 0).map((byte, index) => byte * 256 + bytes[index * 2 + 1]!);
	const [begin, end] = longestZeros(groups);
	const text = (some: readonly number[]): string => some.map(group => group.toString(16)).join(':');
	return end === 0 ? text(groups) : `${text(groups.slice(0, begin))}::${text(groups.slice(end))}`;
};
