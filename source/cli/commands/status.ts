import {type Command, InvalidArgumentError} from 'commander';
import {texts} from '../../texts/texts.ts';
import {addCommand, type Common, onCluster} from '../on-cluster.ts';

/** What a host is asked takes about a second of its time. */
const readSeconds = (text: string): number => {
	const seconds = Number(text);
	if (!(seconds >= 2 && seconds <= 86_400)) throw new InvalidArgumentError(texts.cli.watchSeconds);
	return seconds;
};

export const addStatus = (program: Command) =>
	addCommand(program, 'status', texts.cli.commands.status)
		.option('-w, --watch [seconds]', texts.cli.options.watch, readSeconds)
		.action((given: Common & {watch?: number | true}) =>
			onCluster(given, async ({folder}, printer) => {
				const {status, watchStatus} = await import('../status.ts');
				if (given.watch === undefined) return status(folder, printer);
				return watchStatus(folder, printer, {json: given.json ?? false, ...(given.watch !== true && {seconds: given.watch})});
			}),
		);
