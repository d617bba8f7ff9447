import test from 'ava';
import {judgeApplied, kindArgument, parseObjects, seenName} from '../../source/plan/judge-applied.ts';

const uid = (n: number): string => `3f1c2a44-0000-4000-8000-00000000000${n}`;
const seen = (...lines: readonly string[]) => parseObjects(`${lines.join('\n')}\n`);
const deployment = `${uid(1)} 3 - coredns apps/v1 Deployment kube-system coredns`;
const config = `${uid(2)} 77 - coredns v1 ConfigMap kube-system coredns`;
const namespace = `${uid(3)} 50 - flannel v1 Namespace - kube-flannel`;

test('lines that tell of no object are left out', t => {
	t.deepEqual(seen('Warning: v1 Endpoints is deprecated in v1.33+', '', `${uid(4)} 9 owned - v1 Pod default web`), [
		{uid: uid(4), content: '9', owned: true, apiVersion: 'v1', kind: 'Pod', namespace: 'default', name: 'web'},
	]);
});

test('what is new or has another content was made, and nothing else', t => {
	const after = seen(deployment, config.replace('77', '78'), namespace, `${uid(4)} 80 - coredns v1 Service kube-system kube-dns`);
	const {made, left, kept} = judgeApplied({before: seen(deployment, config, namespace), after, labelled: after});
	t.deepEqual(made.map(seenName), ['ConfigMap kube-system coredns', 'Service kube-system kube-dns']);
	t.deepEqual([left, kept], [[], []]);
});

test('what an earlier plan had goes: what sends requests to it before it, a namespace after it; what a controller made is not ours to delete', t => {
	const labelled = seen(
		namespace,
		config,
		deployment,
		`${uid(4)} 5 - web apiregistration.k8s.io/v1 APIService - v1beta1.metrics.k8s.io`,
		`${uid(5)} 5 owned coredns apps/v1 ReplicaSet kube-system coredns-1`,
	);
	const {left, kept} = judgeApplied({before: seen(config), after: seen(config), labelled});
	t.deepEqual(left.map(seenName), ['APIService - v1beta1.metrics.k8s.io', 'Deployment kube-system coredns', 'Namespace - kube-flannel']);
	t.deepEqual(kept, []);
	t.deepEqual(left.map(kindArgument), ['APIService.v1.apiregistration.k8s.io', 'Deployment.v1.apps', 'Namespace']);
});

test('definitions, volumes and the namespaces of a person stay for what is in them', t => {
	const labelled = seen(
		`${uid(1)} 1 - own-app v1 Namespace - shop`,
		`${uid(2)} 1 - own-app v1 PersistentVolumeClaim shop data`,
		`${uid(3)} 1 - calico apiextensions.k8s.io/v1 CustomResourceDefinition - ippools.crd.projectcalico.org`,
		`${uid(4)} 1 - mine v1 Namespace - theirs`,
		`${uid(5)} 1 - own-app apps/v1 Deployment shop web`,
		`${uid(6)} 1 - whatever v1 Namespace - unknown`,
	);
	const {left, kept} = judgeApplied({before: [], after: [], labelled});
	t.deepEqual(left.map(seenName), ['Deployment shop web']);
	t.is(kept.length, 5);
});
