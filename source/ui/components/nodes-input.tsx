import {Box, Text} from 'ink';
import {texts} from '../../texts/texts.ts';
import {hostFields} from '../host-form.ts';
import type {NodesMode} from '../nodes-mode.ts';
import {Field} from './field.tsx';

const say = texts.ui.nodes;

/** The line in which hosts are added, or the fields of the one that is changed. */
export function NodesInput({mode, rows}: {readonly mode: NodesMode; readonly rows: number}) {
	if (mode.kind === 'table' || mode.kind === 'pick') return null;
	return (
		<Box flexDirection="column" height={rows} flexShrink={0} overflow="hidden">
			{mode.kind !== 'edit' ? (
				<>
					<Text>
						<Text bold>{mode.kind === 'add' ? say.addPrompt : say.importPrompt}</Text>
						<Field value={mode.typed} />
					</Text>
					<Text dimColor wrap="truncate">
						{mode.kind === 'add' ? say.addHint : say.importHint}
					</Text>
				</>
			) : (
				hostFields.map((field, index) => (
					<Box key={field}>
						<Box width={14}>
							<Text
								color="cyan"
								aria-label={texts.ui.reader.label(say.fields[field], index === mode.form.field)}
							>{`${index === mode.form.field ? '>' : ' '} ${say.fields[field]}`}</Text>
						</Box>
						<Field value={mode.form.values[field]} focused={index === mode.form.field} />
					</Box>
				))
			)}
		</Box>
	);
}
