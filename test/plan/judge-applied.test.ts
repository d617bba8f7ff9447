import test from 'ava';
import {judgeApplied, parseObjects} from '../../source/plan/judge-applied.ts';

const before = parseObjects('Deployment kube-system coredns 3 801\nConfigMap kube-system coredns  77\nNamespace  kube-flannel  50\n');

test('a status changes nothing, content and what is new does', t => {
	const planned = [
		'Deployment kube-system coredns',
		'ConfigMap kube-system coredns',
		'Service kube-system kube-dns',
		'Namespace - kube-flannel',
	];
	const after = parseObjects(
		'Deployment kube-system coredns 3 999\nConfigMap kube-system coredns  78\nNamespace  kube-flannel  50\nService kube-system kube-dns  80\n',
	);
	t.deepEqual(judgeApplied(planned, before, after), {made: ['ConfigMap kube-system coredns', 'Service kube-system kube-dns'], left: []});
});

test('what an earlier plan had is left over, each by its own namespace', t => {
	t.deepEqual(judgeApplied(['ConfigMap kube-system coredns'], before, before), {
		made: [],
		left: ['Deployment kube-system coredns', 'Namespace - kube-flannel'],
	});
});
