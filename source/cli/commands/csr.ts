import {Argument, type Command} from 'commander';
import {texts} from '../../texts/texts.ts';
import {hasScreens} from '../has-screens.ts';
import {addCommand, type Common, onCluster} from '../on-cluster.ts';

export const addCsr = (program: Command) =>
	addCommand(program, 'csr', texts.cli.commands.csr)
		.addArgument(new Argument('[verb]').choices(['list', 'approve', 'deny']))
		.argument('[names...]')
		.action((verb: string | undefined, names: string[], given: Common) =>
			onCluster(given, async (loaded, printer) => {
				const {csr, mayAsk} = await import('../csr.ts');
				if (verb === undefined && !given.json && hasScreens() && mayAsk(loaded)) {
					const {openScreen} = await import('../open-screen.ts');
					return openScreen(loaded.folder, 'requests');
				}
				return csr(loaded, printer, verb ?? 'list', names);
			}),
		);
