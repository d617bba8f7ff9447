import path from 'node:path';
import {createInterface} from 'node:readline';
import {execa} from 'execa';
import {root} from './lab.ts';
import type {LabCluster} from './lab-cluster.ts';
import {until} from './until.ts';

/** Milliseconds of a client's view: the longest time without a good answer, how many there were, and what went wrong. */
export type Seen = {readonly gap: number; readonly answers: number; readonly errors: readonly string[]};

/**
 * Runs `work` under five requests a second through the endpoint, from the installer's side. A list is asked for: it comes from an API server's cache,
 * which must hear from etcd that it is fresh, and so waits for more than an object does that is read from etcd.
 */
export const underProbe = async ({lab, folder, spec}: LabCluster, work: () => Promise<void>): Promise<Seen> => {
	const {host, port} = spec.endpoint;
	const url = `https://${host.includes(':') ? `[${host}]` : host}:${port}/api/v1/namespaces`;
	const files = ['ca.crt', 'admin.crt', 'admin.key'].map(name => path.join(folder, 'pki', name));
	const script = path.join(root, 'test/hosts/probe-api.ts');
	const probe = execa(path.join(root, 'scripts/lab/lab.sh'), ['ctl', process.execPath, script, url, ...files], {
		env: lab.env,
		stdin: 'pipe',
		buffer: false,
		reject: false,
	});
	const times: number[] = [];
	const errors: string[] = [];
	createInterface({input: probe.stdout}).on('line', line => {
		if (/^\d+$/.test(line)) times.push(Number(line));
		else errors.push(line);
	});
	try {
		await until('the probe gets answers', 20, async () => (times.length > 5 ? true : undefined));
		times.splice(0, times.length - 1);
		errors.length = 0;
		await work();
		const enough = times.length + 10;
		await until('the probe gets answers again', 60, async () => (times.length > enough ? true : undefined));
	} finally {
		probe.stdin.end();
		await probe;
	}
	const sorted = times.toSorted((a, b) => a - b);
	return {gap: Math.max(...sorted.slice(1).map((time, index) => time - sorted[index]!)), answers: times.length, errors};
};
