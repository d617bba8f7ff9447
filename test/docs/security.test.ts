/** What docs/security.md says of the units is what systemd says of them. */
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {execa} from 'execa';
import {services} from '../../source/catalog/services.ts';
import {makePlan} from '../../source/plan/make-plan.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {issuePki} from '../pki/issue.ts';
import {makeFolder} from '../pki/sample.ts';
import {specOf as readSpec} from '../spec/spec-text.ts';
import {readDocument} from './markdown.ts';

/** By unit: how exposed it is as root, and with users of its own. */
const figures = new Map(
	[...readDocument('docs/security.md').text.matchAll(/^\| ([a-z-]+)(?: \([^|]*\))? \|[\d. ]*\| ([\d.]+) \| ([\d.]+) \|$/gm)].map(
		([, unit = '', asRoot, others]) => [unit, [asRoot, others] as const],
	),
);

test('the table of units has each of them', t => {
	t.deepEqual([...figures.keys()].sort(), Object.keys(services).sort());
});

const specOf = (nonRoot: boolean): ClusterSpec => {
	return readSpec(`apiVersion: kinstall/v1
name: demo
kubernetes: v1.37.1
endpoint: {host: 10.0.0.20}
pki: {key: ecdsa-p256}
network: {pods: [10.244.0.0/16], services: [10.96.0.0/16]}
hosts:
  - {name: node1, address: 10.0.0.11, roles: [control-plane, etcd, worker]}
  - {name: node5, address: 10.0.0.15, roles: [balancer]}
balancer: {front: {domain: apps.example.org}, vip: {address: 10.0.0.20}}
addons: [{kind: traefik, domain: apps.example.org}]
zone: {domain: k8s.example, on: node5}
time: {kind: chrony, from: node1}
security: {nonRoot: ${nonRoot}}
`);
};

test('its figures are those of systemd 252, which is the one that was asked', async t => {
	t.timeout(120_000, 'a few dozen calls of systemd-analyze');
	const version = /^systemd (\d+)/.exec((await execa('systemd-analyze', ['--version'])).stdout)?.[1];
	if (version !== '252') {
		t.pass(`systemd ${version} counts otherwise`);
		return;
	}
	const directory = await mkdtemp(path.join(tmpdir(), 'kinstall-security-'));
	t.teardown(() => rm(directory, {recursive: true}));
	const pki = await issuePki(specOf(false), path.join(await makeFolder(t), 'pki'));
	for (const [column, nonRoot] of [false, true].entries()) {
		const {steps} = makePlan(specOf(nonRoot), {}, pki);
		const units = new Map(
			steps.flatMap(({tasks}) => tasks.flatMap(({files}) => files.map(file => [path.basename(file.path), file.content] as const))),
		);
		for (const [unit, said] of figures) {
			const file = path.join(directory, `${unit}.service`);
			await writeFile(file, units.get(`${unit}.service`) ?? '');
			const {stdout} = await execa('systemd-analyze', ['security', '--offline=yes', '--no-pager', file]);
			t.is(/exposure level.*: ([\d.]+)/.exec(stdout)?.[1], said[column], `${unit}${nonRoot ? ', not root' : ''}`);
		}
	}
});
