import type {Command} from 'commander';
import {texts} from '../../texts/texts.ts';
import {addCommand, type Common, onCluster} from '../on-cluster.ts';

export const addDiff = (program: Command) =>
	addCommand(program, 'diff', texts.cli.commands.diff).action((given: Common) =>
		onCluster(given, async (loaded, printer) => {
			const {diff} = await import('../diff.ts');
			return diff(loaded, printer);
		}),
	);
