import test from 'ava';
import {parseDocument} from 'yaml';
import {choicePaths, choices, hintOf} from '../../source/ui/choices.ts';
import {clusterText, fakeActions} from './fake-actions.ts';
import {stage} from './stage.tsx';
import {until} from './until.ts';

const opened = (t: Parameters<typeof stage>[0], text = clusterText) => {
	const calls: string[] = [];
	const screen = stage(
		t,
		fakeActions(call => void calls.push(call)),
		{text, startAt: 'choices'},
	);
	const saved = () => calls.findLast(call => call.startsWith('save '))?.slice(5) ?? '';
	return {screen, saved, lastOf: (key: string) => (parseDocument(saved()).toJS() as Record<string, unknown>)[key]};
};

test('each choice has a label, a hint, and a default among its values', t => {
	t.deepEqual(
		choices.map(({path}) => path),
		[...choicePaths],
	);
	for (const choice of choices) {
		const {path, values, fallback} = choice;
		t.true(hintOf(choice).length > 10, path);
		if (values) t.true(values.includes(fallback), path);
	}
});

test('values are picked by arrows, and written where cluster.yaml has them', async t => {
	const {screen, lastOf, saved} = opened(t);
	await screen.sees(/> Kubernetes +v1\.20\.2/);
	await screen.sees(/Keys +ecdsa-p256 +\(default\)/);
	for (const label of ['Pod network', 'flannel by', 'DNS', 'Services by', 'Balancer', 'One on every node', 'Authorities', 'Keys'])
		await screen.press('down', `> ${label}`);
	await screen.sees('[ecdsa-p256]');
	await screen.press('right', '[ecdsa-p384]');
	t.deepEqual(lastOf('pki'), {key: 'ecdsa-p384'});
	await screen.press('left', '[ecdsa-p256]');
	await screen.press('left', '[rsa-4096]');
	await until(() => saved().includes('rsa-4096'), screen.frame);
	t.true(saved().startsWith('# The cluster of the tests'));
});

test('a minor shows the version that it stands for, and the file keeps the minor', async t => {
	const {screen, lastOf} = opened(t);
	await screen.sees('> Kubernetes              v1.20.2_\n');
	for (let digit = 0; digit < 4; digit++) await screen.press('backspace');
	await screen.type('36');
	await screen.sees(/> Kubernetes +v1\.36.*-> v1\.36\.\d+/);
	t.is(lastOf('kubernetes'), 'v1.36');
});

test('true and numbers are written as such, and a default that was never in the file stays out of it', async t => {
	const {screen, lastOf} = opened(t);
	for (let row = 1; row < choicePaths.indexOf('pki.days'); row++) await screen.press('down');
	await screen.press('down', '> Certificates last, days');
	for (let digit = 0; digit < 3; digit++) await screen.press('backspace');
	await screen.type('90');
	await until(() => JSON.stringify(lastOf('pki')) === '{"days":90}', screen.frame);
	for (const label of ['Authorities last', 'Secrets in etcd', 'Audit log', 'Audit policy file']) await screen.press('down', `> ${label}`);
	for (const label of ['Audit log, MB', 'Audit log, days', 'Audit logs kept', 'Pods by default', 'Without a name', 'Users of their own'])
		await screen.press('down', `> ${label}`);
	await screen.press('right', '[true]');
	t.deepEqual(lastOf('security'), {nonRoot: true});
	await screen.press('right', '[false]');
	t.deepEqual([lastOf('proxy'), lastOf('cni'), lastOf('artifacts')], [undefined, undefined, undefined]);
});

test('an addon joins the list and leaves it again; what else stands there stays as it was written', async t => {
	const own = `${clusterText}addons:\n  # ours\n  - {file: ./own.yaml} # of the team\n`;
	const {screen, lastOf, saved} = opened(t, own);
	for (let row = 1; row < choicePaths.indexOf('addons.metrics-server'); row++) await screen.press('down');
	await screen.press('down', '> metrics-server');
	await screen.press('right', '[true]');
	t.deepEqual(lastOf('addons'), [{file: './own.yaml'}, {kind: 'metrics-server'}]);
	t.regex(saved(), /# ours\n {2}- \{file: \.\/own\.yaml\} # of the team\n/);
	await screen.press('down', '> Headlamp');
	await screen.press('right', '[true]');
	t.deepEqual(lastOf('addons'), [{file: './own.yaml'}, {kind: 'metrics-server'}, {kind: 'headlamp'}]);
	await screen.press('left', '[false]');
	await screen.press('up', '> metrics-server');
	await screen.press('right', '[false]');
	t.is(saved(), own);
});

test('what cannot be is told while it is typed, and Enter says why it does not go on', async t => {
	const {screen} = opened(t);
	await screen.press('backspace', /kubernetes: "v1\.20\." is not a version/);
	await screen.press('enter', 'Enter: the answers have problems');
	await screen.type('2');
	await screen.sees('No problem found.');
	await screen.press('down', '> Pod network');
	await screen.press('down', '> flannel by');
	await screen.press('down', '> DNS');
	await screen.press('down', '> Services by');
	await screen.press('right', /proxy\.mode: .*nftables/);
	await screen.press('space', 'No problem found.');
	await screen.press('esc', 'Which addresses does the cluster use?');
	t.true(screen.frame().includes('API endpoint host'));
});

test('a field below a field is written where it belongs, and a choice that follows from roles can be given back to them', async t => {
	const {screen, lastOf} = opened(t);
	await screen.press('down', '> Pod network');
	await screen.press('down', '> flannel by');
	await screen.press('right', '[host-gw]');
	t.deepEqual(lastOf('cni'), {flannel: {backend: 'host-gw'}});
	for (const label of ['DNS', 'Services by', 'Balancer']) await screen.press('down', `> ${label}`);
	await screen.sees('[as the roles say]');
	await screen.press('right', '[nginx]');
	await screen.press('right', '[haproxy]');
	t.deepEqual(lastOf('balancer'), {kind: 'haproxy'});
	await screen.press('right', '[none]');
	await screen.press('right', '[as the roles say]');
	t.deepEqual(lastOf('balancer') ?? {}, {});
});
