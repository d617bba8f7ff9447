/** What cert-manager keeps in the API server: names, columns and scopes of its definitions 1.21.2 (deploy/crds). */
import type {KubeObject} from '../../addons.ts';
import {acmeGroup, group} from './common.ts';

type Column = readonly [name: string, path: string, wide?: true];

const condition = (type: string, field: string): string => `.status.conditions[?(@.type=="${type}")].${field}`;
const ready: Column = ['Ready', condition('Ready', 'status')];
const status: Column = ['Status', condition('Ready', 'message'), true];
const issuer: Column = ['Issuer', '.spec.issuerRef.name'];
const wideIssuer: Column = [issuer[0], issuer[1], true];
const state: Column = ['State', '.status.state'];
const reason: Column = ['Reason', '.status.reason', true];

type Kind = {
	readonly kind: string;
	readonly short?: readonly string[];
	readonly scope?: 'Cluster' | 'Namespaced';
	readonly columns: readonly Column[];
};

const kinds: Readonly<Record<string, readonly Kind[]>> = {
	[group]: [
		{kind: 'Certificate', short: ['cert', 'certs'], columns: [ready, ['Secret', '.spec.secretName'], wideIssuer, status]},
		{
			kind: 'CertificateRequest',
			short: ['cr', 'crs'],
			columns: [
				['Approved', condition('Approved', 'status')],
				['Denied', condition('Denied', 'status')],
				ready,
				issuer,
				['Requester', '.spec.username'],
				status,
			],
		},
		{kind: 'Issuer', short: ['iss'], columns: [ready, status]},
		{kind: 'ClusterIssuer', short: ['ciss'], scope: 'Cluster', columns: [ready, status]},
	],
	[acmeGroup]: [
		{kind: 'Challenge', columns: [state, ['Domain', '.spec.dnsName'], reason]},
		{kind: 'Order', columns: [state, wideIssuer, reason]},
	],
};

/** Open schemas: the webhook checks what counts, and upstream's are a megabyte. */
const definition = (of: string, {kind, short, scope = 'Namespaced', columns}: Kind): KubeObject => {
	const singular = kind.toLowerCase();
	const plural = `${singular}s`;
	return {
		apiVersion: 'apiextensions.k8s.io/v1',
		kind: 'CustomResourceDefinition',
		metadata: {name: `${plural}.${of}`},
		spec: {
			group: of,
			names: {kind, listKind: `${kind}List`, plural, singular, categories: ['cert-manager'], ...(short && {shortNames: short})},
			scope,
			versions: [
				{
					name: 'v1',
					served: true,
					storage: true,
					subresources: {status: {}},
					additionalPrinterColumns: [
						...columns.map(([name, jsonPath, wide]) => ({name, jsonPath, type: 'string', ...(wide && {priority: 1})})),
						{name: 'Age', jsonPath: '.metadata.creationTimestamp', type: 'date'},
					],
					schema: {openAPIV3Schema: {type: 'object', 'x-kubernetes-preserve-unknown-fields': true}},
				},
			],
		},
	};
};

export const certManagerDefinitions: readonly KubeObject[] = Object.entries(kinds).flatMap(([of, all]) =>
	all.map(kind => definition(of, kind)),
);
