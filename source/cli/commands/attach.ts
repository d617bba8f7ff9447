import type {Command} from 'commander';
import {texts} from '../../texts/texts.ts';
import {addCommand, type Common, onCluster} from '../on-cluster.ts';

export const addAttach = (program: Command) =>
	addCommand(program, 'attach', texts.cli.commands.attach)
		.option('-v, --verbose', texts.cli.options.verbose)
		.action((given: Common) =>
			onCluster(given, async ({folder}, printer) => {
				const {attach} = await import('../attach.ts');
				return attach(folder, printer, given.json ?? false);
			}),
		);
