/** A cluster's folder whose hosts are reached by an ssh that does nothing but say yes, or no where a file says so. */
import {chmod, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {ExecutionContext} from 'ava';
import type {Plan, Step} from '../../source/plan/types.ts';
import {type Folder, inFolder} from '../../source/run/folder.ts';
import {writePlan} from '../../source/run/plan-folder.ts';

const ssh = (directory: string) => `#!/bin/bash
if [ -e "${directory}/down-\${!#}" ]; then echo 'connect to host: No route to host' >&2; exit 255; fi
exit 0
`;

export type Straw = {
	readonly folder: Folder;
	readonly directory: string;
	/** Directory of the ssh, to stand first in PATH. */
	readonly bin: string;
	readonly breakHost: (host: string) => Promise<void>;
	readonly mendHost: (host: string) => Promise<void>;
};

/** A plan of phases that place no file, on hosts that are asked at 127.0.0.1, 127.0.0.2 and so on. */
export async function hostsOfStraw(t: ExecutionContext, hosts: readonly string[], phases: readonly string[]): Promise<Straw> {
	const directory = await mkdtemp(path.join(tmpdir(), 'kinstall-straw-'));
	t.teardown(() => rm(directory, {recursive: true, force: true}));
	const bin = path.join(directory, 'bin');
	await mkdir(bin);
	await writeFile(path.join(bin, 'ssh'), ssh(directory));
	await chmod(path.join(bin, 'ssh'), 0o755);
	const folder = inFolder(directory);
	const number = (host: string) => hosts.indexOf(host) + 1;
	const asked = (host: string) => `127.0.0.${number(host)}`;
	const roles = hosts.map((_, index) => (index === 0 ? '[control-plane, etcd]' : '[worker]'));
	await writeFile(
		folder.spec,
		`apiVersion: kinstall/v1
name: straw
kubernetes: v1.20.2
endpoint: {host: 10.88.0.1}
network: {pods: [10.244.0.0/16], services: [10.96.0.0/16]}
hosts:
${hosts.map((host, index) => `  - {name: ${host}, address: 10.88.0.${number(host)}, roles: ${roles[index]}, ssh: {host: ${asked(host)}}}`).join('\n')}
`,
	);
	const steps = phases.map(
		(id): Step => ({
			id,
			title: `Phase ${id}`,
			again: 'together',
			tasks: hosts.map(host => ({host, files: [], binaries: [], vars: {}})),
		}),
	);
	const plan = {
		digest: 'd'.repeat(64),
		cluster: 'straw',
		kubernetes: 'v1.20.2',
		hosts: hosts.map(name => ({
			name,
			address: `10.88.0.${number(name)}`,
			roles: ['worker'],
			ssh: {host: asked(name)},
			labels: {},
			taints: [],
		})),
		ssh: {},
		certificates: [],
		artifacts: [],
		steps,
		podCidrs: {},
		notes: [],
		assumptions: [],
	} as unknown as Plan;
	await writePlan(plan, folder.plan);
	const file = (host: string) => path.join(directory, `down-${asked(host)}`);
	return {folder, directory, bin, breakHost: host => writeFile(file(host), ''), mendHost: host => rm(file(host))};
}
