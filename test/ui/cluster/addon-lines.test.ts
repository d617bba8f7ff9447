import test from 'ava';
import {isWell} from '../../../source/state/cluster-health.ts';
import {addonLines, addonSummary, downLines} from '../../../source/ui/cluster/addon-lines.ts';
import {summaryLines} from '../../../source/ui/cluster/overview.ts';
import {aStatus} from '../a-status.ts';

const up = {addon: 'coredns', object: 'Deployment kube-system coredns', wanted: 2, ready: 2};
const late = {addon: 'own-app', object: 'Deployment shop web', wanted: 2, ready: 1};
const silent = {addon: 'metrics-server', object: 'APIService - v1beta1.metrics.k8s.io', wanted: 1, ready: 0, said: 'no answer\nat all'};

test('what of the addons is not up is told in words, and the cluster is not well', t => {
	t.deepEqual(
		addonLines([up, late, silent]).map(({text}) => text.split(/ {2,}/)),
		[
			['coredns', 'Deployment kube-system coredns', 'ok', '2 of 2 ready'],
			['own-app', 'Deployment shop web', 'FAILED', '1 of 2 ready'],
			['metrics-server', 'APIService - v1beta1.metrics.k8s.io', 'FAILED', 'no answer'],
		],
	);
	t.deepEqual(
		downLines([up, late, silent]).map(({text}) => text),
		['! own-app  Deployment shop web: 1 of 2 ready', '! metrics-server  APIService - v1beta1.metrics.k8s.io: no answer'],
	);
	t.is(addonSummary([up, late]).text, '1 of 2 up: coredns, own-app');
	t.true(isWell(aStatus({addons: [up]})));
	t.false(isWell(aStatus({addons: [up, late]})));
});

test('a status of an older version, and a cluster without addons, has no line about them', t => {
	const told = (addons?: readonly (typeof up)[]) =>
		summaryLines(aStatus(addons ? {addons} : {}), Date.now()).some(({text}) => text.startsWith('Addons'));
	t.deepEqual([told(), told([]), told([up])], [false, false, true]);
});
