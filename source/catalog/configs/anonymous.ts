/** Who may ask an API server without saying who they are: AuthenticationConfiguration of apiserver.config.k8s.io. */
import type {ClusterSpec} from '../../spec/types.ts';
import {type Lifespan, lives} from '../place.ts';
import {signsRequests} from '../topology.ts';

export const authenticationFile = '/etc/kubernetes/authentication.yaml';

/** Conditions for anonymous requests are there from 1.32 on; nothing before it can be told which paths. */
const versions: ReadonlyArray<Lifespan & {readonly name: string}> = [
	{since: '1.32', until: '1.34', name: 'v1beta1'},
	{since: '1.34', name: 'v1'},
];

/** Flags of a person that the API server takes only without this file. */
export const againstAnonymous = ({extraFlags}: Pick<ClusterSpec, 'extraFlags'>): string | undefined =>
	Object.keys(extraFlags['kube-apiserver']).find(
		name => name === 'anonymous-auth' || name === 'authentication-config' || name.startsWith('oidc-'),
	);

/** What load balancers and monitors ask; and, as `kubeadm join` does, where the cluster is and who vouches for it. */
const paths = (spec: ClusterSpec): string[] => [
	'/livez',
	'/readyz',
	'/healthz',
	...(signsRequests(spec) ? ['/api/v1/namespaces/kube-public/configmaps/cluster-info'] : []),
];

/** Undefined where anonymous requests are not limited: as the person wants, by their flags, or by the version. */
export const authenticationConfiguration = (spec: ClusterSpec): Record<string, unknown> | undefined => {
	const version = versions.find(row => lives(row, spec.kubernetes));
	if (!version || spec.security.anonymous === 'all' || againstAnonymous(spec) !== undefined) return undefined;
	return {
		apiVersion: `apiserver.config.k8s.io/${version.name}`,
		kind: 'AuthenticationConfiguration',
		anonymous: {enabled: true, conditions: paths(spec).map(path => ({path}))},
	};
};
