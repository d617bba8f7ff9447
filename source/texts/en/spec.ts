import {fields} from './spec/fields.ts';
import {flags} from './spec/flags.ts';
import {reasons} from './spec/reasons.ts';

/** Reasons of problems in what was typed or pasted in the wizard. */
const pasted = {
	nothing: 'nothing was given',
	notRange: (text: string) => `${JSON.stringify(text)} is neither an address nor a range of addresses`,
	reversed: (first: string, last: string) => `the range ends (${last}) before it begins (${first})`,
	tooMany: (count: string, maximum: number) => `the range has ${count} addresses; at most ${maximum} can be taken at once`,
	mixed: 'a range must begin and end in the same family',
	twice: (what: string) => `${what} is there twice`,
	noAddress: 'no IP address in this line',
	twoAddresses: 'more than one IP address in this line',
};

/** Why a host of somebody else's file cannot be taken. */
const imported = {
	noAddress: (text: string) => `${JSON.stringify(text)} is a name, and the text gives no address for it`,
	twice: (what: string, by: string) => `${what} is there twice: ${by} has it`,
};

/** Texts of the `spec` room: plain strings, or functions that put values into a sentence. */
export const spec = {title: 'A cluster for kinstall', fields, reasons, flags, pasted, imported};
