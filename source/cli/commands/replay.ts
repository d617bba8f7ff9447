import {type Command, InvalidArgumentError} from 'commander';
import {texts} from '../../texts/texts.ts';
import type {ReplayOptions} from '../replay.ts';

const speed = (value: string): number => {
	if (!(Number(value) > 0 && Number.isFinite(Number(value)))) throw new InvalidArgumentError(texts.replay.badNumber(value));
	return Number(value);
};
const seconds = (value: string): number => {
	if (!(Number(value) >= 0 && Number.isFinite(Number(value)))) throw new InvalidArgumentError(texts.replay.badTime(value));
	return Number(value);
};

export const addReplay = (program: Command) =>
	program
		.command('replay')
		.description(texts.cli.commands.replay)
		.argument('[journal]', texts.cli.options.journal, 'journal.ndjson')
		.option('--speed <times>', texts.cli.options.speed, speed)
		.option('--run <id>', texts.cli.options.run)
		.option('--at <seconds>', texts.cli.options.at, seconds)
		.option('--list', texts.cli.options.list)
		.option('--json', texts.cli.options.json)
		.option('-v, --verbose', texts.cli.options.verbose)
		.action(async (journal: string, given: ReplayOptions) => {
			const {replay} = await import('../replay.ts');
			process.exitCode = await replay(journal, given);
		});
