import {Box, Text, usePaste} from 'ink';
import {useReducer} from 'react';
import {texts} from '../../texts/texts.ts';
import {type Choice, choices, hintOf} from '../choices.ts';
import {Field} from '../components/field.tsx';
import {Frame, type Keys} from '../components/frame.tsx';
import type {ScreenName} from '../components/header.tsx';
import {Problems} from '../components/problems.tsx';
import {useBody} from '../components/shell.tsx';
import type {Draft, DraftStore} from '../draft-store.ts';
import {editText, insertText, typed} from '../edit-text.ts';

const say = texts.ui.choices;

type Props = {readonly answers: Draft; readonly draft: DraftStore; readonly goTo: (screen: ScreenName) => void};

/** Row of the cursor, and the cursor's place in a text that is typed. */
type Place = {readonly row: number; readonly cursor: number | undefined};

/** All that has a sane default: Enter takes them as they are. */
export function ChoicesScreen({answers: now, draft, goTo}: Props) {
	const body = useBody();
	const [{row, cursor}, setPlace] = useReducer((_: Place, next: Place): Place => next, {row: 0, cursor: undefined});
	const choice = choices[row]!;
	const text = answerOf(now, choice);
	const value = cursor === undefined ? typed(text) : {text, cursor: Math.min(cursor, [...text].length)};
	const problems = 'problems' in now.parsed ? now.parsed.problems : [];

	const set = (next: string) => draft.change(answers => ({...answers, choices: {...answers.choices, [choice.path]: next}}));
	const change = (next: typeof value) => {
		if (choice.values) return;
		setPlace({row, cursor: next.cursor});
		if (next.text !== text) set(next.text);
	};
	usePaste(pasted => change(insertText(value, pasted.trim())));
	const pick = (key: string) => {
		const values = choice.values ?? [];
		const step = key === 'left' ? values.length - 1 : 1;
		set(values[(Math.max(0, values.indexOf(text)) + step) % values.length]!);
	};
	const keys: Keys = {
		context: 'choices',
		handlers: {
			field: key => {
				const step = key === 'up' || key === 'shift-tab' ? -1 : 1;
				setPlace({row: (row + step + choices.length) % choices.length, cursor: undefined});
			},
			...(choice.values && {pick}),
			next: () => goTo('preview'),
			back: () => goTo('network'),
		},
		disabled: {next: problems.length > 0 ? texts.ui.nodes.mend : undefined},
		onText: (more, key) => change(more === undefined ? editText(value, key) : insertText(value, more)),
	};
	// Title, hint and default take four rows, what is wrong at least one; the list moves with the cursor.
	const room = Math.max(3, body.rows - 5);
	const first = Math.max(0, Math.min(row - Math.floor(room / 2), choices.length - room));
	return (
		<Frame screen="choices" keys={keys} message={now.saveError === undefined ? undefined : texts.ui.nodes.saveFailed(now.saveError)}>
			<Text bold>{say.title}</Text>
			{choices
				.map((one, order) => ({one, order}))
				.slice(first, first + room)
				.map(({one, order}) => (
					<Box key={one.path} height={1}>
						<Box width={26} flexShrink={0}>
							<Text
								color={order === row ? 'cyan' : ''}
								aria-label={texts.ui.reader.label(say.labels[one.path], order === row)}
							>{`${order === row ? '>' : ' '} ${say.labels[one.path]}`}</Text>
						</Box>
						{order === row && !one.values ? <Field value={value} /> : <Value choice={one} text={answerOf(now, one)} here={order === row} />}
						<Meaning of={now} choice={one} />
					</Box>
				))}
			<Box maxHeight={2} flexShrink={0} overflow="hidden" paddingLeft={2}>
				<Text dimColor>{hintOf(choice)}</Text>
			</Box>
			<Text dimColor wrap="truncate">
				{choice.fallback === '' ? ' ' : `  ${say.defaultIs(choice.fallback)}`}
			</Text>
			{problems.length === 0 ? (
				<Text color="green">{say.fine}</Text>
			) : (
				<Problems problems={problems} rows={body.rows - Math.min(room, choices.length) - 4} />
			)}
		</Frame>
	);
}

/** What holds now; under the cursor with all that could be picked, the present one in brackets. */
function Value({choice, text, here}: {readonly choice: Choice; readonly text: string; readonly here: boolean}) {
	const named = (value: string) => (value === '' && choice.values ? say.byRoles : value);
	const values = choice.values?.map(named);
	const now = named(text);
	const words = here && values ? values.map(one => (one === now ? `[${one}]` : ` ${one} `)).join('') : now;
	const {empty, oneOf} = texts.ui.reader;
	const told = here && values ? oneOf(now, values) : now === '' ? empty : now;
	return (
		<Text wrap="truncate">
			<Text aria-label={told}>{words}</Text>
			{!here && text !== '' && text === choice.fallback && <Text dimColor>{`  ${say.byDefault}`}</Text>}
		</Text>
	);
}

/** The version that `1.36` or `stable` stands for, behind it. */
function Meaning({of: {answers, parsed}, choice}: {readonly of: Draft; readonly choice: Choice}) {
	const text = answerOf({answers}, choice).trim();
	if (choice.path !== 'kubernetes' || !('spec' in parsed) || parsed.spec.kubernetes.replace('v', '') === text.replace('v', '')) return null;
	return <Text dimColor>{`  -> ${parsed.spec.kubernetes}`}</Text>;
}

const answerOf = ({answers}: Pick<Draft, 'answers'>, {path, fallback}: Choice): string => answers.choices[path] ?? fallback;
