import type {Pki} from '../catalog/certificate-types.ts';
import type {ClusterSpec} from '../spec/types.ts';
import {cutShortFindings} from './lint/cut-short.ts';
import {identityFindings} from './lint/identity.ts';
import {identifierFindings} from './lint/key-identifiers.ts';
import type {CertificateFinding, Check} from './lint/lint.ts';
import {nameFindings} from './lint/names.ts';
import {lifetimeFindings, strengthFindings} from './lint/strength.ts';
import {usageFindings} from './lint/usage.ts';
import {requestCertificates} from './request-certificates.ts';

export type {CertificateFinding} from './lint/lint.ts';

const checks: readonly Check[] = [
	nameFindings,
	identityFindings,
	usageFindings,
	strengthFindings,
	lifetimeFindings,
	cutShortFindings,
	identifierFindings,
];

/** Who signs a person's own leaf, and whom for, is none of the cluster's business. */
const ownLeafChecks: readonly Check[] = [strengthFindings];

/**
 * What is wrong with certificates as they lie there, whoever made them, and why that matters. It tells of what is there
 * alone, and never of what is merely otherwise than kinstall would have made it; whether certificates can be reused, `issueAll` decides.
 */
export const lintCertificates = (spec: ClusterSpec, {contents}: Pick<Pki, 'contents'>): CertificateFinding[] =>
	requestCertificates(spec).certificates.flatMap(request => {
		const content = contents[request.id];
		if (!content) return [];
		const signer = contents[request.signer];
		const subject = {spec, request, content, all: contents, ...(signer && {signer})};
		return (request.own && !request.authority ? ownLeafChecks : checks)
			.flatMap(check => check(subject))
			.map(found => ({certificate: request.id, ...found}));
	});
