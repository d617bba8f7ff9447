import type {Command} from 'commander';
import {texts} from '../../texts/texts.ts';
import {type Common, onCluster} from '../on-cluster.ts';

export const addAttach = (program: Command) =>
	program
		.command('attach')
		.description(texts.cli.commands.attach)
		.option('-f, --file <file>', texts.cli.options.file, 'cluster.yaml')
		.action((given: Common) =>
			onCluster(given, async ({folder}, printer) => {
				const {attach} = await import('../attach.ts');
				return attach(folder, printer);
			}),
		);
