/** A cluster's folder with artifacts and images of straw, and what a test does with bundles of them. */
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {ExecutionContext} from 'ava';
import {wantedArtifacts} from '../../../source/catalog/releases.ts';
import {ruleOptions} from '../../../source/catalog/rule-options.ts';
import {ArtifactError} from '../../../source/run/artifacts/artifact-error.ts';
import {createBundle} from '../../../source/run/bundle/create-bundle.ts';
import {writeTar} from '../../../source/run/bundle/write-tar.ts';
import {inFolder} from '../../../source/run/folder.ts';
import {parseSpec} from '../../../source/spec/parse-spec.ts';
import type {ClusterSpec} from '../../../source/spec/types.ts';
import {body, sha256} from '../../artifacts/setting.ts';

export const pause = 'registry.k8s.io/pause:3.10.2';

const text = (artifacts: string, kubernetes: string) => `apiVersion: kinstall/v1
name: straw
kubernetes: ${kubernetes}
endpoint: {host: 10.0.0.11, port: 6443}
network: {pods: [10.244.0.0/16], services: [10.96.0.0/16]}
dns: {kind: none}
hosts: [{name: node1, address: 10.0.0.11, roles: [control-plane, etcd]}]
artifacts: ${artifacts}
`;

/** cluster.yaml with `artifacts` as given. */
export const specOf = (artifacts: string, kubernetes = 'v1.37.1'): ClusterSpec => {
	const parsed = parseSpec(text(artifacts, kubernetes), 'cluster.yaml', ruleOptions);
	if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
	return parsed.spec;
};

/** A docker-archive with one image and nothing in it. */
export const imageArchive = async (file: string, reference: string, architecture: string): Promise<void> => {
	await mkdir(path.dirname(file), {recursive: true});
	const json = (name: string, value: unknown) => ({name, bytes: Buffer.from(JSON.stringify(value))});
	await writeTar(file, [
		json('config.json', {architecture, os: 'linux', pad: body(64).toString('hex')}),
		json('manifest.json', [{Config: 'config.json', RepoTags: [reference], Layers: []}]),
	]);
};

export const straw = async (t: ExecutionContext) => {
	const directory = await mkdtemp(path.join(tmpdir(), 'kinstall-bundle-'));
	t.teardown(() => rm(directory, {recursive: true, force: true}));
	const artifacts = path.join(directory, 'artifacts');
	await mkdir(artifacts);
	for (const arch of ['amd64', 'arm64'])
		for (const {file} of wantedArtifacts({kubernetes: 'v1.37.1'}, arch)) {
			const content = body(5000);
			await writeFile(path.join(artifacts, file), content);
			await writeFile(path.join(artifacts, `${file}.sha256`), sha256(content));
		}
	await imageArchive(path.join(artifacts, 'images/pause.tar'), pause, 'amd64');
	const folder = inFolder(directory);
	const spec = specOf('{from: folder, path: artifacts, sums: beside, images: [images/pause.tar]}');
	const cache = path.join(directory, 'cache');
	const output = path.join(directory, 'made.tar');
	const create = (wanted: ClusterSpec = spec, file = output) =>
		createBundle(wanted, folder, {allowUnpinned: true, packages: false, pull: false, output: file, cache});
	/** What is known of node1. */
	const found = async (arch: string) => {
		await mkdir(folder.facts, {recursive: true});
		await writeFile(
			path.join(folder.facts, 'node1.json'),
			JSON.stringify({host: 'node1', arch, os: {id: 'debian', version: '12'}, packager: 'apt'}),
		);
	};
	return {directory, artifacts, folder, spec, cache, output, create, found};
};

/** Each reason of a refusal as `what: why`. */
export const refusal = async (t: ExecutionContext, attempt: Promise<unknown>): Promise<string[]> => {
	const error = await t.throwsAsync(attempt, {instanceOf: ArtifactError});
	return error?.reasons.map(({what, why}) => `${what}: ${why}`) ?? [];
};
