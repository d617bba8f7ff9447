/**
 * An object that is always as `current` gives it: whoever took a part of it when the program began reads the strings of
 * the language that holds when they are read. Nested records and functions are live; a string that was read is a string.
 */
export function live<T extends object>(current: () => T): T {
	const parts = new Map<PropertyKey, unknown>();
	const partOf = (key: PropertyKey): unknown => {
		const read = (): unknown => Reflect.get(current(), key);
		const value = read();
		if (!isRecord(value) && typeof value !== 'function') return value;
		if (!parts.has(key)) {
			const call = (...values: unknown[]) => (read() as (...values: unknown[]) => unknown)(...values);
			parts.set(key, typeof value === 'function' ? call : live(read as () => object));
		}
		return parts.get(key);
	};
	return new Proxy({} as T, {
		get: (_, key) => partOf(key),
		has: (_, key) => Reflect.has(current(), key),
		ownKeys: () => Reflect.ownKeys(current()),
		getOwnPropertyDescriptor: (_, key) =>
			Reflect.has(current(), key) ? {value: partOf(key), enumerable: true, configurable: true} : undefined,
	});
}

const isRecord = (value: unknown): value is object =>
	typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
