import type {Command} from 'commander';
import {texts} from '../../texts/texts.ts';
import {addCommand, type Common, onCluster} from '../on-cluster.ts';

export const addPlan = (program: Command) =>
	addCommand(program, 'plan', texts.cli.commands.plan)
		.option('-o, --output <directory>', texts.cli.options.output)
		.option('--show', texts.cli.options.show)
		.action((given: Common & {output?: string; show?: boolean}) =>
			onCluster(given, async (loaded, printer) => {
				const {plan} = await import('../plan.ts');
				return plan(loaded, printer, given);
			}),
		);
