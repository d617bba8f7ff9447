/** A line of text that is being typed; the cursor counts characters, not UTF-16 units. */
export type TypedText = {readonly text: string; readonly cursor: number};

export const typed = (text: string): TypedText => ({text, cursor: [...text].length});

/** The text after a key; the same value when the key does nothing here. */
export function editText(value: TypedText, key: string): TypedText {
	const characters = [...value.text];
	const {cursor} = value;
	switch (key) {
		case 'left':
			return {...value, cursor: Math.max(0, cursor - 1)};
		case 'right':
			return {...value, cursor: Math.min(characters.length, cursor + 1)};
		case 'home':
		case 'ctrl-a':
			return {...value, cursor: 0};
		case 'end':
		case 'ctrl-e':
			return {...value, cursor: characters.length};
		case 'backspace':
			return cursor === 0 ? value : {text: characters.toSpliced(cursor - 1, 1).join(''), cursor: cursor - 1};
		case 'delete':
			return {...value, text: characters.toSpliced(cursor, 1).join('')};
		case 'ctrl-u':
			return {text: characters.slice(cursor).join(''), cursor: 0};
		default:
			return value;
	}
}

export function insertText({text, cursor}: TypedText, more: string): TypedText {
	const characters = [...text];
	const added = [...more];
	return {text: [...characters.slice(0, cursor), ...added, ...characters.slice(cursor)].join(''), cursor: cursor + added.length};
}
