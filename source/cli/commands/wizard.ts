import type {Command} from 'commander';
import {texts} from '../../texts/texts.ts';

/** Without a command: the wizard. */
export const addWizard = (program: Command) =>
	program
		.option('-f, --file <file>', texts.cli.options.file, 'cluster.yaml')
		.allowExcessArguments()
		.action(async (given: {file: string}) => {
			const [word] = program.args;
			if (word !== undefined) program.error(texts.cli.noCommand(word));
			const {wizard} = await import('../wizard.ts');
			process.exitCode = await wizard(given.file);
		});
