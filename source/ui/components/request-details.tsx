import {Box, Text} from 'ink';
import type {SigningRequest} from '../../state/event.ts';
import {texts} from '../../texts/texts.ts';

const say = texts.ui.requests;

/** The request under the cursor: subject and names, then the reasons against it, then the proofs for it. */
export function RequestSummary({request, rows}: {readonly request: SigningRequest | undefined; readonly rows: number}) {
	if (!request) return <Box height={rows} />;
	const {name, commonName, organizations, dnsNames, ipAddresses, verdict} = request;
	const names = [...dnsNames, ...ipAddresses].join(', ');
	return (
		<Box flexDirection="column" height={rows} overflow="hidden">
			<Text wrap="truncate" bold>{`${name}  CN=${commonName} O=${organizations.join(',')}${names === '' ? '' : `  ${names}`}`}</Text>
			{!verdict.expected && <Text color="red">{verdict.reasons.map(say.reason).join(' ')}</Text>}
			<Text color="green">{verdict.proofs.map(say.proof).join(' ')}</Text>
		</Box>
	);
}

/** All that is known of a request, as text. */
export function requestDetails(request: SigningRequest): string {
	const {details} = say;
	const {verdict} = request;
	const rows: ReadonlyArray<readonly [string, readonly string[]]> = [
		[details.name, [request.name]],
		[details.node, [request.node ?? say.unknownNode]],
		[details.signer, [request.signer]],
		[details.requestor, [request.requestor]],
		[details.created, [request.created]],
		[details.condition, [say.conditions[request.condition]]],
		[details.commonName, [request.commonName]],
		[details.organizations, request.organizations],
		[details.dnsNames, request.dnsNames],
		[details.ipAddresses, request.ipAddresses],
		[details.usages, request.usages],
		[details.publicKey, [request.publicKeySha256]],
		[details.verdict, [verdict.expected ? say.expected : say.unexpected]],
		[details.reasons, verdict.expected ? [] : verdict.reasons],
		[details.proofs, verdict.proofs],
	];
	return rows.flatMap(([title, values]) => section(title, values)).join('\n');
}

function section(title: string, values: readonly string[]): readonly string[] {
	if (values.length < 2) return values.map(value => `${title}: ${value}`);
	return [`${title}:`, ...values.map(value => `    ${value}`)];
}
