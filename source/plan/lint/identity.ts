import {texts} from '../../texts/texts.ts';
import {type Check, error} from './lint.ts';

const t = texts.lint;

/**
 * Certificates whose name decides what they may do: the API server's own bindings name these users in every version from 1.19 on,
 * and the flags of the API server name the front proxy. A name nobody is bound to may do nothing.
 */
const bound: readonly string[] = [
	'apiserver-kubelet-client',
	'controller-manager',
	'scheduler',
	'kube-proxy',
	'kubelet-client',
	'kubelet-serving',
	'front-proxy-client',
];

/** Groups that decide: without them the certificate may do nothing. */
const grouped: readonly string[] = ['admin', 'kubelet-client', 'kubelet-serving'];

const masters = 'system:masters';

/** The row's id: `kubelet-client` of `kubelet-client/node1`. */
const rowOf = (id: string): string => id.split('/')[0]!;

/** Users and groups as the API server reads them, beside those that RBAC knows. */
export const identityFindings: Check = ({request, content}) => {
	if (request.authority) return [];
	const {commonName, organization} = request;
	const row = rowOf(request.id);
	const lacks = grouped.includes(row) && organization !== undefined && !content.organizations.includes(organization);
	const masterful = organization !== masters && content.organizations.includes(masters) && content.usages.includes('client');
	return [
		...(bound.includes(row) && content.commonName !== commonName ? [error(t.wrongUser(content.commonName, commonName))] : []),
		...(lacks ? [error(t.wrongGroup(content.organizations, organization))] : []),
		...(masterful ? [error(t.masters(masters))] : []),
	];
};
