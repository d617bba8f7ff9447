/** A real NFS server on the machine, and a claim that a pod writes through. */
import {createHash} from 'node:crypto';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {execa} from 'execa';
import {stringify} from 'yaml';
import {nfsProvisionerImage} from '../../source/catalog/releases.ts';
import type {Standing} from '../hosts/health.ts';
import {until} from '../hosts/until.ts';
import {address, type Machine} from './machine.ts';

export const share = '/srv/share';

/** What the provisioner's own image does for a new claim, with the environment, the mount and the rights that the addon gives it. */
const provision = `#!/bin/sh
trap 'exit 0' TERM INT
fields='{.status.phase} {.spec.storageClassName} {.metadata.namespace} {.metadata.name} {.metadata.uid} {.spec.resources.requests.storage} {.spec.accessModes[0]}'
make() {
	[ "$1 $(kubectl get storageclass "$2" -o 'jsonpath={.provisioner}')" = "Pending $PROVISIONER_NAME" ] || return 0
	directory=$3-$4-pvc-$5
	mkdir -p -m 777 "/persistentvolumes/$directory"
	kubectl create -f - <<-X
		{"apiVersion": "v1", "kind": "PersistentVolume", "metadata": {"name": "pvc-$5"}, "spec": {
		"storageClassName": "$2", "capacity": {"storage": "$6"}, "accessModes": ["$7"], "persistentVolumeReclaimPolicy": "Retain",
		"claimRef": {"namespace": "$3", "name": "$4", "uid": "$5"}, "nfs": {"server": "$NFS_SERVER", "path": "$NFS_PATH/$directory"}}}
	X
}
while sleep 5; do
	kubectl get pvc -A --watch -o "jsonpath=$fields{'\\n'}" | while read -r claim; do make $claim || true; done
done &
wait $!
`;

/**
 * The provisioner's image cannot be had where this is tested: one of its name, made of the lab's application and kubectl, stands in for it.
 * @param app archive of the lab's application
 * @returns path of the archive
 */
export const makeProvisioner = async (app: string, kubernetes: string, directory: string): Promise<string> => {
	const [archive, layer] = [path.join(directory, 'archive'), path.join(directory, 'layer')];
	await mkdir(archive, {recursive: true});
	await mkdir(path.join(layer, 'bin'), {recursive: true});
	await execa('tar', ['-xf', app, '-C', archive]);
	await execa('tar', ['-xzf', kubernetes, '-C', path.join(layer, 'bin'), '--strip-components=3', 'kubernetes/server/bin/kubectl']);
	await writeFile(path.join(layer, 'bin/provision'), provision, {mode: 0o755});
	const added = path.join(archive, 'added.tar');
	await execa('tar', ['--owner=0', '--group=0', '-cf', added, '-C', layer, '.']);
	const {stdout: sum} = await execa('sha256sum', [added]);
	const [manifest] = JSON.parse(await readFile(path.join(archive, 'manifest.json'), 'utf8')) as [{Config: string; Layers: string[]}];
	const config = JSON.parse(await readFile(path.join(archive, manifest.Config), 'utf8'));
	config.config.Cmd = ['/bin/provision'];
	config.rootfs.diff_ids.push(`sha256:${sum.slice(0, 64)}`);
	config.history.push({created_by: 'kinstall'});
	const text = JSON.stringify(config);
	const name = `${createHash('sha256').update(text).digest('hex')}.json`;
	await writeFile(path.join(archive, name), text);
	const changed = {Config: name, RepoTags: [nfsProvisionerImage], Layers: [...manifest.Layers, 'added.tar']};
	await writeFile(path.join(archive, 'manifest.json'), JSON.stringify([changed]));
	const made = path.join(directory, 'provisioner.tar');
	await execa('tar', ['-cf', made, '-C', archive, '.']);
	return made;
};

/** Makes the machine an NFS server as soon as kinstall has brought what mounts, as the server's package would bring that itself. */
export const serveShare = async (machine: Machine, seconds: number): Promise<void> => {
	await until('kinstall has brought nfs-common', seconds, async () => machine.onHost(1, 'grep -x nfs-common /var/lib/kinstall/packages'));
	await machine.onHost(
		1,
		`mkdir -p ${share}
		echo '${share} ${address}(rw,no_root_squash,no_subtree_check)' >/etc/exports
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o DPkg::Lock::Timeout=600 --no-install-recommends nfs-kernel-server </dev/null
		systemctl is-active nfs-server`,
		{seconds: 900},
	);
};

/** With the server goes what kinstall left, as the server needs it; and what Debian leaves of both: folders, and accounts of the daemons. */
export const unserveShare = async (machine: Machine): Promise<void> => {
	await machine.onHost(
		1,
		`DEBIAN_FRONTEND=noninteractive apt-get purge -y -qq --autoremove nfs-kernel-server nfs-common </dev/null
		rm -rf ${share} /etc/exports /etc/exports.ucf-dist /var/lib/nfs
		for user in _rpc statd; do userdel $user; done`,
		{seconds: 900},
	);
};

const objects = [
	{
		apiVersion: 'v1',
		kind: 'PersistentVolumeClaim',
		metadata: {name: 'claim'},
		spec: {accessModes: ['ReadWriteMany'], resources: {requests: {storage: '1Mi'}}},
	},
	{
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name: 'writer'},
		spec: {
			terminationGracePeriodSeconds: 1,
			tolerations: [{operator: 'Exists', effect: 'NoSchedule'}],
			containers: [
				{
					name: 'writer',
					image: 'kinstall.local/app:1',
					imagePullPolicy: 'IfNotPresent',
					command: ['/bin/sh', '-c', 'hostname >/volume/said; exec sleep 86400'],
					volumeMounts: [{name: 'volume', mountPath: '/volume'}],
				},
			],
			volumes: [{name: 'volume', persistentVolumeClaim: {claimName: 'claim'}}],
		},
	},
];

/** A claim that names no class is bound, and what a pod writes stands on the server; gives how nodes mount it. */
export const claimVolume = async ({lab, kubectl}: Standing, seconds: number): Promise<string> => {
	await kubectl(['apply', '-f', '-'], objects.map(object => stringify(object)).join('---\n'));
	await until('the pod has written to the server', seconds, async () => {
		const written = await lab.onHost(1, `cat ${share}/default-claim-pvc-*/said`);
		if (written.trim() !== 'writer') throw new Error(await kubectl(['get', 'pvc,pv,pods', '-A', '-o', 'wide']));
		return written;
	});
	const phase = await kubectl(['get', 'pvc', 'claim', '-o', 'jsonpath={.status.phase}']);
	return `${phase} ${(await lab.onHost(1, "awk '$2 ~ /volumes.kubernetes.io~nfs.pvc-/ {print $3, $1}' /proc/mounts")).trim()}`;
};
