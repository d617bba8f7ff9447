import {Box, Text, usePaste} from 'ink';
import {useReducer} from 'react';
import {texts} from '../../texts/texts.ts';
import {clusterFields} from '../answers.ts';
import {Field} from '../components/field.tsx';
import {Frame, type Keys} from '../components/frame.tsx';
import type {ScreenName} from '../components/header.tsx';
import {Problems} from '../components/problems.tsx';
import {useBody} from '../components/shell.tsx';
import type {Draft, DraftStore} from '../draft-store.ts';
import {editText, insertText, typed} from '../edit-text.ts';
import {networkLines} from '../network-lines.ts';

const say = texts.ui.network;

type Props = {readonly answers: Draft; readonly draft: DraftStore; readonly goTo: (screen: ScreenName) => void};

/** Field of the cursor, and the cursor's place in it counted from the end, which stays right when the text is changed elsewhere. */
type Place = {readonly field: number; readonly cursor: number | undefined};

/** What is asked once for the whole cluster. Problems are told while one types. */
export function NetworkScreen({answers: now, draft, goTo}: Props) {
	const body = useBody();
	const [{field: index, cursor}, setPlace] = useReducer((_: Place, next: Place): Place => next, {field: 0, cursor: undefined});
	const field = clusterFields[index]!;
	const text = now.answers[field];
	const value = cursor === undefined ? typed(text) : {text, cursor: Math.min(cursor, [...text].length)};
	const problems = 'problems' in now.parsed ? now.parsed.problems : [];

	const change = (next: typeof value) => {
		setPlace({field: index, cursor: next.cursor});
		if (next.text !== text) draft.change(answers => ({...answers, [field]: next.text}));
	};
	usePaste(pasted => change(insertText(value, pasted.replaceAll(/\s+/g, ' ').trim())));
	const lines = networkLines(now.answers);
	const keys: Keys = {
		context: 'network',
		handlers: {
			field: key => {
				const step = key === 'up' || key === 'shift-tab' ? -1 : 1;
				setPlace({field: (index + step + clusterFields.length) % clusterFields.length, cursor: undefined});
			},
			next: () => goTo('choices'),
			back: () => goTo('nodes'),
		},
		disabled: {next: problems.length > 0 ? texts.ui.nodes.mend : undefined},
		onText: (more, key) => change(more === undefined ? editText(value, key) : insertText(value, more)),
	};
	return (
		<Frame screen="network" keys={keys} message={now.saveError === undefined ? undefined : texts.ui.nodes.saveFailed(now.saveError)}>
			<Text bold>{say.title}</Text>
			{clusterFields.map((name, order) => (
				<Box key={name} height={1}>
					<Box width={22} flexShrink={0}>
						<Text
							color={order === index ? 'cyan' : ''}
							aria-label={texts.ui.reader.label(say.fields[name], order === index)}
						>{`${order === index ? '>' : ' '} ${say.fields[name]}`}</Text>
					</Box>
					{order === index ? (
						<Field value={value} />
					) : (
						<Text wrap="truncate" aria-label={now.answers[name] === '' ? texts.ui.reader.empty : now.answers[name]}>
							{now.answers[name]}
						</Text>
					)}
				</Box>
			))}
			<Text dimColor>{`  ${say.hints[field]}`}</Text>
			<Text aria-hidden> </Text>
			<Text wrap="truncate">{lines.join('\n')}</Text>
			<Text aria-hidden> </Text>
			<Text wrap="truncate">{fits(now)}</Text>
			{problems.length === 0 ? (
				<Text color="green">{say.fine}</Text>
			) : (
				<Problems problems={problems} rows={Math.max(1, body.rows - clusterFields.length - 5 - lines.length)} />
			)}
		</Frame>
	);
}

function fits({answers: {hosts}}: Draft): string {
	const count = (role: 'control-plane' | 'etcd') => hosts.filter(({roles}) => roles.includes(role)).length;
	return say.fits(hosts.length, count('control-plane'), count('etcd'));
}
