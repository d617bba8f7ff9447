import {Argument, type Command} from 'commander';
import {texts} from '../../texts/texts.ts';
import {addCommand, type Common, onCluster} from '../on-cluster.ts';

type Given = Common & {
	readonly output?: string;
	readonly yes?: boolean;
	readonly packages: boolean;
	readonly pull: boolean;
	readonly to?: string;
};

export const addBundle = (program: Command) =>
	addCommand(program, 'bundle', texts.cli.commands.bundle)
		.addArgument(new Argument('<verb>').choices(['create', 'verify', 'list', 'push']))
		.argument('[bundle]')
		.option('-o, --output <file>', texts.cli.options.bundleFile)
		.option('--no-packages', texts.cli.options.noPackages)
		.option('--no-pull', texts.cli.options.noPull)
		.option('--to <registry>', texts.cli.options.pushTo)
		.option('-y, --yes', texts.cli.options.unpinned)
		.action(async (verb: 'create' | 'verify' | 'list' | 'push', file: string | undefined, given: Given) => {
			if (verb === 'create')
				return onCluster(given, async (loaded, printer) => {
					const {create} = await import('../bundle.ts');
					const {output, packages, pull, yes = false} = given;
					return create(loaded, printer, {output, packages, pull, allowUnpinned: yes, named: file});
				});
			if (verb === 'push')
				return onCluster(given, async (loaded, printer) => {
					const {push} = await import('../bundle.ts');
					return push(loaded, printer, {named: file, to: given.to});
				});
			const {look} = await import('../bundle.ts');
			process.exitCode = await look(verb, file, given.json ?? false);
		});
