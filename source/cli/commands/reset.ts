import type {Command} from 'commander';
import {texts} from '../../texts/texts.ts';
import {addCommand, type Common, onCluster} from '../on-cluster.ts';

export const addReset = (program: Command) =>
	addCommand(program, 'reset', texts.cli.commands.reset)
		.option('-y, --yes', texts.cli.options.yes)
		.action((given: Common & {yes?: boolean}) =>
			onCluster(given, async (loaded, printer) => {
				const {reset} = await import('../reset.ts');
				return reset(loaded, printer, given.yes ?? false);
			}),
		);
