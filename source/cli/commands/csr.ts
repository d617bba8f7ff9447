import {Argument, type Command} from 'commander';
import {texts} from '../../texts/texts.ts';
import {addCommand, type Common, onCluster} from '../on-cluster.ts';

export const addCsr = (program: Command) =>
	addCommand(program, 'csr', texts.cli.commands.csr)
		.addArgument(new Argument('[verb]').choices(['list', 'approve', 'deny']).default('list'))
		.argument('[names...]')
		.action((verb: string, names: string[], given: Common) =>
			onCluster(given, async (loaded, printer) => {
				const {csr} = await import('../csr.ts');
				return csr(loaded, printer, verb, names);
			}),
		);
