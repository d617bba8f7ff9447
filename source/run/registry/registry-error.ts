import {HttpError} from '../artifacts/http-error.ts';

/** Why a registry does not do what it is asked: nobody answers, its certificate, what opens it, what is not there, or its own refusal. */
export type RegistryTrouble =
	| 'refused'
	| 'silent'
	| 'unknown'
	| 'authority'
	| 'name'
	| 'expired'
	| 'noTls'
	| 'credentials'
	| 'forbidden'
	| 'tokens'
	| 'proxy'
	| 'absent'
	| 'declines'
	| 'answers'
	| 'refuses'
	| 'other';

export class RegistryError extends Error {
	override readonly name = 'RegistryError';
	readonly trouble: RegistryTrouble;
	/** What there is to say of it: a status, the registry's own words. */
	readonly detail: string;
	constructor(trouble: RegistryTrouble, detail = '', cause?: unknown) {
		super(`${trouble} ${detail}`.trim(), {cause});
		this.trouble = trouble;
		this.detail = detail;
	}

	/** Whether another attempt may do better: a connection may, a certificate does not change. */
	get passes(): boolean {
		return this.cause instanceof HttpError ? this.cause.passes : passing.has(this.trouble);
	}
}

const passing: ReadonlySet<RegistryTrouble> = new Set(['refused', 'silent', 'unknown', 'other']);

const codes: Readonly<Record<string, RegistryTrouble>> = {
	ECONNREFUSED: 'refused',
	ENOTFOUND: 'unknown',
	EAI_AGAIN: 'unknown',
	ETIMEDOUT: 'silent',
	EHOSTUNREACH: 'silent',
	ENETUNREACH: 'silent',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'authority',
	UNABLE_TO_GET_ISSUER_CERT: 'authority',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'authority',
	SELF_SIGNED_CERT_IN_CHAIN: 'authority',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'authority',
	CERT_SIGNATURE_FAILURE: 'authority',
	ERR_TLS_CERT_ALTNAME_INVALID: 'name',
	CERT_HAS_EXPIRED: 'expired',
	CERT_NOT_YET_VALID: 'expired',
	EPROTO: 'noTls',
	ERR_SSL_WRONG_VERSION_NUMBER: 'noTls',
};

/** The same error in this form; one that is already is left as it is. */
export const asRegistryError = (error: unknown): RegistryError => {
	if (error instanceof RegistryError) return error;
	const inner = error instanceof AggregateError ? error.errors[0] : error;
	const {code = '', message = String(inner), statusCode} = inner as NodeJS.ErrnoException & {statusCode?: number};
	if (code === 'ERR_PROXY_TUNNEL' && statusCode !== undefined)
		return new RegistryError('proxy', String(statusCode), new HttpError(statusCode));
	const signed = message.includes('certificate signature failure');
	return new RegistryError(signed ? 'authority' : (codes[code] ?? 'other'), message, error);
};
