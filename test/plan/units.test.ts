/** The units as systemd itself reads them, and what each daemon may read and write. */
import {chmod, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {execa} from 'execa';
import {accountsOn} from '../../source/catalog/accounts.ts';
import type {Pki} from '../../source/catalog/certificate-types.ts';
import {defaultVersion} from '../../source/catalog/releases.ts';
import {makePlan} from '../../source/plan/make-plan.ts';
import type {File, Plan} from '../../source/plan/types.ts';
import {parseSpec} from '../../source/spec/parse-spec.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {issuePki} from '../pki/issue.ts';

const load = async (name: string): Promise<{spec: ClusterSpec; pki: Pki}> => {
	const text = await readFile(`fixtures/specs/${name}.yaml`, 'utf8');
	const parsed = parseSpec(`${text.replace(/^pki:.*$/m, '')}\npki: {key: ecdsa-p256}\n`, name);
	if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
	const directory = await mkdtemp(path.join(tmpdir(), 'kinstall-units-'));
	// The newest Kubernetes has all that any has: plans for every version can be made of it.
	const pki = await issuePki({...parsed.spec, kubernetes: defaultVersion}, directory);
	await rm(directory, {recursive: true});
	return {spec: parsed.spec, pki};
};

const secured = (spec: ClusterSpec, nonRoot: boolean): ClusterSpec => ({...spec, security: {...spec.security, nonRoot}});

const filesOf = (plan: Plan, host: string): readonly File[] =>
	plan.steps.flatMap(({tasks}) => tasks.filter(task => task.host === host).flatMap(({files}) => files));

const unitsOf = (plan: Plan, host: string): readonly File[] =>
	filesOf(plan, host).filter(file => file.path.startsWith('/etc/systemd/system/'));

/** What systemd says to units that lie alone in a root of their own, with a program for every command. */
const verify = async (units: readonly File[]): Promise<string> => {
	const root = await mkdtemp(path.join(tmpdir(), 'kinstall-verify-'));
	const place = async (file: string, content: string): Promise<void> => {
		await mkdir(path.dirname(path.join(root, file)), {recursive: true});
		await writeFile(path.join(root, file), content);
	};
	for (const target of ['sysinit', 'basic', 'shutdown', 'network-online', 'time-sync', 'local-fs', 'multi-user', 'timers'])
		await place(`/usr/lib/systemd/system/${target}.target`, `[Unit]\nDescription=${target}\nDefaultDependencies=no\n`);
	for (const unit of units) {
		await place(unit.path, unit.content);
		for (const [, program = ''] of unit.content.matchAll(/^Exec\w+=[-+]*(\/\S+)/gm)) {
			await place(program, '');
			await chmod(path.join(root, program), 0o755);
		}
	}
	const names = units.map(unit => path.basename(unit.path));
	const {all = '', exitCode} = await execa('systemd-analyze', [`--root=${root}`, '--man=no', 'verify', ...names], {
		all: true,
		reject: false,
	});
	await rm(root, {recursive: true});
	return exitCode === 0 ? all : `${exitCode}: ${all}`;
};

test('systemd finds nothing wrong with any unit of any shape and version', async t => {
	for (const name of ['one', 'five', 'workers-only']) {
		const {spec, pki} = await load(name);
		for (const kubernetes of ['v1.19.16', 'v1.36.0'])
			for (const nonRoot of [false, true]) {
				const plan = makePlan({...secured(spec, nonRoot), kubernetes}, {}, pki);
				for (const host of spec.hosts) {
					const units = unitsOf(plan, host.name);
					t.true(units.length > 0);
					t.is(await verify(units), '', `${name}, ${kubernetes}, ${host.name}${nonRoot ? ', not root' : ''}`);
				}
			}
	}
});

test('systemd does find a mistake in a unit', async t => {
	const {spec, pki} = await load('one');
	const [unit] = unitsOf(makePlan(spec, {}, pki), spec.hosts[0]!.name);
	t.regex(await verify([{...unit!, content: unit!.content.replace('Restart=', 'Restarts=')}]), /Unknown key.*Restarts/);
	t.regex(await verify([{...unit!, content: unit!.content.replace(/^ProtectSystem=.*$/m, 'ProtectSystem=very')}]), /very/);
});

const lineOf = (unit: string, key: string): string | undefined => new RegExp(`^${key}=(.*)$`, 'm').exec(unit)?.[1];

/** Secrets that a unit's command names, directly or through a kubeconfig. */
const secretsNamed = (files: readonly File[], unit: string): readonly File[] => {
	const named = (text: string) => files.filter(file => !file.path.startsWith('/etc/systemd/') && text.includes(file.path));
	const command = unit.slice(unit.indexOf('\nExecStart=')).split('\n\n')[0]!;
	const direct = named(command);
	const through = direct.flatMap(({content}) => named(content));
	return [...direct, ...through, ...through.flatMap(({content}) => named(content))].filter(({secret, mode}) => secret || mode !== 0o644);
};

test('without root each daemon reads the secrets that its command names, and no other does', async t => {
	const {spec, pki} = await load('five');
	const plan = makePlan(secured(spec, true), {}, pki);
	for (const host of spec.hosts) {
		const files = filesOf(plan, host.name);
		const readable = new Map<string, Set<string>>();
		const {users, groups} = accountsOn(secured(spec, true), host);
		for (const daemon of users) {
			const unit = unitsOf(plan, host.name).find(({path: at}) => at.endsWith(`/${daemon}.service`))!.content;
			t.is(lineOf(unit, 'User'), daemon);
			const mine = [lineOf(unit, 'Group'), ...(lineOf(unit, 'SupplementaryGroups')?.split(' ') ?? [])];
			t.true(
				mine.every(group => [...users, ...groups].includes(group as never)),
				`${daemon}: ${mine}`,
			);
			const secrets = secretsNamed(files, unit);
			t.true(secrets.length > 1, daemon);
			for (const {path: at, owner, mode} of secrets) {
				t.is(mode, 0o640, at);
				t.true(mine.includes(owner.split(':')[1]), `${daemon} reads ${at} (${owner})`);
				readable.set(at, (readable.get(at) ?? new Set()).add(daemon));
			}
		}
		for (const {path: at, owner, mode} of files.filter(file => file.mode === 0o640 || !/^root:root$/.test(file.owner))) {
			t.true(readable.has(at), `${at} (${owner} ${mode.toString(8)}) is given to a daemon whose command does not name it`);
			t.is(readable.get(at)!.size, owner === 'root:kube-service-account' ? 2 : 1, at);
		}
	}
});

test("as root no unit names a user, and every secret is root's alone", async t => {
	const {spec, pki} = await load('five');
	const plan = makePlan(secured(spec, false), {}, pki);
	for (const host of spec.hosts) {
		t.deepEqual(accountsOn(spec, host), {users: [], groups: []});
		for (const {path: at, owner, mode, secret} of filesOf(plan, host.name)) {
			t.is(owner, 'root:root', at);
			if (secret) t.is(mode, 0o600, at);
		}
		for (const {content} of unitsOf(plan, host.name)) t.is(lineOf(content, 'User'), undefined);
	}
});

test('a directory that a flag names may be written, and belongs to who runs the daemon', async t => {
	const {spec, pki} = await load('five');
	for (const [nonRoot, user] of [
		[false, 'root'],
		[true, 'etcd'],
	] as const) {
		const unit = unitsOf(makePlan(secured(spec, nonRoot), {}, pki), 'node1').find(({path: at}) => at.endsWith('/etcd.service'))!.content;
		t.is(lineOf(unit, 'ReadWritePaths'), '/var/lib/etcd');
		t.true(unit.includes(`ExecStartPre=+/bin/chown -RH ${user}:${user} /var/lib/etcd\n`), unit);
	}
});

test('containerd and kubelet keep all that containers need', async t => {
	const {spec, pki} = await load('five');
	const plan = makePlan(spec, {}, pki);
	for (const name of ['containerd', 'kubelet']) {
		const {content} = unitsOf(plan, 'node3').find(({path: at}) => at.endsWith(`/${name}.service`))!;
		t.notRegex(content, /^(Protect|Private|Restrict|NoNew|System|Capability|MemoryDeny|Lock)/m);
		t.regex(content, /^Delegate=yes$/m);
		t.regex(content, /^KillMode=process$/m);
	}
});

test('where root may not lower its score, no unit asks for it', async t => {
	const {spec, pki} = await load('one');
	const name = spec.hosts[0]!.name;
	const facts = {sysResource: false, arch: 'amd64'} as never;
	t.true(unitsOf(makePlan(spec, {}, pki), name).some(({content}) => content.includes('OOMScoreAdjust')));
	t.false(unitsOf(makePlan(spec, {[name]: facts}, pki), name).some(({content}) => content.includes('OOMScoreAdjust')));
});
