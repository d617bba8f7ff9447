/** The command line: wires the layers, and nothing else. */
import {access, readFile} from 'node:fs/promises';
import {Argument, Command, Option} from 'commander';
import {signsRequests} from '../catalog/topology.ts';
import {lintCertificates} from '../plan/lint-certificates.ts';
import {checkHosts} from '../run/check-hosts.ts';
import {lockFolder, unlockFolder} from '../run/folder.ts';
import {type Loaded, loadSpec} from '../run/load-spec.ts';
import {makeClusterPlan} from '../run/make-cluster-plan.ts';
import {refuseWhileHeld} from '../run/refuse-while-held.ts';
import {FolderLocked} from '../run/start-run.ts';
import {startScript} from '../run/start-script.ts';
import type {Event} from '../state/event.ts';
import {texts} from '../texts/texts.ts';
import {apply, judgeFindings, reportError} from './apply.ts';
import {exitCodes} from './exit-codes.ts';
import {makePreview} from './make-preview.ts';
import {makePrinter, type Printer, printLint, printProbes, printProblems, printRequests} from './print.ts';

// Whoever reads the output may stop reading, as head does.
process.stdout.on('error', error => process.exit((error as NodeJS.ErrnoException).code === 'EPIPE' ? 0 : 1));

const {commands, options} = texts.cli;

type Common = {readonly file: string; readonly json?: boolean; readonly verbose?: boolean};

/** Loads the spec and does the work; the exit code is the work's, or 2 with every problem of the spec. */
const withSpec = async (given: Common, work: (loaded: Loaded, printer: Printer) => Promise<number>): Promise<void> => {
	const printer = makePrinter({json: given.json ?? false, verbose: given.verbose ?? false});
	try {
		const loaded = await loadSpec(given.file);
		if ('problems' in loaded) {
			printProblems(printer, loaded.problems);
			process.exitCode = exitCodes.badInput;
			return;
		}
		process.exitCode = await work(loaded, printer);
	} catch (error) {
		process.exitCode = reportError(printer, error);
	}
};

/** Runs a script that looks at the cluster as a whole; its events go to `hear`. */
const runScript = async (id: string, words: readonly string[], printer: Printer, hear: (event: Event) => void): Promise<number> => {
	let told = false;
	const script = startScript(id, words, message => {
		told = true;
		if (message.type === 'script-failed') printer.error(message.next ? `${message.reason}\n    ${message.next}` : message.reason, message);
		else hear(message);
	});
	const {exitCode, stderr} = await script.ended;
	if (exitCode !== 0 && !told) printer.error(stderr.trim());
	return exitCode;
};

const program = new Command('kinstall')
	.description(texts.cli.description)
	.showHelpAfterError()
	.enablePositionalOptions()
	// Wrong words are bad input, as a wrong file is.
	.exitOverride(error => process.exit(error.exitCode === 0 ? exitCodes.done : exitCodes.badInput));
const packageFile = new URL('../../../package.json', import.meta.url);
program.version(
	(
		JSON.parse(await readFile(packageFile, 'utf8').catch(() => readFile(new URL('../../package.json', import.meta.url), 'utf8'))) as {
			version: string;
		}
	).version,
);

const command = (name: string, description: string) =>
	program.command(name).description(description).option('-f, --file <file>', options.file, 'cluster.yaml').option('--json', options.json);

command('plan', commands.plan)
	.option('-o, --output <directory>', options.output)
	.option('--show', options.show)
	.action((given: Common & {output?: string; show?: boolean}) =>
		withSpec(given, async ({spec, folder}, printer) => {
			const directory = given.output ?? folder.plan;
			await refuseWhileHeld(folder);
			const planned = await makeClusterPlan(spec, folder, directory);
			const {plan} = planned;
			if (given.show) {
				const {showPlan} = await import('./show-plan.ts');
				await showPlan(await makePreview(spec, planned), given.json ?? false);
				return exitCodes.done;
			}
			printLint(printer, lintCertificates(spec, planned.pki));
			for (const line of plan.notes) printer.line(texts.cli.note(line), {note: line});
			for (const line of plan.assumptions) printer.line(texts.cli.assumed(line), {assumed: line});
			const files = plan.steps.flatMap(step => step.tasks).flatMap(task => task.files).length;
			printer.line(texts.cli.planned(directory, plan.digest, files, plan.hosts.length), {directory, digest: plan.digest, files});
			return exitCodes.done;
		}),
	);

