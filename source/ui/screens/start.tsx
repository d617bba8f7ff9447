import {Box, Text, useInput, usePaste} from 'ink';
import SelectInput from 'ink-select-input';
import {useMemo, useRef, useState} from 'react';
import {language, setLanguage, texts} from '../../texts/texts.ts';
import {Field} from '../components/field.tsx';
import {Frame, type Keys} from '../components/frame.tsx';
import {type Shell, ShellContext} from '../components/shell.tsx';
import {editText, insertText, type TypedText, typed} from '../edit-text.ts';
import type {Choice, StartActions} from '../start-actions.ts';

const say = texts.ui.start;

type Props = {
	readonly actions: StartActions;
	readonly onChoose: (choice: Choice) => void;
	readonly onInterrupt: (code: number) => void;
};

/** The place that is being typed. */
type Place = {readonly kind: 'open' | 'replay'; readonly typed: TypedText; readonly busy: boolean};

/** What a person wants to do where no cluster is yet. */
export function StartScreen({actions, onChoose, onInterrupt}: Props) {
	const [place, setPlace] = useState<Place>();
	const [message, setMessage] = useState<string>();
	const [index, setIndex] = useState(0);
	const [spoken, setSpoken] = useState(language);
	const keyboard: Shell['keyboard'] = useRef(undefined);
	useInput((input, key) => keyboard.current?.(input, key));
	const shell = useMemo((): Shell => ({exit: onInterrupt, keyboard, title: '', artifacts: undefined, playback: undefined}), [onInterrupt]);
	/** Counts what was asked for: an answer that nobody waits for any more is dropped. */
	const asked = useRef(0);
	const edit = (change: (now: TypedText) => TypedText) => setPlace(now => (now && !now.busy ? {...now, typed: change(now.typed)} : now));
	const type = (more: string) => edit(now => insertText(now, more));
	usePaste(text => place && type(text.trim()));

	const choices: ReadonlyArray<readonly [choice: Choice | Place['kind'], label: string]> = [
		[{kind: 'new'}, say.new(actions.directory)],
		['open', say.open],
		...actions.recent.map(folder => [{kind: 'open', place: folder}, say.recent(folder)] as const),
		[{kind: 'rehearse'}, say.rehearse],
		['replay', say.replay],
		[{kind: 'quit'}, say.quit],
	];

	const take = async (kind: Place['kind'], where: string) => {
		const own = ++asked.current;
		try {
			await actions.check(kind, where);
			if (own === asked.current) onChoose({kind, place: where});
		} catch (error) {
			if (own !== asked.current) return;
			setMessage(error instanceof Error ? error.message : String(error));
			setPlace(now => now && {...now, busy: false});
		}
	};
	const choose = (choice: Choice | Place['kind']) => {
		setMessage(undefined);
		if (choice === 'open') setPlace({kind: 'open', typed: typed(''), busy: false});
		else if (choice === 'replay') setPlace({kind: 'replay', typed: typed('journal.ndjson'), busy: false});
		else if ('place' in choice) void take(choice.kind, choice.place);
		else onChoose(choice);
	};
	const accept = () => {
		if (!place || place.busy) return;
		const where = place.typed.text.trim();
		if (where === '') return setMessage(say.nothing);
		setMessage(undefined);
		setPlace({...place, busy: true});
		void take(place.kind, where);
	};
	const switchLanguage = () => {
		const next = spoken === 'en' ? 'zh' : 'en';
		setLanguage(next);
		setMessage(undefined);
		setSpoken(next);
	};
	const close = () => {
		asked.current++;
		setMessage(undefined);
		setPlace(undefined);
	};
	const keys: Keys = place
		? {
				context: 'place',
				handlers: {accept, back: close},
				onText: (text, key) => (text === undefined ? edit(now => editText(now, key)) : type(text)),
			}
		: {
				context: 'start',
				// The list takes these two by itself.
				handlers: {choose: () => {}, choice: () => {}, language: switchLanguage, quit: () => onChoose({kind: 'quit'})},
			};
	const items = choices.map(([, label], at) => ({label, value: at}));
	return (
		<ShellContext.Provider value={shell}>
			<Frame screen="start" keys={keys} message={message}>
				<Text bold>{say.question}</Text>
				<Box flexDirection="column" paddingTop={1}>
					{place ? (
						<Typing place={place} />
					) : (
						<SelectInput
							items={items}
							initialIndex={index}
							indicatorComponent={Sign}
							itemComponent={Label}
							onHighlight={({value}) => setIndex(value)}
							onSelect={({value}) => choose(choices[value]![0])}
						/>
					)}
				</Box>
			</Frame>
		</ShellContext.Provider>
	);
}

function Typing({place}: {readonly place: Place}) {
	return (
		<>
			<Text>
				<Text bold>{place.kind === 'open' ? say.openPrompt : say.replayPrompt}</Text>
				<Field value={place.typed} />
			</Text>
			<Text dimColor>{place.kind === 'open' ? say.openHint : say.replayHint}</Text>
		</>
	);
}

const Sign = ({isSelected = false}: {readonly isSelected?: boolean}) => (
	<Text color="cyan" aria-hidden={!isSelected} aria-label={texts.ui.reader.selected}>
		{isSelected ? '> ' : '  '}
	</Text>
);
const Label = ({isSelected = false, label}: {readonly isSelected?: boolean; readonly label: string}) => (
	<Text bold={isSelected} wrap="truncate-middle">
		{label}
	</Text>
);
