/** What pods may be where their namespace says nothing: AdmissionConfiguration with the defaults of the plugin PodSecurity. */
import type {ClusterSpec} from '../../spec/types.ts';
import {type Lifespan, lives} from '../place.ts';

export const admissionFile = '/etc/kubernetes/admission.yaml';

/** On by default from 1.23 on. */
export const podSecuritySince = '1.23';

const versions: ReadonlyArray<Lifespan & {readonly name: string}> = [
	{since: podSecuritySince, until: '1.25', name: 'v1beta1'},
	{since: '1.25', name: 'v1'},
];

/** Namespaces of what makes a cluster work, which needs the host: pods there are none of the policy's business. */
const exempt = ['kube-system', 'kube-flannel', 'calico-system', 'tigera-operator'];

/** Undefined where nothing is configured. */
export const admissionConfiguration = ({kubernetes, security: {podSecurity}}: ClusterSpec): Record<string, unknown> | undefined => {
	const version = versions.find(row => lives(row, kubernetes));
	if (!version || podSecurity === 'none') return undefined;
	const [enforce, tell] = podSecurity === 'warn' ? ['privileged', 'baseline'] : [podSecurity, podSecurity];
	return {
		apiVersion: 'apiserver.config.k8s.io/v1',
		kind: 'AdmissionConfiguration',
		plugins: [
			{
				name: 'PodSecurity',
				configuration: {
					apiVersion: `pod-security.admission.config.k8s.io/${version.name}`,
					kind: 'PodSecurityConfiguration',
					defaults: {
						enforce,
						'enforce-version': 'latest',
						audit: tell,
						'audit-version': 'latest',
						warn: tell,
						'warn-version': 'latest',
					},
					exemptions: {usernames: [], runtimeClasses: [], namespaces: exempt},
				},
			},
		],
	};
};
