// Many questions to one host in one command: asked at once there, each answered for itself.
import {dedent} from '../dedent.ts';
import {quote} from '../quote.ts';
import type {Shell} from '../shell.ts';

export type Answer = {readonly ok: boolean; readonly text: string};

const ask = dedent(`
	ask() {
		local answer code=0
		answer=$( (eval "$2") 2>&1) || code=$?
		printf '%s %s %s\\n' "$1" "$code" "$(printf '%s' "$answer" | base64 -w0)"
	}`);

/** The program that asks all of them; a pipe for each, so that no answer gets into another one. */
export const askingProgram = (commands: readonly string[]): string =>
	[
		ask,
		...commands.map((command, index) => `exec {pipe${index}}< <(ask ${index} ${quote(command)})`),
		...commands.map((_, index) => `cat <&$pipe${index}`),
	].join('\n');

/** What the program printed, by the question's place. */
export const readAnswers = (printed: string): ReadonlyMap<number, Answer> =>
	new Map(
		printed
			.split('\n')
			.map(line => line.split(' '))
			.filter(([index, code]) => index !== '' && code !== undefined)
			.map(([index, code, text = '']) => [Number(index), {ok: code === '0', text: Buffer.from(text, 'base64').toString()}]),
	);

/** Asks by name. Nobody sees the command or what it prints: it is long, and comes again every few seconds. */
export const askAll = async <Name extends string>(
	$: Shell,
	questions: Readonly<Record<Name, string>>,
): Promise<Readonly<Record<Name, Answer>>> => {
	const entries = Object.entries<string>(questions);
	const {stdout} = await $({log: () => {}, timeout: '30s'})`eval ${askingProgram(entries.map(([, command]) => command))}`;
	const answers = readAnswers(stdout);
	const none: Answer = {ok: false, text: ''};
	return Object.fromEntries(entries.map(([name], index) => [name, answers.get(index) ?? none])) as Record<Name, Answer>;
};
