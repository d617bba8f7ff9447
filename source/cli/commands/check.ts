import type {Command} from 'commander';
import {texts} from '../../texts/texts.ts';
import {addCommand, type Common, onCluster} from '../on-cluster.ts';

export const addCheck = (program: Command) =>
	addCommand(program, 'check', texts.cli.commands.check)
		.option('--accept-host-keys', texts.cli.options.acceptHostKeys)
		.action((given: Common & {acceptHostKeys?: boolean}) =>
			onCluster(given, async (loaded, printer) => {
				const {check} = await import('../check.ts');
				return check(loaded, printer, given.acceptHostKeys ?? false);
			}),
		);
