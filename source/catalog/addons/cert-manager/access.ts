/**
 * Who of cert-manager may do what: facts of its chart 1.21.2 (deploy/charts/cert-manager/templates, *rbac.yaml), without what it needs for features
 * that are off: the Gateway API, CertificateSigningRequests, and OpenShift's routes.
 */
import type {KubeObject} from '../../addons.ts';
import {acmeGroup, aggregated, bound, controller, group, injector, namespace, type Rule, webhook, webhookSecret} from './common.ts';

const watch = 'get list watch';

const control: readonly Rule[] = [
	[group, 'issuers issuers/status clusterissuers clusterissuers/status', 'update patch'],
	[group, 'certificates/status certificaterequests/status', 'update patch'],
	[group, 'certificates certificaterequests', `${watch} create update patch delete`],
	[group, 'issuers clusterissuers', watch],
	// An API server that holds owner references to their rights asks for these.
	[group, 'certificates/finalizers certificaterequests/finalizers issuers/finalizers clusterissuers/finalizers', 'update'],
	[acmeGroup, 'orders challenges', `${watch} create update patch delete`],
	[acmeGroup, 'orders/status challenges/status', 'update patch'],
	[acmeGroup, 'orders/finalizers challenges/finalizers', 'update'],
	// It approves what is asked of these; others of the kind have approvers of their own.
	[group, 'signers', 'approve', [`issuers.${group}/*`, `clusterissuers.${group}/*`]],
	['', 'secrets', `${watch} create update patch delete`],
	['', 'events', 'create patch'],
	// What answers an authority that speaks ACME is a pod, behind an Ingress.
	['', 'pods services', `${watch} create delete`],
	['networking.k8s.io', 'ingresses', `${watch} create update delete`],
	['networking.k8s.io', 'ingresses/finalizers', 'update'],
];

const inject: readonly Rule[] = [
	[group, 'certificates', watch],
	['', 'secrets', watch],
	['', 'events', 'get create update patch'],
	['admissionregistration.k8s.io', 'validatingwebhookconfigurations mutatingwebhookconfigurations', `${watch} update patch`],
	['apiregistration.k8s.io', 'apiservices', `${watch} update patch`],
	['apiextensions.k8s.io', 'customresourcedefinitions', `${watch} update patch`],
];

/** Of several of one kind, one works: it has the lease of that name. */
const elected = (account: string, lease: string): KubeObject[] =>
	bound('Role', `${account}:leader-election`, account, [
		['coordination.k8s.io', 'leases', 'get update patch', [lease]],
		['coordination.k8s.io', 'leases', 'create'],
	]);

export const certManagerAccess: readonly KubeObject[] = [
	...[controller, webhook, injector].map((name): KubeObject => ({apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name, namespace}})),
	...bound('ClusterRole', `system:${controller}`, controller, control),
	...elected(controller, 'cert-manager-controller'),
	...bound('ClusterRole', `system:${injector}`, injector, inject),
	...elected(injector, 'cert-manager-cainjector-leader-election'),
	...bound('ClusterRole', `system:${webhook}`, webhook, [['authorization.k8s.io', 'subjectaccessreviews', 'create']]),
	...bound('Role', `${webhook}:serving`, webhook, [
		['', 'secrets', `${watch} update`, [webhookSecret]],
		['', 'secrets', 'create'],
	]),
	aggregated(
		'system:cert-manager-view',
		['view', 'edit', 'admin'],
		[
			[group, 'certificates certificaterequests issuers', watch],
			[acmeGroup, 'challenges orders', watch],
		],
	),
	// A person who could make or change Orders, or make Challenges, could get at what an issuer of the whole cluster has.
	aggregated(
		'system:cert-manager-edit',
		['edit', 'admin'],
		[
			[group, 'certificates certificaterequests issuers', 'create delete deletecollection patch update'],
			[group, 'certificates/status', 'update'],
			[acmeGroup, 'challenges', 'delete deletecollection patch update'],
			[acmeGroup, 'orders', 'delete deletecollection'],
		],
	),
];
