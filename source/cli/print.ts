/** What the commands without a screen print: lines for people, or one JSON object a line. */
import type {Finding} from '../plan/finding.ts';
import type {CertificateFinding} from '../plan/lint-certificates.ts';
import type {Note} from '../plan/types.ts';
import {noteText} from '../plan/words.ts';
import type {Problem} from '../spec/types.ts';
import type {Event, SigningRequest} from '../state/event.ts';
import {reportLine} from '../state/line-report.ts';
import {texts} from '../texts/texts.ts';

export type Printer = {
	readonly line: (text: string, data?: object) => void;
	readonly error: (text: string, data?: object) => void;
	readonly event: (event: Event) => void;
};

export const makePrinter = ({json, verbose = false}: {json: boolean; verbose?: boolean}): Printer => ({
	line: (text, data) => void process.stdout.write(json ? (data ? `${JSON.stringify(data)}\n` : '') : `${text}\n`),
	error: (text, data) =>
		void (json ? process.stdout.write(`${JSON.stringify(data ?? {error: text})}\n`) : process.stderr.write(`${text}\n`)),
	event: event => {
		const line = json ? JSON.stringify(event) : reportLine(event, {output: verbose});
		if (line !== undefined) process.stdout.write(`${line}\n`);
	},
});

export const printProblems = (printer: Printer, problems: readonly Problem[]): void => {
	for (const problem of problems) {
		const where = problem.path ? `${problem.path}: ` : '';
		printer.error(`${where}${problem.reason}${problem.example ? `\n    ${texts.cli.example(problem.example)}` : ''}`, {problem});
	}
	printer.error(texts.cli.problems(problems.length), {problems: problems.length});
};

export const printFindings = (printer: Printer, findings: readonly Finding[]): void => {
	for (const finding of findings) {
		const sign = texts.cli.severities[finding.severity];
		const why = finding.severity === 'prepared' ? '' : `\n    ${finding.why}.`;
		printer.line(`${sign} ${finding.host}: ${finding.what}${why}\n    ${finding.mend}`, {finding});
	}
};

export const printLint = (printer: Printer, findings: readonly CertificateFinding[]): void => {
	for (const finding of findings)
		printer.line(`${texts.preview.finding(finding.severity, finding.certificate, finding.what)}\n    ${finding.why}\n    ${finding.mend}`, {
			certificate: finding,
		});
};

export const printNotes = (printer: Printer, notes: readonly Note[]): void => {
	for (const line of notes.map(noteText)) printer.line(texts.cli.note(line), {note: line});
};

export const printRequests = (printer: Printer, requests: readonly SigningRequest[]): void => {
	for (const request of requests) {
		const {verdict} = request;
		const words = verdict.expected
			? `${texts.cli.expected}: ${verdict.proofs.join('; ')}`
			: `${texts.cli.unexpected}: ${verdict.reasons.join('; ')}`;
		const names = [...request.dnsNames, ...request.ipAddresses].join(', ');
		printer.line(
			`${request.condition.padEnd(8)} ${request.name}  ${request.node ?? '-'}  ${request.signer}  ${request.requestor}${names ? `  [${names}]` : ''}\n    ${words}`,
			{request},
		);
	}
	if (requests.length === 0) printer.line(texts.cli.noRequests, {requests: []});
};
