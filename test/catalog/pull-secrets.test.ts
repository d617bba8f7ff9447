/** Secrets for pods, and the default ServiceAccounts that name them. */
import test from 'ava';
import {accountPatches, pullSecretNames, pullSecretObjects} from '../../source/catalog/pull-secrets.ts';
import type {RegistrySpec} from '../../source/spec/types.ts';

const registry: RegistrySpec = {host: 'r.example:5000', mirrorOf: [], paths: {}, plainHttp: false, onNodes: true, credentials: './opens'};
const spec = {
	registries: [
		{...registry, pullSecret: {namespaces: ['default', 'apps']}},
		{...registry, host: 'other.example'},
	],
};

test('each namespace has a Secret, and what may be shown of it holds no password', t => {
	const name = 'kinstall-registry-r-example-5000';
	t.deepEqual(pullSecretNames(spec), [`default ${name}`, `apps ${name}`]);
	const [object] = pullSecretObjects(spec, {'r.example:5000': 'user:pass:word'});
	t.like(object, {
		kind: 'Secret',
		type: 'kubernetes.io/dockerconfigjson',
		metadata: {name, namespace: 'default', labels: {'kinstall/addon': 'pull-secrets'}},
	});
	const {'.dockerconfigjson': data} = object!['data'] as {'.dockerconfigjson': string};
	t.deepEqual(JSON.parse(Buffer.from(data, 'base64').toString()), {
		auths: {'r.example:5000': {auth: Buffer.from('user:pass:word').toString('base64')}},
	});
	t.is(pullSecretObjects(spec)[0]!['data'], undefined);
});

test('accounts get ours, keep those of others, and lose ours that nobody wants any more', t => {
	const ours = 'kinstall-registry-r';
	const accounts = ['default 7', `kube-system 8 mine ${ours}`, `apps 9 ${ours}`, 'other 10 theirs', ''].join('\n');
	const patched = accountPatches(accounts, [`default ${ours}`, `apps ${ours}`]).map(({namespace, patch}) => {
		const [{value: version}, {value}] = JSON.parse(patch) as [{value: string}, {value: Array<{name: string}>}];
		return [namespace, version, value.map(({name}) => name)];
	});
	t.deepEqual(patched, [
		['default', '7', [ours]],
		['kube-system', '8', ['mine']],
	]);
});
