/** What plans emit, against what the executables themselves said of it: fixtures/flags. */
import {existsSync} from 'node:fs';
import {isDeepStrictEqual} from 'node:util';
import test from 'ava';
import {emit} from '../../scripts/oracle/emit.ts';
import {type Flags, readFlags, readProbed, recorded} from '../../scripts/oracle/fixtures.ts';
import {binariesOf, toolFile} from '../../scripts/oracle/places.ts';
import {probeConfig} from '../../scripts/oracle/probe-config.ts';
import {probeEmitted, sha256} from '../../scripts/oracle/probe-emitted.ts';
import {deprecationsIn, parseProbe} from '../../scripts/oracle/probe-flags.ts';
import {takeFromLab} from '../../scripts/oracle/take.ts';
import {oracleVersions} from '../../scripts/oracle/versions.ts';
import {kubeletBootstrap} from '../../source/catalog/flags/kubelet.ts';
import {releaseOf} from '../../source/catalog/releases.ts';
import {flagRows} from '../../source/catalog/render-flags.ts';
import type {FlaggedDaemon} from '../../source/spec/types.ts';

// Before the first test: ava wants all of them told in one go.
await takeFromLab();
const minors = await recorded('');
const etcds = await recorded('etcd-');
const again = (minor: string): string => `run npm run oracle -- ${minor}`;

/** Those whose executables the lab makes: they are shown what is new at once. The others are built when somebody asks; until then their flags alone are known. */
const atHand = ['1.20', '1.37'];

const minorOf = (version: string): string => version.split('.', 2).join('.');
const reasonFor = (daemon: FlaggedDaemon, name: string): string | undefined =>
	[...flagRows[daemon], ...(daemon === 'kubelet' ? kubeletBootstrap : [])].find(row => row.name === name && row.deprecated)?.deprecated;

test('the newest three minors are recorded, and 1.20 that the lab runs', t => {
	for (const minor of ['1.20', '1.35', '1.36', '1.37']) t.true(minors.includes(minor), minor);
	t.true(minors.every(minor => oracleVersions[minor] !== undefined));
});

for (const minor of minors) {
	test(`${minor}: every flag of every plan is known there, and none is deprecated without a reason`, async t => {
		const etcd = `etcd-${minorOf(releaseOf(minor).etcd)}`;
		const known: Flags = {...(await readFlags(minor)), ...(etcds.includes(etcd) ? await readFlags(etcd) : {})};
		const {lines} = await emit(minor);
		t.true(lines.length >= 15);
		for (const {daemon, flags, variant} of lines) {
			const lore = known[daemon];
			if (!lore) t.log(`${etcd} is not recorded`);
			for (const name of lore ? flags.map(flag => flag.slice(2).split('=', 1)[0]!) : []) {
				t.truthy(lore![name], `${variant}: ${daemon} of ${minor} knows no --${name}`);
				if (lore![name]?.deprecated !== undefined)
					t.truthy(reasonFor(daemon, name), `${variant}: --${name} of ${daemon} is deprecated in ${minor}: ${lore![name]!.deprecated}`);
			}
		}
	});

	test(`${minor}: command lines and files are those that its executables were shown, and took`, async t => {
		const [now, then] = [await emit(minor), await readProbed(minor)];
		const lines = now.lines.map(({flags, ...line}) => ({...line, flags: flags.join(' ')}));
		const configs = now.configs.map(({content, ...config}) => ({...config, sha256: sha256(content)}));
		const shown = {
			lines: then.lines.map(({variant, daemon, flags}) => ({variant, daemon, flags})),
			configs: then.configs.map(({variant, daemon, path, sha256: sum}) => ({variant, daemon, path, sha256: sum})),
		};
		if (atHand.includes(minor)) t.deepEqual({lines, configs}, shown, again(minor));
		else {
			const news = [...lines, ...configs].filter(one => ![...shown.lines, ...shown.configs].some(other => isDeepStrictEqual(one, other)));
			if (news.length > 0) t.log(`of lines and files, ${news.length} not shown to ${minor} yet: ${again(minor)}`);
		}
		for (const {daemon, code, output} of then.lines) {
			if (code === undefined) t.is(daemon, 'etcd');
			else t.is(code, 0, `${daemon}: ${output.join('\n')}`);
			for (const [name] of deprecationsIn(output.join('\n'))) t.truthy(reasonFor(daemon, name), `${daemon} --${name}`);
		}
		for (const {daemon, loads, complaint} of then.configs) {
			if (loads === undefined) t.is(daemon, 'containerd');
			else t.true(loads, `${daemon}: ${complaint}`);
		}
	});
}

// 1.20 alone in every run, as the lab has made it: the others are what the records are for.
const bin = binariesOf('1.20');
const real = bin ? test.serial : test.serial.skip;
if (!bin) console.log('1.20 is not asked: the lab has not made its executables; npm test -- prepare makes them');

real('1.20: the executables still take all of it', async t => {
	t.deepEqual(await probeEmitted('1.20', bin!), await readProbed('1.20'), again('1.20'));
});

real('the parse probe tells an unknown flag and a bad value', async t => {
	const answers = [await parseProbe(`${bin}/kube-apiserver`, ['--secure-prot=6443']), await parseProbe(`${bin}/kubelet`, ['--port=many'])];
	t.true(answers.every(({code}) => code !== 0));
	t.regex(answers[0]!.output, /unknown flag: --secure-prot/);
	t.regex(answers[1]!.output, /invalid argument/);
});

real('the probe of configuration files tells a field that is not known', async t => {
	const {configs} = await emit('1.20');
	for (const {daemon, content} of configs.filter(({variant}) => variant === 'five')) {
		const binary = daemon === 'containerd' ? toolFile('containerd', releaseOf('1.20').containerd) : `${bin}/${daemon}`;
		if (!existsSync(binary)) continue;
		// Not SystemdCgroup: a runtime's options are a table of any keys to containerd.
		const wrong = daemon === 'containerd' ? content.replace('sandbox_image', 'sandbox_imago') : `${content}nonsense: true\n`;
		t.not(wrong, content);
		t.truthy(await probeConfig(daemon, binary, wrong), daemon);
	}
});
