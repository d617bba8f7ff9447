import {Box, Text} from 'ink';
import type {SeenRequest} from '../../state/state.ts';
import {texts} from '../../texts/texts.ts';
import {outcomeOf} from './request-table.tsx';

const say = texts.ui.requests;

type Line = {readonly text: string; readonly color: string};

/** The request under the cursor: subject and names, then a line for each reason against it and each proof for it. */
export function RequestSummary({request, rows}: {readonly request: SeenRequest | undefined; readonly rows: number}) {
	if (!request) return <Box height={rows} />;
	const {name, signer, commonName, organizations, dnsNames, ipAddresses, verdict} = request;
	const names = [...dnsNames, ...ipAddresses].join(', ');
	const lines: readonly Line[] = [
		{text: `CN=${commonName} O=${organizations.join(',')}${names === '' ? '' : `  ${names}`}`, color: ''},
		{text: signer, color: ''},
		...(verdict.expected ? [] : verdict.reasons.map(text => ({text: say.reason(text), color: 'red'}))),
		...verdict.proofs.map(text => ({text: say.proof(text), color: 'green'})),
		...(verdict.open ?? []).map(text => ({text: say.open(text), color: ''})),
	];
	const room = rows - 1;
	const shown = lines.length > room ? [...lines.slice(0, room - 1), {text: say.more(lines.length - room + 1), color: ''}] : lines;
	return (
		<Box flexDirection="column" height={rows} overflow="hidden">
			<Text wrap="truncate" bold>
				{name}
			</Text>
			{shown.map(({text, color}) => (
				<Text key={text} wrap="truncate" color={color}>
					{text}
				</Text>
			))}
		</Box>
	);
}

/** All that is known of a request, as text. */
export function requestDetails(request: SeenRequest): string {
	const {details} = say;
	const {verdict, decided} = request;
	const rows: ReadonlyArray<readonly [string, readonly string[]]> = [
		[details.name, [request.name]],
		[details.verdict, [verdict.expected ? say.expected : say.unexpected]],
		[details.reasons, verdict.expected ? [] : verdict.reasons.map(say.reason)],
		[details.proofs, verdict.proofs.map(say.proof)],
		[details.open, (verdict.open ?? []).map(say.open)],
		[details.node, [request.node ?? say.unknownNode]],
		[details.signer, [request.signer]],
		[details.requestor, [request.requestor]],
		[details.created, [request.created]],
		[details.condition, [outcomeOf(request)]],
		[details.decided, decided ? [say.decidedBy[decided.by](decided.at)] : []],
		[details.commonName, [request.commonName]],
		[details.organizations, request.organizations],
		[details.dnsNames, request.dnsNames],
		[details.ipAddresses, request.ipAddresses],
		[details.usages, request.usages],
		[details.publicKey, [request.publicKeySha256]],
	];
	return rows.flatMap(([title, values]) => section(title, values)).join('\n');
}

/** A single value stands behind its title; those with a sign, and several, stand below it. */
function section(title: string, values: readonly string[]): readonly string[] {
	if (values.length === 1 && !/^[+!?] /.test(values[0]!)) return [`${title}: ${values[0]}`];
	return values.length === 0 ? [] : [`${title}:`, ...values.map(value => `    ${value}`)];
}
