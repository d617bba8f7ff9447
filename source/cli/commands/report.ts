import type {Command} from 'commander';
import {texts} from '../../texts/texts.ts';
import type {ReportOptions} from '../report.ts';

export const addReport = (program: Command) =>
	program
		.command('report')
		.description(texts.cli.commands.report)
		.argument('[journal]', texts.cli.options.journal, 'journal.ndjson')
		.option('-o, --output <file>', texts.cli.options.reportFile)
		.option('--run <id>', texts.cli.options.run)
		.option('--json', texts.cli.options.json)
		.action(async (journal: string, given: ReportOptions) => {
			const {report} = await import('../report.ts');
			process.exitCode = await report(journal, given);
		});
