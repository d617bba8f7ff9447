import test from 'ava';
import {addonsOf, nameOf} from '../../source/catalog/addons.ts';
import {notesOn} from '../../source/plan/notes.ts';
import {wantedOn} from '../../source/plan/phases/prepare.ts';
import type {NfsAddon} from '../../source/spec/addon-types.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {sampleSpec} from '../pki/sample.ts';

const addon: NfsAddon = {kind: 'nfs', server: 'nfs.example.org', path: '/srv/nfs', name: 'nfs', default: false, onDelete: 'archive'};
const withAddon = (more: Partial<NfsAddon> = {}): ClusterSpec => ({...sampleSpec(), addons: [{...addon, ...more}]});
const objectOf = (spec: ClusterSpec, name: string) =>
	JSON.parse(
		JSON.stringify(
			addonsOf({spec, found: {}})
				.flatMap(({objects}) => objects)
				.find(object => nameOf(object) === name),
		),
	);
const classOf = (more?: Partial<NfsAddon>) => objectOf(withAddon(more), `StorageClass - ${more?.name ?? 'nfs'}`);

test('the class and its provisioner know each other, and the share is told once', t => {
	const pod = objectOf(withAddon(), 'Deployment kube-system nfs-provisioner').spec.template.spec;
	const env = Object.fromEntries(pod.containers[0].env.map(({name, value}: {name: string; value: string}) => [name, value]));
	t.is(env.PROVISIONER_NAME, classOf().provisioner);
	t.deepEqual(pod.volumes[0].nfs, {server: env.NFS_SERVER, path: env.NFS_PATH});
	t.is(pod.containers[0].volumeMounts[0].name, pod.volumes[0].name);
});

test('what becomes of a directory, and of claims that name no class', t => {
	t.deepEqual(classOf().parameters, {archiveOnDelete: 'true'});
	t.deepEqual(classOf({onDelete: 'retain'}).parameters, {onDelete: 'retain'});
	t.is(classOf().metadata.annotations, undefined);
	t.is(classOf({default: true, name: 'slow'}).metadata.annotations['storageclass.kubernetes.io/is-default-class'], 'true');
});

test('nodes get what mounts, others do not, and the plan says that it was not run', t => {
	const spec = withAddon();
	for (const host of spec.hosts) t.is(wantedOn(spec, host).packages.includes('nfs-common'), host.node, host.name);
	t.false(wantedOn(sampleSpec(), spec.hosts[0]!).packages.includes('nfs-common'));
	t.true(spec.hosts.some(({node}) => node));
	const notes = notesOn(spec, {certificates: {}, contents: {}}, {}).map(({id}) => id);
	t.true(notes.includes('nfsNotRun'));
});
