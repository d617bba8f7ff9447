/** No spec that parses yields a plan with an invalid file. */
import {execFileSync} from 'node:child_process';
import test from 'ava';
import fc from 'fast-check';
import {releases} from '../../source/catalog/releases.ts';
import {makePlan} from '../../source/plan/make-plan.ts';
import {requestCertificates} from '../../source/plan/request-certificates.ts';
import type {File, Plan} from '../../source/plan/types.ts';
import {nthAddress} from '../../source/spec/network.ts';
import {parseSpec} from '../../source/spec/parse-spec.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {arbitrarySpec} from './arbitrary-spec.ts';
import {fakePki} from './fake-pki.ts';
import {isScript, judgeFile} from './judges.ts';
import {runs} from './settings.ts';

/** Undefined when it has problems, each of which must say something. */
const parse = (text: string): ClusterSpec | undefined => {
	const parsed = parseSpec(text, 'cluster.yaml', {releases});
	if ('spec' in parsed) return parsed.spec;
	if (parsed.problems.length === 0 || parsed.problems.some(({reason}) => reason === '')) throw new Error('refused without a reason');
	return undefined;
};

const filesOf = (plan: Plan, host: string): File[] =>
	plan.steps.flatMap(({tasks}) => tasks.filter(task => task.host === host).flatMap(({files}) => files));

const judgePlace = ({path, mode, owner, secret, content}: File): string[] => [
	...(/^(\/[\w@.-]+)+$/.test(path) && !path.includes('/..') ? [] : ['not an absolute path']),
	...((mode & ~0o777) === 0 && (mode & 0o022) === 0 ? [] : [`mode ${mode.toString(8)}: others may write`]),
	...(/^[a-z][a-z-]*:[a-z][a-z-]*$/.test(owner) ? [] : [`owner ${owner}`]),
	...((secret !== undefined || /\/[a-z-]+\.conf$|\.kube\/config$/.test(path)) &&
	path.match(/^\/(etc\/kubernetes|root)\//) &&
	(mode & 0o007) !== 0
		? ['others may read it']
		: []),
	...(content.includes('PRIVATE KEY') ? ['holds a private key'] : []),
];

/** Files that others name by their path; what kubelets make by themselves lies elsewhere. */
const named = /\/etc\/(?:kubernetes|kinstall|containerd)\/[\w./-]*\.[a-z]+\b/g;

const judgeHost = (files: readonly File[]): string[] => {
	const paths = files.map(({path}) => path);
	const there = new Set(paths);
	return [
		...paths.filter((path, index) => paths.indexOf(path) < index).map(path => `${path} is planned twice`),
		...files.flatMap(file => [...judgePlace(file), ...judgeFile(file)].map(fault => `${file.path}: ${fault}`)),
		...files
			.filter(({secret}) => secret === undefined)
			.flatMap(({path, content}) =>
				(content.match(named) ?? []).filter(other => !there.has(other)).map(other => `${path} names ${other}, which is not there`),
			),
	];
};

const scripts = new Set<string>();

test.serial('a spec has problems, or a plan in which every file is whole, in its place, and finds what it names', t => {
	let plans = 0;
	fc.assert(
		fc.property(arbitrarySpec, text => {
			const spec = parse(text);
			if (!spec) return;
			plans++;
			const plan = makePlan(spec, {}, fakePki(spec));
			for (const {name} of spec.hosts) {
				const files = filesOf(plan, name);
				const faults = judgeHost(files);
				if (faults.length > 0) throw new Error(`${name}: ${faults.slice(0, 5).join('\n')}`);
				for (const {content} of files.filter(isScript)) scripts.add(content);
			}
		}),
		runs(150),
	);
	t.true(plans > 60, `only ${plans} of the specs were right`);
});

test.serial('bash reads every script of these plans', t => {
	t.true(scripts.size > 20);
	const functions = [...scripts].map((script, index) => `script${index}() {\n${script}\n}\n`).join('');
	t.notThrows(() => execFileSync('bash', ['-n'], {input: functions, stdio: ['pipe', 'pipe', 'pipe']}));
});

test('every address and name under which something is reached is in its certificate', t => {
	fc.assert(
		fc.property(arbitrarySpec, text => {
			const spec = parse(text);
			if (!spec) return;
			const {certificates} = requestCertificates(spec);
			const namesOf = (id: string) =>
				certificates.filter(request => request.id === id).flatMap(({dnsNames, ipAddresses}) => [...dnsNames, ...ipAddresses]);
			const expect = (id: string, names: readonly string[]) => {
				const missing = names.filter(name => !namesOf(id).includes(name));
				if (missing.length > 0) throw new Error(`${id} lacks ${missing.join(', ')}`);
			};
			const controlPlanes = spec.hosts.filter(({roles}) => roles.includes('control-plane'));
			expect('apiserver', [
				spec.endpoint.host,
				...controlPlanes.flatMap(({name, address, addresses}) => [name, address, ...addresses]),
				...spec.network.services.map(cidr => nthAddress(cidr, 1)),
				...spec.pki.names,
				...[
					'kubernetes',
					'kubernetes.default',
					'kubernetes.default.svc',
					`kubernetes.default.svc.${spec.domain}`,
					'localhost',
					'127.0.0.1',
				],
			]);
			for (const {name, address, addresses} of spec.hosts.filter(({roles}) => roles.includes('etcd'))) {
				for (const kind of ['server', 'peer'])
					expect(`etcd-${kind}/${name}`, [name, address, ...addresses, 'localhost', '127.0.0.1', '::1']);
			}
		}),
		runs(100),
	);
	t.pass();
});
