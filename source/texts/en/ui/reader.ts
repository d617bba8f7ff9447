/** What a screen reader is told in place of signs, bars and columns. */
export const reader = {
	header: (cluster: string, screen: string, at: number, of: number) =>
		`kinstall${cluster === '' ? '' : ` ${cluster}`}; screen ${screen}${at === 0 ? '' : `, ${at} of ${of}`}`,
	selected: 'selected:',
	cell: (column: string, value: string) => `${column.toLowerCase()} ${value}`,
	row: (cells: readonly string[], selected: boolean) => `${selected ? 'selected: ' : ''}${cells.join(', ')}`,
	label: (label: string, selected: boolean) => `${selected ? 'selected: ' : ''}${label}:`,
	/** `under` is what the cursor stands on. */
	typing: (text: string, under?: string) =>
		`(typing here${under === undefined ? '' : `, before "${under}"`}) ${text === '' ? 'nothing yet' : text}`,
	empty: 'empty',
	oneOf: (value: string, values: readonly string[]) => `${value}; one of ${values.join(', ')}`,
	problem: (text: string) => `problem: ${text}`,
	keys: (keys: readonly string[]) => `keys: ${keys.join('; ')}`,
	notNow: (key: string, reason: string) => `${key} (not now: ${reason})`,
};
