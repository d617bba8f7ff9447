/** The language of the command line: chosen before the program is made, so that its help is in it, too. */
import {type Command, type Help, Option} from 'commander';
import {language, languages, setLanguage, texts} from '../texts/texts.ts';
import {cells} from '../ui/cells.ts';

/** The last `--lang` of the words before `--`; the environment's language without one, or with one that is wrong. */
export function chooseLanguage(words: readonly string[]): void {
	const own = words.includes('--') ? words.slice(0, words.indexOf('--')) : words;
	const wanted = own.flatMap((word, index) =>
		word === '--lang' ? (own[index + 1] ?? []) : word.startsWith('--lang=') ? word.slice(7) : [],
	);
	setLanguage(languages.find(one => one === wanted.at(-1)) ?? language());
}

const {help: say} = texts.cli;

const defaultOf = ({defaultValue}: Option): string | undefined =>
	defaultValue === undefined || defaultValue === false ? undefined : String(defaultValue);

const described = (description: string, choices: readonly string[] | undefined, fallback: string | undefined): string => {
	const more = [choices && say.choices(choices), fallback !== undefined && say.byDefault(fallback)].filter(
		part => typeof part === 'string',
	);
	return more.length === 0 ? description : `${description}${say.more(more)}`;
};

// A line may end after each Chinese character, but for a sign that closes or opens.
const pieces = /\s+|[（“]*(?:[!-~]+|[^\s!-~])[，。；：、）”]*/gu;

/** A text in lines of at most `width` cells, as far as its pieces allow. */
export function wrapCells(text: string, width: number): string {
	const lines = [''];
	for (const [piece] of text.matchAll(pieces)) {
		const line = lines.at(-1)!;
		if (piece.includes('\n')) lines.push(...piece.split('\n').slice(1));
		else if (cells(line + piece.trimEnd()) <= width) lines[lines.length - 1] = line + piece;
		else lines.push(piece.trimStart());
	}
	return lines.map(line => line.trimEnd()).join('\n');
}

const help: Partial<Help> = {
	boxWrap: wrapCells,
	displayWidth: cells,
	styleTitle: title => say.titles[title] ?? title,
	optionDescription: option => described(option.description, option.argChoices, defaultOf(option)),
	argumentDescription: argument => described(argument.description, argument.argChoices, argument.defaultValue as string | undefined),
};

const langOption = (): Option => new Option('--lang <language>', texts.cli.options.lang).choices([...languages]);

/** Gives a program, and each command of it, `--lang` and help in the language of the moment. */
export function speak(program: Command): void {
	program.addOption(langOption());
	for (const command of [program, ...program.commands]) {
		command.configureHelp(help).helpOption('-h, --help', say.option);
		// The program's help names it.
		if (command !== program) command.addOption(langOption().hideHelp());
	}
}
