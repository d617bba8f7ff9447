import test from 'ava';
import {updateSpecText} from '../../source/spec/write-spec.ts';
import {fixture, problemsOf} from './spec-text.ts';

const node1 = {name: 'node1', address: '10.0.0.1', roles: ['control-plane', 'etcd']} as const;
const node2 = {name: 'node2', address: '10.0.0.2', roles: ['worker']} as const;

test('a new file has the usual order and a line for each host, and parses', t => {
	const text = updateSpecText(undefined, {
		hosts: [node1, node2],
		network: {pods: ['10.244.0.0/16'], services: ['10.96.0.0/16']},
		endpoint: {host: '10.0.0.1', port: undefined},
		kubernetes: 'v1.20.2',
		name: 'demo',
	});
	t.is(
		text,
		`apiVersion: kinstall/v1
name: demo
kubernetes: v1.20.2
endpoint: {host: 10.0.0.1}
network: {pods: [10.244.0.0/16], services: [10.96.0.0/16]}
hosts:
  - {name: node1, address: 10.0.0.1, roles: [control-plane, etcd]}
  - {name: node2, address: 10.0.0.2, roles: [worker]}
`,
	);
	t.deepEqual(problemsOf(text), []);
});

const mine = `# my cluster
apiVersion: kinstall/v1
kubernetes: v1.19.0 # to be upgraded
name: "demo" # chosen by me

hosts:
  # rack 1
  - {name: node2, address: 10.0.0.2, roles: [worker]} # slow
  # the only control plane
  - name: node1 # first
    address: 10.0.0.1
    roles:
      - control-plane
      - etcd
    ssh: {port: 2222, user: root}
  - {name: gone, address: 10.0.0.9, roles: [worker]}
# last words
`;

test('comments, order and style of a person stay; answers change, come and go', t => {
	const text = updateSpecText(mine, {
		name: 'other',
		kubernetes: 'v1.20.2',
		domain: 'cluster.test',
		hosts: [
			node2,
			{...node1, address: '10.0.0.3', ssh: {port: undefined, user: 'admin'}},
			{name: 'new', address: '10.0.0.4', roles: ['worker']},
		],
	});
	t.is(
		text,
		`# my cluster
apiVersion: kinstall/v1
kubernetes: v1.20.2 # to be upgraded
name: "other" # chosen by me

hosts:
  # rack 1
  - {name: node2, address: 10.0.0.2, roles: [worker]} # slow
  # the only control plane
  - name: node1 # first
    address: 10.0.0.3
    roles:
      - control-plane
      - etcd
    ssh: {user: admin}
  - {name: new, address: 10.0.0.4, roles: [worker]}
domain: cluster.test

# last words
`,
	);
});

test('a renamed host is found by its address', t => {
	t.regex(
		updateSpecText(mine, {hosts: [{...node2, name: 'slowest'}]}),
		/- \{name: slowest, address: 10\.0\.0\.2, roles: \[worker\]\} # slow/,
	);
});

test('answers that change nothing leave the text as it is, to the byte', t => {
	const odd = fixture('one').replace('name: one', 'name:   "one"   # wide');
	t.is(updateSpecText(odd, {name: 'one', kubernetes: 'v1.20.2'}), odd);
	t.is(updateSpecText(fixture('five'), {}), fixture('five'));
});

test('a file of comments alone keeps them', t => {
	t.is(updateSpecText('# to do\n', {name: 'x'}), '# to do\n\napiVersion: kinstall/v1\nname: x\n');
});

test('undefined takes a key out, and what is not YAML is refused', t => {
	t.false(updateSpecText(fixture('five'), {balancer: undefined}).includes('balancer:'));
	t.throws(() => updateSpecText('a: [', {name: 'x'}));
});

test('values that YAML would read otherwise are quoted', t => {
	const text = updateSpecText(undefined, {name: '1.20', domain: 'true'});
	t.is(text, 'apiVersion: kinstall/v1\nname: "1.20"\ndomain: "true"\n');
});
