import {Text} from 'ink';
import {texts} from '../../texts/texts.ts';
import type {TypedText} from '../edit-text.ts';

/** A text that is being typed, with its cursor; without colours the cursor is an underscore. */
export function Field({value, focused = true}: {readonly value: TypedText; readonly focused?: boolean}) {
	if (!focused) return <Text aria-label={value.text === '' ? texts.ui.reader.empty : value.text}>{value.text}</Text>;
	const characters = [...value.text];
	const under = characters[value.cursor];
	return (
		<Text aria-label={texts.ui.reader.typing(value.text, under)}>
			{characters.slice(0, value.cursor).join('')}
			<Text inverse>{under ?? '_'}</Text>
			{characters.slice(value.cursor + 1).join('')}
		</Text>
	);
}
