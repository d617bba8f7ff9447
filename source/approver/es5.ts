/** What Duktape lacks of the language and of Node, as far as the judge uses it. */

type Bytes = number[] & {subarray: (from: number, to?: number) => Bytes};
type Encoding = 'base64' | 'latin1' | 'binary' | 'utf8';

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const toBase64 = (bytes: readonly number[]): string => {
	let text = '';
	for (let i = 0; i < bytes.length; i += 3) {
		const [one = 0, two = 0, three = 0] = bytes.slice(i, i + 3);
		const left = bytes.length - i;
		text += digits.charAt(one >> 2) + digits.charAt(((one & 3) << 4) | (two >> 4));
		text += left > 1 ? digits.charAt(((two & 15) << 2) | (three >> 6)) : '=';
		text += left > 2 ? digits.charAt(three & 63) : '=';
	}
	return text;
};

const fromBase64 = (text: string): number[] => {
	const bytes: number[] = [];
	let [held, bits] = [0, 0];
	for (let i = 0; i < text.length; i++) {
		const value = digits.indexOf(text.charAt(i));
		if (value < 0) continue;
		held = ((held << 6) | value) & 0xffff;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			bytes.push((held >> bits) & 255);
		}
	}
	return bytes;
};

const toLatin1 = (bytes: readonly number[]): string => bytes.map(byte => String.fromCharCode(byte)).join('');

const toUtf8 = (bytes: readonly number[]): string => {
	try {
		return decodeURIComponent(bytes.map(byte => `%${byte < 16 ? '0' : ''}${byte.toString(16)}`).join(''));
	} catch {
		// Such a name equals none that is expected, and that is all that counts.
		return `not UTF-8: ${toLatin1(bytes)}`;
	}
};

const wrap = (bytes: number[]): Bytes => {
	const wrapped = bytes as Bytes;
	wrapped.subarray = (from, to) => wrap(bytes.slice(from, to));
	wrapped.toString = ((encoding?: Encoding) =>
		encoding === 'base64'
			? toBase64(bytes)
			: encoding === 'latin1' || encoding === 'binary'
				? toLatin1(bytes)
				: toUtf8(bytes)) as () => string;
	return wrapped;
};

/** As much of Node's Buffer: from base64 or one character a byte, back to text, and a part of it. */
export const Buffer = {
	from: (text: string, encoding: Encoding): Bytes =>
		wrap(encoding === 'base64' ? fromBase64(text) : text.split('').map(one => one.charCodeAt(0) & 255)),
};

const add = (prototype: object, name: string, value: unknown): void => {
	if (!(name in prototype)) Object.defineProperty(prototype, name, {value, writable: true, configurable: true});
};

add(Array.prototype, 'includes', function (this: unknown[], wanted: unknown) {
	return this.indexOf(wanted) >= 0;
});
add(Array.prototype, 'find', function (this: unknown[], fits: (item: unknown) => boolean) {
	return this.filter(item => fits(item))[0];
});
add(Array.prototype, 'flatMap', function (this: unknown[], work: (item: unknown) => unknown[]) {
	return this.reduce<unknown[]>((all, item) => all.concat(work(item)), []);
});
add(Array.prototype, 'at', function (this: unknown[], index: number) {
	return this[index < 0 ? this.length + index : index];
});
