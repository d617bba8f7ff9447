import type {Command} from 'commander';
import {texts} from '../../texts/texts.ts';
import {exitCodes} from '../exit-codes.ts';

export const addLab = (program: Command) =>
	program
		.command('lab')
		.description(texts.cli.commands.lab)
		.argument('[words...]')
		.allowUnknownOption()
		.passThroughOptions()
		.action(async (words: string[]) => {
			const {forgetRehearsal, runLab} = await import('../rehearse.ts');
			process.exitCode = (await runLab(words, {input: true})).exitCode ?? exitCodes.failed;
			if (words[0] === 'down' && process.exitCode === exitCodes.done) await forgetRehearsal();
		});
