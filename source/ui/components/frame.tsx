import {Box, type Key, Text, useWindowSize} from 'ink';
import {type ReactNode, useLayoutEffect, useState} from 'react';
import {texts} from '../../texts/texts.ts';
import {helpPages} from '../help-pages.ts';
import {keyName, typedText} from '../key-name.ts';
import {bindingsOf, type Context, type Disabled, type Handlers} from '../keys.ts';
import {playbackKeys, playbackText} from '../playback-keys.ts';
import {usePlayback} from '../use-playback.ts';
import {Footer} from './footer.tsx';
import {Header, type ScreenName} from './header.tsx';
import {Help, helpFrame} from './help.tsx';
import {Message} from './message.tsx';
import {smallest, useShell} from './shell.tsx';

export type Keys = {
	readonly context: Context;
	readonly handlers: Handlers;
	readonly disabled?: Disabled;
	/** Takes every key that is bound to nothing: what it types (if anything), and its name. */
	readonly onText?: (text: string | undefined, key: string) => void;
};

type Props = {
	readonly screen: ScreenName;
	readonly keys: Keys;
	/** Shown above the footer until the next key. */
	readonly message?: string | undefined;
	readonly children: ReactNode;
};

/** One full screen: header, content, message, keys. All keys go to the one that is shown. */
export function Frame({screen, keys: own, message, children}: Props) {
	const {columns, rows} = useWindowSize();
	const [help, setHelp] = useState<number>();
	const [notice, setNotice] = useState<string>();
	const {exit, keyboard, playback} = useShell();
	const played = usePlayback();
	const keys = playback ? playbackKeys(own, playback, played?.over ?? false, () => exit(0)) : own;
	const pages = () => helpPages(keys, columns - helpFrame.left, rows - 4 - helpFrame.lines);
	const tooSmall = columns < smallest.columns || rows < smallest.rows;

	const onKey = (input: string, key: Key) => {
		const name = keyName(input, key);
		if (name === 'ctrl-c') return exit(130);
		if (tooSmall) return;
		setNotice(undefined);
		if (help !== undefined) return setHelp(name !== 'esc' && help + 1 < pages().length ? help + 1 : undefined);
		if (name === '?') return setHelp(0);
		press(keys, name, typedText(input, key), setNotice);
	};
	// Within the commit: a key must never reach the handlers of a screen that is gone.
	useLayoutEffect(() => {
		keyboard.current = onKey;
	});

	if (tooSmall) return <Text>{texts.ui.tooSmall(columns, rows)}</Text>;
	return (
		<Box flexDirection="column" width={columns} height={rows} overflow="hidden">
			<Header screen={screen} columns={columns} />
			<Box flexDirection="column" height={rows - 4} overflow="hidden">
				{help === undefined ? children : <Help screen={screen} pages={pages()} page={help} />}
			</Box>
			<Message text={notice ?? message ?? (played && playbackText(played))} columns={columns} />
			<Footer keys={keys} columns={columns} />
		</Box>
	);
}

function press({context, handlers, disabled, onText}: Keys, name: string, text: string | undefined, say: (text: string) => void) {
	const bound = bindingsOf(context, handlers).filter(({keys}) => keys.includes(name));
	const ready = bound.find(({id}) => disabled?.[id] === undefined);
	if (ready) return handlers[ready.id]?.(name);
	const [first] = bound;
	if (first) return say(texts.ui.notNow(first.shown, disabled?.[first.id] ?? ''));
	onText?.(text, name);
}
