import {createHash} from 'node:crypto';
import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {wantedArtifacts} from '../../../source/catalog/releases.ts';
import type {Facts} from '../../../source/plan/facts.ts';
import {judgePreparation} from '../../../source/plan/judge-preparation.ts';
import {offeredPackages} from '../../../source/run/bundle/offered-packages.ts';
import {openBundle} from '../../../source/run/bundle/open-bundle.ts';
import {takeBundle} from '../../../source/run/bundle/take-bundle.ts';
import {lockName} from '../../../source/run/bundle/types.ts';
import {writeTar} from '../../../source/run/bundle/write-tar.ts';
import {specOf, straw} from './bundle-setting.ts';

const offline = specOf('{from: bundle, path: made.tar, sums: beside}');
const facts = (version: string) => ({os: {id: 'debian', version, name: 'Debian'}, arch: 'amd64', packager: 'apt'}) as Facts;

/** The bundle of straw with packages for Debian 12 added. */
const withPackages = async (file: string) => {
	const contents = await (async () => {
		await using bundle = await openBundle(file);
		const bytesOf = async (name: string, size: number) => {
			const parts: Buffer[] = [];
			for await (const part of bundle.read({...bundle.lock.members[0]!, name, size})) parts.push(part);
			return Buffer.concat(parts);
		};
		const kept = await Promise.all(bundle.lock.members.map(async member => ({member, bytes: await bytesOf(member.name, member.size)})));
		const added = [
			['Packages', 'index', 'Package: iptables\n'],
			['iptables_1.8.9-2_amd64.deb', 'package', 'straw'],
			['libip4tc2_1%3a1.8.9-2_amd64.deb', 'package', 'more straw'],
		] as const;
		const fresh = added.map(([name, kind, text]) => ({
			member: {
				name: `packages/debian-12-amd64/${name}`,
				kind,
				version: '1',
				arch: 'amd64',
				size: text.length,
				sha256: createHash('sha256').update(text).digest('hex'),
			},
			bytes: Buffer.from(text),
		}));
		const all = [...kept, ...fresh];
		const lock = {...bundle.lock, members: all.map(({member}) => member)};
		return [{name: lockName, bytes: Buffer.from(JSON.stringify(lock))}, ...all.map(({member, bytes}) => ({name: member.name, bytes}))];
	})();
	await writeTar(file, contents);
};

test('a host gets the packages of its own distribution, and no other', async t => {
	const {create, folder, cache, output, found} = await straw(t);
	await create();
	await withPackages(output);
	await using bundle = await openBundle(output);
	t.deepEqual(offeredPackages(bundle.lock, facts('12')), ['iptables', 'libip4tc2']);
	t.deepEqual(offeredPackages(bundle.lock, facts('13')), []);

	const artifacts = wantedArtifacts(offline, 'amd64');
	t.deepEqual((await takeBundle(offline, folder, artifacts, {cache})).packages, {});
	await found('amd64');
	const {packages} = await takeBundle(offline, folder, artifacts, {cache});
	const place = packages['node1']!;
	t.is(await readFile(path.join(place, 'Packages'), 'utf8'), 'Package: iptables\n');
	t.deepEqual((await readdir(place)).filter(name => name.endsWith('.deb')).sort(), [
		'iptables_1.8.9-2_amd64.deb',
		'libip4tc2_1%3a1.8.9-2_amd64.deb',
	]);
});

test('packages that a host lacks and the bundle does not bring stand in the way', t => {
	const look = {packages: ['iproute2', 'kmod'], modules: [], sysctls: {}, swaps: [], advertised: []} as unknown as Parameters<
		typeof judgePreparation
	>[3];
	const found = (offered?: readonly string[]) =>
		judgePreparation(offline, offline.hosts[0]!, facts('12'), look, offered)
			.filter(({id}) => id === 'packages')
			.map(({severity, what}) => `${severity}: ${what}`);
	const all = 'packages are missing: iptables, conntrack, duktape';
	t.deepEqual(found(), [`prepared: ${all}`]);
	t.deepEqual(found(['conntrack', 'duktape', 'iptables', 'libc6']), [`prepared: ${all}`]);
	t.deepEqual(found(['iptables']), [
		'failure: packages are missing: conntrack, duktape, and the bundle does not bring them for this distribution',
	]);
});
