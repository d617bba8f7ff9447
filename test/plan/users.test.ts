/** What may be asked for a user, and what comes of it. */
import test from 'ava';
import {bindingsOf, type FoundObject, judgeUser, objectsFor, readGrant, type UserWish, userObjects} from '../../source/plan/users.ts';

const wish = (change: Partial<UserWish> = {}): UserWish => ({
	name: 'alice',
	groups: [],
	clusterAdmin: false,
	grants: [{namespace: 'default', role: 'edit'}],
	serviceAccount: false,
	days: 90,
	...change,
});

const placesOf = (change: Partial<UserWish>): string[] => judgeUser(wish(change)).map(({path}) => path);

test('a person has a name that is also a name of a file, and rights', t => {
	t.deepEqual(judgeUser(wish()), []);
	t.deepEqual(judgeUser(wish({name: 'Alice.B-1@example.org', grants: [], groups: ['the developers', '开发']})), []);
	for (const name of ['', '.', '..', '../x', 'a/b', 'a b', '-a', 'a\n', 'x'.repeat(64)]) t.deepEqual(placesOf({name}), ['NAME'], name);
	t.deepEqual(placesOf({grants: []}), ['NAME']);
	t.deepEqual(placesOf({days: 0.5}), ['--days']);
	t.deepEqual(placesOf({days: Number.NaN}), ['--days']);
});

test('nobody gets a name or a group of Kubernetes itself, and system:masters is refused with the reason', t => {
	t.regex(judgeUser(wish({name: 'system:node:node1'}))[0]?.reason ?? '', /belong to Kubernetes itself/);
	t.regex(judgeUser(wish({groups: ['system:nodes']}))[0]?.reason ?? '', /belong to Kubernetes itself/);
	const [masters] = judgeUser(wish({groups: ['system:masters']}));
	t.regex(masters?.reason ?? '', /cannot be revoked/);
	t.is(masters?.example, '--cluster-admin');
	t.is(judgeUser(wish({groups: ['kubeadm:cluster-admins']}))[0]?.example, '--cluster-admin');
	for (const name of ['kubernetes-admin', 'kube-apiserver-kubelet-client', 'front-proxy-client'])
		t.regex(judgeUser(wish({name}))[0]?.reason ?? '', /belong to Kubernetes itself/, name);
	for (const group of ['', ' a', 'a\u0000b', 'x'.repeat(65)]) t.deepEqual(placesOf({groups: [group]}), ['--group'], group);
});

test('a ServiceAccount is in no groups of ours, has a lower-case name, and is not made for nothing', t => {
	t.deepEqual(placesOf({serviceAccount: true}), []);
	t.deepEqual(placesOf({serviceAccount: true, name: 'Alice'}), ['NAME']);
	t.deepEqual(placesOf({serviceAccount: true, groups: ['a']}), ['--group']);
	t.deepEqual(placesOf({serviceAccount: true, grants: []}), ['--service-account']);
});

test('a grant is a namespace and a role', t => {
	t.deepEqual(readGrant('default/edit'), {namespace: 'default', role: 'edit'});
	t.deepEqual(readGrant('a/system:x.y_z'), {namespace: 'a', role: 'system:x.y_z'});
	for (const typed of ['edit', '/edit', 'a/', 'a/b/c', 'A/b', '-n/b', 'a/--all', 'a/b c']) t.is(readGrant(typed), undefined, typed);
});

test('what is bound is found again by its labels, and is all of that user', t => {
	const asked = wish({clusterAdmin: true, serviceAccount: true});
	const objects = userObjects(asked, [{namespace: 'default', role: 'edit', kind: 'ClusterRole'}]) as FoundObject[];
	for (const {metadata} of objects) t.like(metadata, {labels: {'app.kubernetes.io/managed-by': 'kinstall'}});
	t.deepEqual(bindingsOf(objects), [
		{user: 'alice', kind: 'ClusterRoleBinding', name: 'kinstall:user:alice', role: 'cluster-admin', serviceAccount: true},
		{
			user: 'alice',
			kind: 'RoleBinding',
			name: 'kinstall:user:alice:edit',
			namespace: 'default',
			role: 'edit',
			serviceAccount: true,
		},
	]);
	t.deepEqual(
		objectsFor('alice', objects).map(({kind}) => kind),
		['ServiceAccount', 'ClusterRoleBinding', 'RoleBinding'],
	);
	t.deepEqual(objectsFor('bob', objects), []);
	const [binding] = userObjects(wish(), [{namespace: 'default', role: 'own', kind: 'Role'}]);
	t.like(binding, {roleRef: {kind: 'Role', name: 'own'}, subjects: [{kind: 'User', name: 'alice'}]});
});
