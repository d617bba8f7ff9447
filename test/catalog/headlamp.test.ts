import test from 'ava';
import {addonsOf} from '../../source/catalog/addons.ts';
import type {HeadlampAddon} from '../../source/spec/addon-types.ts';
import {parseSpec} from '../../source/spec/parse-spec.ts';
import {sampleSpec} from '../pki/sample.ts';

const objectsOf = (of: Partial<HeadlampAddon>) =>
	addonsOf({spec: {...sampleSpec(), addons: [{kind: 'headlamp', ...of}]}, found: {}}).find(({id}) => id === 'headlamp')!.objects;
const text = (addons: string) => `apiVersion: kinstall/v1
name: demo
kubernetes: v1.37.1
endpoint: {host: 10.0.0.11}
network: {pods: [10.244.0.0/16], services: [10.96.0.0/16]}
hosts: [{name: node1, address: 10.0.0.11, roles: [control-plane, etcd, worker]}]
addons: ${addons}
`;
const problems = (addons: string) => {
	const parsed = parseSpec(text(addons), 'cluster.yaml');
	return 'problems' in parsed ? parsed.problems.map(({path}) => path) : [];
};

test('Headlamp has no rights of its own: whoever logs in brings them', t => {
	t.deepEqual(
		objectsOf({}).map(({kind}) => kind),
		['ServiceAccount', 'Service', 'Deployment'],
	);
});

test('Headlamp is reached by a name that Traefik serves, or by a port of the nodes', t => {
	const named = objectsOf({host: 'headlamp.apps.example.org'});
	t.true(JSON.stringify(named.find(({kind}) => kind === 'Ingress')).includes('"host":"headlamp.apps.example.org"'));
	const service = (of: Partial<HeadlampAddon>) => JSON.stringify(objectsOf(of).find(({kind}) => kind === 'Service'));
	t.regex(service({nodePort: 30_466}), /"type":"NodePort".*"nodePort":30466/);
	t.regex(service({}), /"type":"ClusterIP"/);
	t.deepEqual(problems('[{kind: headlamp, host: headlamp.apps.example.org}]'), ['addons[0].host']);
	t.deepEqual(problems('[{kind: headlamp, nodePort: 80}]'), ['addons[0].nodePort']);
	t.deepEqual(
		problems('[{kind: traefik, domain: apps.example.org}, {kind: headlamp, host: headlamp.apps.example.org, nodePort: 30466}]'),
		[],
	);
});
