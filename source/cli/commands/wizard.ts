import type {Command} from 'commander';
import {texts} from '../../texts/texts.ts';

/** Without a command: the wizard. */
export const addWizard = (program: Command) =>
	program.option('-f, --file <file>', texts.cli.options.file, 'cluster.yaml').action(async (given: {file: string}) => {
		const {wizard} = await import('../wizard.ts');
		process.exitCode = await wizard(given.file);
	});
