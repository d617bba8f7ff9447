import {texts} from '../texts/texts.ts';

const t = texts.pki.waiting;

/** One certificate that is signed elsewhere: its request, and where the certificate is looked for. Paths begin with `pki/`. */
export type AwaitedSignature = {readonly id: string; readonly signer: string; readonly request: string; readonly certificate: string};

/** Some certificates must be signed elsewhere. All that can be made here was made; their keys and requests lie in the folder. */
export class WaitingForSignatures extends Error {
	override readonly name = 'WaitingForSignatures';
	readonly missing: readonly AwaitedSignature[];
	/** How many of those that are signed elsewhere are there already. */
	readonly signed: number;

	constructor(missing: readonly AwaitedSignature[], signed: number) {
		const signers = [...new Set(missing.map(({signer}) => signer))];
		const lines = missing.map(({request, certificate}) => `- ${t.one(request, certificate)}`);
		super([t.some(missing.length, missing.length + signed, signers), ...lines, t.next].join('\n'));
		this.missing = missing;
		this.signed = signed;
	}
}
