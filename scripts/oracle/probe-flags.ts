import {type Answer, ask} from './ask.ts';
import type {HelpFlag} from './help.ts';

/** What a daemon knows of a flag. `hidden`: it parses, but `--help` is silent about it. */
export type KnownFlag = {readonly deprecated?: string; readonly hidden?: true; readonly default?: string};

const values = [
	'',
	'true',
	'1',
	'1s',
	'a=b',
	'10.0.0.1',
	'10.0.0.0/8',
	'/tmp/a',
	'a=b:NoSchedule',
	'1-2',
	'a,b',
	'cpu=1',
	'text',
	'iptables',
];

const firstOf = (type: string): string | undefined =>
	({bool: 'true', int: '1', int32: '1', uint: '1', float: '1', float32: '1', duration: '1s', ip: '10.0.0.1'})[type];

/** pflag's and Go's own ways to say no. */
const unknown = /(?:unknown flag: --|flag provided but not defined: -)([\w.-]+)/;
const invalid = /(?:invalid argument ".*?" for "(?:-\w, )?--([\w.-]+)" flag|invalid (?:boolean )?value ".*?" for (?:flag )?-([\w.-]+):)/s;
const deprecation = /^Flag --([\w.-]+) has been deprecated, (.*)$/gm;

/** The probe itself: each flag with a value, then `--version`. */
export const parseProbe = (binary: string, flags: readonly string[]): Promise<Answer> => ask(binary, [...flags, '--version']);

export const deprecationsIn = (output: string): Array<readonly [name: string, message: string]> =>
	[...output.matchAll(deprecation)].map(([, name = '', message = '']) => [name, message.trim()] as const);

type Trial = {name: string; values: string[]};

/** Takes out of the trials what the answer blames; undefined when it blames nothing. */
const blame = (trials: Trial[], answer: Answer): {name: string; known: boolean} | undefined => {
	// The kubelet's answer stands in a logged string.
	const output = answer.output.replaceAll('\\"', '"');
	const stranger = unknown.exec(output)?.[1];
	const name = stranger ?? invalid.exec(output)?.slice(1).find(Boolean);
	const trial = trials.find(other => other.name === name);
	if (!trial) return undefined;
	if (stranger === undefined && trial.values.length > 1) {
		trial.values.shift();
		return {name: trial.name, known: true};
	}

	trials.splice(trials.indexOf(trial), 1);
	return {name: trial.name, known: stranger === undefined};
};

/**
 * Asks an executable about all candidates at once, again and again without the one it complains about, until it accepts the rest.
 * What it calls unknown is absent from the result. Throws on an answer that says nothing about a flag.
 */
export const probeFlags = async (
	binary: string,
	help: Readonly<Record<string, HelpFlag>>,
	candidates: Iterable<string>,
): Promise<Record<string, KnownFlag>> => {
	// --version ends the daemon, and so would these.
	const names = [...new Set([...Object.keys(help), ...candidates])].filter(name => !['help', 'version'].includes(name)).sort();
	const trials = names.map((name): Trial => ({name, values: [...new Set([firstOf(help[name]?.type ?? '') ?? '', ...values])]}));
	const strangers = new Set<string>();
	for (;;) {
		const answer = await parseProbe(
			binary,
			trials.map(trial => `--${trial.name}=${trial.values[0]}`),
		);
		if (answer.code === 0) {
			const messages = new Map(deprecationsIn(answer.output));
			return describe(
				help,
				names.filter(name => !strangers.has(name)),
				messages,
			);
		}

		const blamed = blame(trials, answer);
		if (!blamed) throw new Error(`${binary} answered neither yes nor no: ${answer.output.slice(-1500)}`);
		if (!blamed.known) strangers.add(blamed.name);
	}
};

const describe = (
	help: Readonly<Record<string, HelpFlag>>,
	names: readonly string[],
	messages: ReadonlyMap<string, string>,
): Record<string, KnownFlag> =>
	Object.fromEntries(
		names.map(name => {
			const deprecated = messages.get(name) ?? help[name]?.deprecated;
			const value = help[name]?.default;
			return [
				name,
				{
					...(deprecated !== undefined && {deprecated}),
					...(!help[name] && {hidden: true as const}),
					...(value !== undefined && {default: value}),
				},
			];
		}),
	);
