const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const escaped = (text: string): string => text.replaceAll('+', '[+]').replaceAll('/', '[/]');

/** A regular expression, for awk, of what the base64 of anything that begins with `text` begins with. */
export const encoded = (text: string): string => {
	const bytes = Buffer.from(text);
	const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
	const rest = [...bytes.subarray(bytes.length - (bytes.length % 3))].map(byte => byte.toString(2).padStart(8, '0')).join('');
	const sixes = rest.match(/.{6}/g) ?? [];
	const open = rest.slice(sixes.length * 6);
	const last = [...alphabet].filter((_, index) => open !== '' && index.toString(2).padStart(6, '0').startsWith(open));
	const known = sixes.map(bits => alphabet[Number.parseInt(bits, 2)]!).join('');
	return escaped(whole + known) + (last.length > 0 ? `[${last.join('')}]` : '');
};
