import {Argument, type Command, Option} from 'commander';
import {texts} from '../../texts/texts.ts';
import {addCommand, type Common, onCluster} from '../on-cluster.ts';
import type {Asked} from '../user.ts';

const several = (value: string, before: readonly string[]): readonly string[] => [...before, value];

export const addUser = (program: Command) => {
	const {options} = texts.cli;
	return addCommand(program, 'user', texts.cli.commands.user)
		.addArgument(new Argument('[verb]').choices(['list', 'add', 'remove']))
		.argument('[name]')
		.addOption(new Option('--group <group>', options.group).argParser(several).default([], ''))
		.option('--cluster-admin', options.clusterAdmin)
		.addOption(new Option('--role <namespace/role>', options.role).argParser(several).default([], ''))
		.option('--service-account', options.serviceAccount)
		.option('--days <days>', options.days)
		.option('-y, --yes', options.yes)
		.action((verb: string | undefined, name: string | undefined, given: Common & Asked) =>
			onCluster(given, async (loaded, printer) => {
				const {user} = await import('../user.ts');
				return user(loaded, printer, verb ?? 'list', name, given);
			}),
		);
};