command('check', commands.check)
	.option('--accept-host-keys', options.acceptHostKeys)
	.action((given: Common & {acceptHostKeys?: boolean}) =>
		withSpec(given, async ({spec, folder}, printer) => {
			if (given.acceptHostKeys) {
				const code = await runScript('host-keys', ['--cluster', folder.spec], printer, printer.event);
				if (code !== 0) return exitCodes.failed;
			}
			const code = judgeFindings(printer, await checkHosts(folder, {keep: false}));
			if (code === exitCodes.done) printer.line(texts.cli.checked(spec.hosts.length));
			return code;
		}),
	);

command('apply', commands.apply)
	.option('-y, --yes', options.yes)
	.option('-v, --verbose', options.verbose)
	.addOption(new Option('--approve <who>', options.approve).choices(['expected', 'ask']).default('ask'))
	.action((given: Common & {yes?: boolean; approve: string}) =>
		withSpec(given, async (loaded, printer) => {
			if (!given.yes && process.stdin.isTTY && process.stdout.isTTY) {
				const {openScreen} = await import('./wizard.ts');
				return openScreen(loaded.folder, 'preview');
			}
			const keepFacts = await access(loaded.folder.plan).then(
				() => true,
				() => false,
			);
			return apply(loaded, printer, {yes: given.yes ?? false, approve: given.approve === 'expected' ? 'expected' : 'ask', keepFacts});
		}),
	);

command('diff', commands.diff).action((given: Common) =>
	withSpec(given, async (loaded, printer) => {
		const {diff} = await import('./diff.ts');
		return diff(loaded, printer);
	}),
);

command('status', commands.status).action((given: Common) =>
	withSpec(given, ({folder}, printer) =>
		runScript('status', ['--cluster', folder.spec], printer, event => {
			printer.event(event);
			if (event.type === 'status') printProbes(printer, event.status.probes);
		}),
	),
);

command('csr', commands.csr)
	.addArgument(new Argument('[verb]').choices(['list', 'approve', 'deny']).default('list'))
	.argument('[names...]')
	.action((verb: string, names: string[], given: Common) =>
		withSpec(given, async ({spec, folder}, printer) => {
			if (!signsRequests(spec)) printer.line(texts.cli.note(texts.run.notes.noRequests), {note: texts.run.notes.noRequests});
			if (verb === 'deny' && names.length === 0) {
				printer.error(texts.cli.denyWhom);
				return exitCodes.badInput;
			}
			return runScript('csr', ['--cluster', folder.spec, verb, ...names], printer, event => {
				if (event.type !== 'signing-requests') printer.event(event);
				else if (verb === 'list') printRequests(printer, event.requests);
			});
		}),
	);

command('reset', commands.reset)
	.option('-y, --yes', options.yes)
	.action((given: Common & {yes?: boolean}) =>
		withSpec(given, async ({folder}, printer) => {
			if (!given.yes) {
				printer.error(texts.cli.needsYes);
				return exitCodes.badInput;
			}
			const holder = await lockFolder(folder, {pid: process.pid, since: new Date().toISOString(), command: 'reset'});
			if (holder) throw new FolderLocked(holder);
			const code = await runScript('reset', ['--cluster', folder.spec], printer, printer.event).finally(() => unlockFolder(folder));
			if (code === 0) printer.line(texts.cli.resetDone);
			return code;
		}),
	);

program
	.command('rehearse')
	.description(commands.rehearse)
	.option('-y, --yes', options.yes)
	.option('--keep', options.keep)
	.action(async (given: {yes?: boolean; keep?: boolean}) => {
		const {rehearse} = await import('./rehearse.ts');
		process.exitCode = await rehearse({yes: given.yes ?? false, keep: given.keep ?? false});
	});

program
	.command('lab')
	.description(commands.lab)
	.argument('[words...]')
	.allowUnknownOption()
	.passThroughOptions()
	.action(async (words: string[]) => {
		const {runLab} = await import('./rehearse.ts');
		process.exitCode = (await runLab(words, {input: true})).exitCode ?? exitCodes.failed;
	});

program
	.command('attach')
	.description(commands.attach)
	.option('-f, --file <file>', options.file, 'cluster.yaml')
	.action((given: Common) =>
		withSpec(given, async ({folder}, printer) => {
			const {attach} = await import('./attach.ts');
			return attach(folder, printer);
		}),
	);

// Without a command: the wizard.
program.option('-f, --file <file>', options.file, 'cluster.yaml').action(async (given: {file: string}) => {
	const {wizard} = await import('./wizard.ts');
	process.exitCode = await wizard(given.file);
});

await program.parseAsync();
