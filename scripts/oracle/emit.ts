import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {Pki} from '../../source/catalog/certificate-types.ts';
import {lives} from '../../source/catalog/place.ts';
import {defaultVersion} from '../../source/catalog/releases.ts';
import {issueEncryption} from '../../source/pki/encryption.ts';
import {issueAll} from '../../source/pki/issue-all.ts';
import type {Facts} from '../../source/plan/facts.ts';
import {makePlan} from '../../source/plan/make-plan.ts';
import {requestCertificates} from '../../source/plan/request-certificates.ts';
import type {Plan} from '../../source/plan/types.ts';
import {parseSpec} from '../../source/spec/parse-spec.ts';
import {type ClusterSpec, type FlaggedDaemon, flaggedDaemons} from '../../source/spec/types.ts';

/** One command line of a plan: `flags` as the unit has them. Hosts that differ in values alone stand for one another. */
export type Line = {readonly variant: string; readonly daemon: FlaggedDaemon; readonly flags: readonly string[]};
/** One configuration file of a plan. */
export type Config = {readonly variant: string; readonly daemon: ConfiguredDaemon; readonly path: string; readonly content: string};
export type ConfiguredDaemon = 'containerd' | 'kube-proxy' | 'kube-scheduler' | 'kubelet';
export type Emitted = {readonly lines: readonly Line[]; readonly configs: readonly Config[]};

const root = path.join(import.meta.dirname, '..', '..', 'fixtures');
/** Every choice of a cluster.yaml, and every fact of a host, that changes a flag or one of these files. */
const variants: Readonly<Record<string, string>> = {
	five: path.join(root, 'specs', 'five.yaml'),
	dual: path.join(root, 'flags', 'specs', 'dual.yaml'),
	six: path.join(root, 'flags', 'specs', 'six.yaml'),
};
const facts: Readonly<Record<string, Partial<Facts>>> = {six: {cgroup: 1, sysResource: false, conntrack: false}};

const configFiles: Readonly<Record<string, ConfiguredDaemon>> = {
	'/etc/containerd/config.toml': 'containerd',
	'/etc/kubernetes/kube-proxy-config.yaml': 'kube-proxy',
	'/etc/kubernetes/kube-scheduler-config.yaml': 'kube-scheduler',
	'/etc/kubernetes/kubelet-config.yaml': 'kubelet',
};

/** The words of a unit's ExecStart, as systemd would read them. */
const commandOf = (unit: string): string[] => {
	const [, command = ''] = /^ExecStart=((?:.*\\\n)*.*)$/m.exec(unit) ?? [];
	return command.replaceAll('\\\n', ' ').replaceAll('%%', '%').split(/\s+/);
};

const linesOf = (variant: string, {steps}: Plan): Line[] => {
	const tasks = steps.flatMap(step => step.tasks);
	const units = tasks.flatMap(({files}) => files.filter(file => file.path.endsWith('.service')).map(file => commandOf(file.content)));
	const lines = units.flatMap(([binary = '', ...flags]) =>
		flaggedDaemons.filter(daemon => binary.endsWith(`/${daemon}`)).map(daemon => ({variant, daemon, flags})),
	);
	// What phase 55 starts for as long as a kubelet waits for its certificate.
	const joining = tasks.flatMap(({vars}) =>
		vars['flags'] ? [{variant, daemon: 'kubelet' as const, flags: vars['flags'] as string[]}] : [],
	);
	const shape = ({daemon, flags}: Line) => `${daemon} ${flags.map(flag => flag.split('=', 1)[0]).join(' ')}`;
	return [...new Map([...lines, ...joining].reverse().map(line => [shape(line), line])).values()].reverse();
};

const configsOf = (variant: string, {steps}: Plan): Config[] => {
	const files = steps.flatMap(({tasks}) => tasks).flatMap(task => task.files);
	const found = files.flatMap(({path, content}) => {
		const daemon = configFiles[path];
		return daemon ? [{variant, daemon, path, content}] : [];
	});
	// Of hosts with the same fields the first.
	const shape = ({daemon, content}: Config) => `${daemon} ${content.replaceAll(/^(\s*[\w-]+[:=]?).*$/gm, '$1')}`;
	return [...new Map(found.reverse().map(config => [shape(config), config])).values()].reverse();
};

type Subject = {readonly name: string; readonly spec: ClusterSpec; readonly pki: Pki};

const issue = async (spec: ClusterSpec): Promise<Pki> => {
	const directory = await mkdtemp(path.join(tmpdir(), 'kinstall-oracle-'));
	try {
		const {certificates, keyPairs} = requestCertificates(spec);
		const issued = await issueAll(certificates, keyPairs, directory, {now: new Date()});
		const encryption = await issueEncryption(spec.security, directory);
		return {...issued, ...(encryption && {encryption})};
	} finally {
		await rm(directory, {recursive: true});
	}
};

let subjects: Promise<Subject[]> | undefined;

/** Certificates are issued once: the newest Kubernetes has all that any has. */
const readSubjects = (): Promise<Subject[]> =>
	Promise.all(
		Object.entries(variants).map(async ([name, file]) => {
			const parsed = parseSpec(await readFile(file, 'utf8'), file);
			if ('problems' in parsed) throw new Error(`${file}: ${JSON.stringify(parsed.problems)}`);
			return {name, spec: parsed.spec, pki: await issue({...parsed.spec, kubernetes: defaultVersion})};
		}),
	);

const at = (spec: ClusterSpec, minor: string): ClusterSpec => ({
	...spec,
	kubernetes: `v${minor}.0`,
	...(spec.name === 'six' && {proxy: {mode: 'ipvs' as const}}),
	// A choice of newer ones.
	...(spec.name === 'dual' && lives({since: '1.31'}, minor) && {proxy: {mode: 'nftables' as const}}),
});

/** What plans for a Kubernetes minor hold, over all variants: every shape of command line and of configuration file. */
export const emit = async (minor: string): Promise<Emitted> => {
	subjects ??= readSubjects();
	const plans = (await subjects).map(({name, spec, pki}) => {
		const seen = Object.fromEntries(spec.hosts.map(host => [host.name, {arch: 'amd64', ...facts[name]} as Facts]));
		return {name, plan: makePlan(at(spec, minor), facts[name] ? seen : {}, pki)};
	});
	return {lines: plans.flatMap(({name, plan}) => linesOf(name, plan)), configs: plans.flatMap(({name, plan}) => configsOf(name, plan))};
};
