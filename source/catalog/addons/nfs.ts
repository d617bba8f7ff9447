/**
 * A storage class over an NFS server: a claim becomes a directory there. Rights, environment and parameters are those of nfs-subdir-external-provisioner 4.0.2
 * (kubernetes-sigs, deploy/ and cmd/). One replica elects nobody: it may then do without rights on Endpoints.
 */
import type {ClusterSpec} from '../../spec/types.ts';
import type {KubeObject} from '../addons.ts';
import {nfsProvisionerImage} from '../releases.ts';
import {addonOf} from '../topology.ts';

const name = 'nfs-provisioner';
const namespace = 'kube-system';
const labels = {'k8s-app': name};
const rbac = 'rbac.authorization.k8s.io';
/** What claims and volumes know the provisioner by. */
const provisioner = 'kinstall/nfs';

const read = ['get', 'list', 'watch'];

const access: readonly KubeObject[] = [
	{apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name, namespace}},
	{
		apiVersion: `${rbac}/v1`,
		kind: 'ClusterRole',
		metadata: {name: 'kinstall:nfs-provisioner'},
		rules: [
			{apiGroups: [''], resources: ['nodes'], verbs: read},
			{apiGroups: [''], resources: ['persistentvolumes'], verbs: [...read, 'create', 'delete']},
			{apiGroups: [''], resources: ['persistentvolumeclaims'], verbs: [...read, 'update']},
			{apiGroups: ['storage.k8s.io'], resources: ['storageclasses'], verbs: read},
			{apiGroups: [''], resources: ['events'], verbs: ['create', 'update', 'patch']},
		],
	},
	{
		apiVersion: `${rbac}/v1`,
		kind: 'ClusterRoleBinding',
		metadata: {name: 'kinstall:nfs-provisioner'},
		roleRef: {apiGroup: rbac, kind: 'ClusterRole', name: 'kinstall:nfs-provisioner'},
		subjects: [{kind: 'ServiceAccount', name, namespace}],
	},
];

type Share = {readonly server: string; readonly path: string};

const deployment = ({server, path}: Share): KubeObject => ({
	apiVersion: 'apps/v1',
	kind: 'Deployment',
	metadata: {name, namespace, labels},
	spec: {
		replicas: 1,
		// Two of them would make a claim's directory twice.
		strategy: {type: 'Recreate'},
		selector: {matchLabels: labels},
		template: {
			metadata: {labels},
			spec: {
				priorityClassName: 'system-cluster-critical',
				serviceAccountName: name,
				nodeSelector: {'kubernetes.io/os': 'linux'},
				tolerations: [{key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule'}],
				containers: [
					{
						name,
						image: nfsProvisionerImage,
						imagePullPolicy: 'IfNotPresent',
						env: [
							{name: 'PROVISIONER_NAME', value: provisioner},
							{name: 'NFS_SERVER', value: server},
							{name: 'NFS_PATH', value: path},
							{name: 'ENABLE_LEADER_ELECTION', value: 'false'},
						],
						resources: {requests: {cpu: '10m', memory: '32Mi'}},
						// It makes directories for everybody, so it is root there.
						securityContext: {allowPrivilegeEscalation: false, seccompProfile: {type: 'RuntimeDefault'}},
						volumeMounts: [{name: 'share', mountPath: '/persistentvolumes'}],
					},
				],
				volumes: [{name: 'share', nfs: {server, path}}],
			},
		},
	},
});

export const nfsObjects = (spec: ClusterSpec): readonly KubeObject[] => {
	const addon = addonOf(spec, 'nfs');
	if (addon === undefined) return [];
	return [
		...access,
		deployment(addon),
		{
			apiVersion: 'storage.k8s.io/v1',
			kind: 'StorageClass',
			metadata: {
				name: addon.name,
				...(addon.default && {annotations: {'storageclass.kubernetes.io/is-default-class': 'true'}}),
			},
			provisioner,
			parameters: addon.onDelete === 'archive' ? {archiveOnDelete: 'true'} : {onDelete: addon.onDelete},
			reclaimPolicy: 'Delete',
			volumeBindingMode: 'Immediate',
		},
	];
};
