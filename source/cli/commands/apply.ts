import {existsSync} from 'node:fs';
import {type Command, Option} from 'commander';
import {texts} from '../../texts/texts.ts';
import {hasScreens} from '../has-screens.ts';
import {addCommand, type Common, onCluster} from '../on-cluster.ts';

type Given = Common & {readonly yes?: boolean; readonly approve: 'expected' | 'ask'};

export const addApply = (program: Command) =>
	addCommand(program, 'apply', texts.cli.commands.apply)
		.option('-y, --yes', texts.cli.options.yes)
		.option('-v, --verbose', texts.cli.options.verbose)
		.addOption(new Option('--approve <who>', texts.cli.options.approve).choices(['expected', 'ask']).default('ask'))
		.action((given: Given) =>
			onCluster(given, async (loaded, printer) => {
				if (!given.yes && hasScreens()) {
					const {openScreen} = await import('../open-screen.ts');
					return openScreen(loaded.folder, 'preview');
				}
				const {apply} = await import('../apply.ts');
				return apply(loaded, printer, {yes: given.yes ?? false, approve: given.approve, keepFacts: existsSync(loaded.folder.plan)});
			}),
		);
