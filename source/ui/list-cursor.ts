/** Where a cursor goes on one of the movement keys, in a list of `count` rows of which `page` are seen. */
export function moveCursor(index: number, key: string, count: number, page: number): number {
	const last = Math.max(0, count - 1);
	const to: Readonly<Record<string, number>> = {
		up: index - 1,
		down: index + 1,
		pageup: index - page,
		pagedown: index + page,
		home: 0,
		end: last,
	};
	return Math.min(last, Math.max(0, to[key] ?? index));
}

/** First row to show, so that the cursor is seen with some rows around it, and no room is left empty. */
export function firstVisible(index: number, count: number, height: number): number {
	const middle = index - Math.floor(height / 2);
	return Math.max(0, Math.min(middle, count - height));
}
