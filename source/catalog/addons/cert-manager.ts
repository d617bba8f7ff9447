/** cert-manager: certificates for those who ask for them, by Ingresses and Certificates, of issuers that the person names. */
import type {IssuerSpec} from '../../spec/addon-types.ts';
import type {ClusterSpec} from '../../spec/types.ts';
import type {Grounds, KubeObject} from '../addons.ts';
import {certManagerImage} from '../releases.ts';
import {addonOf, podsReached} from '../topology.ts';
import {certManagerAccess} from './cert-manager/access.ts';
import {group} from './cert-manager/common.ts';
import {certManagerDefinitions} from './cert-manager/definitions.ts';
import {certManagerWebhooks} from './cert-manager/webhooks.ts';
import {certManagerWorkloads, webhookHealth} from './cert-manager/workloads.ts';

const issuersOf = (spec: ClusterSpec): readonly IssuerSpec[] => addonOf(spec, 'cert-manager')?.issuers ?? [];

/** The issuers that sign with a key of the person's. */
export const issuersWithKeys = (spec: ClusterSpec) => issuersOf(spec).flatMap(({name, ca}) => (ca ? [{name, ca}] : []));

/** Below the pki directory, where the issuers' certificates and keys lie. */
export const issuersFolder = 'issuers';
/** The id of an issuer's certificate, and its path below the pki directory. */
export const issuerCertificate = (name: string): string => `${issuersFolder}/${name}`;
const secretOf = (name: string): string => `cert-manager-issuer-${name}`;

/** Where the issuers' keys lie in the cluster. */
export const certManagerTls = (spec: ClusterSpec) =>
	issuersWithKeys(spec).map(({name}) => ({secret: secretOf(name), certificate: issuerCertificate(name)}));

export const certManagerPath = (spec: ClusterSpec): string | undefined => (podsReached(spec) ? webhookHealth : undefined);

/** What is to be Ready; who speaks ACME may be out of reach for a while, which the Cluster screen tells. */
export const certManagerReady = (spec: ClusterSpec): string[] =>
	issuersOf(spec).flatMap(({name, acme}) => (acme ? [] : [`clusterissuers.${group}/${name}`]));

const solver = certManagerImage('acmesolver');

/** What answers an authority that speaks ACME. */
export const certManagerImages = (spec: ClusterSpec): string[] => (issuersOf(spec).some(({acme}) => acme !== undefined) ? [solver] : []);

const signer = ({name, ca, acme}: IssuerSpec, authority: string | undefined): object => {
	if (ca) return {ca: {secretName: secretOf(name)}};
	if (!acme) return {selfSigned: {}};
	const {server, email, ingressClass} = acme;
	return {
		acme: {
			server,
			...(authority !== undefined && {caBundle: Buffer.from(authority).toString('base64')}),
			...(email !== undefined && {email}),
			privateKeySecretRef: {name: `cert-manager-acme-${name}`},
			solvers: [{http01: {ingress: {ingressClassName: ingressClass}}}],
		},
	};
};

export const certManagerObjects = ({spec, acmeAuthorities}: Pick<Grounds, 'spec' | 'acmeAuthorities'>): readonly KubeObject[] => [
	...certManagerDefinitions,
	...certManagerAccess,
	...certManagerWorkloads(solver),
	...certManagerWebhooks,
	...issuersOf(spec).map(
		(issuer): KubeObject => ({
			apiVersion: `${group}/v1`,
			kind: 'ClusterIssuer',
			metadata: {name: issuer.name},
			spec: signer(issuer, acmeAuthorities?.[issuer.name]),
		}),
	),
];
