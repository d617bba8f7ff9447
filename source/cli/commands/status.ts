import type {Command} from 'commander';
import {texts} from '../../texts/texts.ts';
import {addCommand, type Common, onCluster} from '../on-cluster.ts';

export const addStatus = (program: Command) =>
	addCommand(program, 'status', texts.cli.commands.status).action((given: Common) =>
		onCluster(given, async ({folder}, printer) => {
			const [{runScript}, {printProbes}] = await Promise.all([import('../run-script.ts'), import('../print.ts')]);
			return runScript('status', ['--cluster', folder.spec], printer, event => {
				printer.event(event);
				if (event.type === 'status') printProbes(printer, event.status.probes);
			});
		}),
	);
