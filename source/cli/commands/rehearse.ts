import type {Command} from 'commander';
import {texts} from '../../texts/texts.ts';

export const addRehearse = (program: Command) =>
	program
		.command('rehearse')
		.description(texts.cli.commands.rehearse)
		.option('-y, --yes', texts.cli.options.yes)
		.option('--keep', texts.cli.options.keep)
		.option('--json', texts.cli.options.json)
		.action(async (given: {yes?: boolean; keep?: boolean; json?: boolean}) => {
			const {rehearse} = await import('../rehearse.ts');
			process.exitCode = await rehearse({yes: given.yes ?? false, keep: given.keep ?? false, json: given.json ?? false});
		});
