type Memory<T> = {readonly deeper: WeakMap<object, Memory<T>>; found?: {readonly value: T}};

/**
 * A pure function that remembers its answers for as long as the objects they follow from live: `keys` names all of these.
 * The plan of a thousand hosts asks the same again and again.
 */
export const remember = <A extends readonly unknown[], T>(
	keys: (...from: A) => readonly object[],
	make: (...from: A) => T,
): ((...from: A) => T) => {
	const root: Memory<T> = {deeper: new WeakMap()};
	return (...from) => {
		let memory = root;
		for (const key of keys(...from)) {
			const next = memory.deeper.get(key) ?? {deeper: new WeakMap()};
			memory.deeper.set(key, next);
			memory = next;
		}

		memory.found ??= {value: make(...from)};
		return memory.found.value;
	};
};
