/** The program: its commands, and the wizard where none is named. What a command does is loaded when it is asked for. */
import {Command} from 'commander';
import {texts} from '../texts/texts.ts';
import {addApply} from './commands/apply.ts';
import {addAttach} from './commands/attach.ts';
import {addBundle} from './commands/bundle.ts';
import {addCheck} from './commands/check.ts';
import {addCsr} from './commands/csr.ts';
import {addDiff} from './commands/diff.ts';
import {addLab} from './commands/lab.ts';
import {addPlan} from './commands/plan.ts';
import {addRehearse} from './commands/rehearse.ts';
import {addReplay} from './commands/replay.ts';
import {addReport} from './commands/report.ts';
import {addReset} from './commands/reset.ts';
import {addStatus} from './commands/status.ts';
import {addUser} from './commands/user.ts';
import {addWizard} from './commands/wizard.ts';
import {exitCodes} from './exit-codes.ts';
import {chooseLanguage, speak} from './speak.ts';

/** In the order of the help. */
const commands = [
	addPlan,
	addCheck,
	addApply,
	addDiff,
	addStatus,
	addCsr,
	addUser,
	addBundle,
	addReset,
	addRehearse,
	addLab,
	addAttach,
	addReplay,
	addReport,
	addWizard,
];

export const makeProgram = (version: string): Command => {
	chooseLanguage(process.argv.slice(2));
	const program = new Command('kinstall')
		.description(texts.cli.description)
		.showHelpAfterError()
		.enablePositionalOptions()
		// Wrong words are bad input, as a wrong file is.
		.exitOverride(error => process.exit(error.exitCode === 0 ? exitCodes.done : exitCodes.badInput))
		.version(version, '-V, --version', texts.cli.help.version);
	for (const add of commands) add(program);
	speak(program);
	return program;
};
