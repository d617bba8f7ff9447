import {Text} from 'ink';
import type {TypedText} from '../edit-text.ts';

/** A text that is being typed, with its cursor; without colours the cursor is an underscore. */
export function Field({value, focused = true}: {readonly value: TypedText; readonly focused?: boolean}) {
	if (!focused) return <Text>{value.text}</Text>;
	const characters = [...value.text];
	const under = characters[value.cursor];
	return (
		<Text>
			{characters.slice(0, value.cursor).join('')}
			<Text inverse>{under ?? '_'}</Text>
			{characters.slice(value.cursor + 1).join('')}
		</Text>
	);
}
