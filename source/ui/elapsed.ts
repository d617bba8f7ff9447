/** Whole seconds from an ISO 8601 time to another, or to `now` (ms since 1970); never negative, since clocks differ. */
export function secondsBetween(from: string, to: string | number): number {
	const end = typeof to === 'number' ? to : Date.parse(to);
	const seconds = Math.floor((end - Date.parse(from)) / 1000);
	return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
}
