/** The preview as records, in the order in which it is read: the screen makes rows of them, the command line lines. */
import {readPlace} from '../../plan/distribution.ts';
import type {Artifact, Binary, File, Plan, Vars} from '../../plan/types.ts';
import {assumptionText, noteText} from '../../plan/words.ts';
import {phaseTitle} from '../phase-title.ts';
import {type Consumer, consumersOf} from './consumers.ts';
import type {Preview} from './preview.ts';

type Host = Plan['hosts'][number];
type IssuedCertificate = Plan['certificates'][number];

export type ClusterRecord = {
	readonly type: 'plan';
	readonly digest: string;
	readonly cluster: string;
	readonly kubernetes: string;
	readonly hosts: number;
};
export type HostRecord = {
	readonly type: 'host';
	readonly host: Host;
	readonly phases: readonly string[];
	readonly units: readonly string[];
	readonly files: readonly string[];
	readonly binaries: readonly string[];
};
export type ArtifactRecord = {
	readonly type: 'artifact';
	readonly artifact: Artifact;
	readonly pinned: boolean;
	readonly paths: readonly string[];
};
export type CertificateRecord = {
	readonly type: 'certificate';
	readonly certificate: IssuedCertificate;
	/** How many authorities stand above it. */
	readonly depth: number;
	readonly consumers: readonly Consumer[];
	/** All that it says, in words. */
	readonly text: string;
};
/** A secret that belongs to no certificate. */
export type SecretRecord = {readonly type: 'secret'; readonly id: string; readonly consumers: readonly Consumer[]};
export type BinaryRecord = {
	readonly type: 'binary';
	readonly host: string;
	readonly phase: string;
	readonly binary: Binary;
	readonly artifact: Artifact | undefined;
	readonly pinned: boolean;
	/** Where the host itself asks for the artifact, in this order; none where it comes over ssh. */
	readonly places: readonly string[];
};
export type FileRecord = {readonly type: 'file'; readonly host: string; readonly phase: string; readonly file: File};
export type ScriptRecord = {
	readonly type: 'script';
	readonly id: string;
	readonly title: string;
	readonly text: string;
	readonly vars: Readonly<Record<string, Vars>>;
};
export type NoteRecord =
	| {readonly type: 'finding'; readonly finding: Preview['findings'][number]}
	/** What this plan does otherwise than others. */
	| {readonly type: 'note'; readonly text: string}
	| {readonly type: 'unpinned'; readonly file: string}
	| {readonly type: 'assumption'; readonly text: string};

export type PreviewRecord =
	| ClusterRecord
	| HostRecord
	| ArtifactRecord
	| CertificateRecord
	| SecretRecord
	| BinaryRecord
	| FileRecord
	| ScriptRecord
	| NoteRecord;

export type PreviewRecords = {
	readonly topology: ReadonlyArray<ClusterRecord | HostRecord | ArtifactRecord>;
	readonly certificates: ReadonlyArray<CertificateRecord | SecretRecord>;
	readonly files: ReadonlyArray<BinaryRecord | FileRecord>;
	readonly scripts: readonly ScriptRecord[];
	readonly notes: readonly NoteRecord[];
};

type Task = Plan['steps'][number]['tasks'][number] & {readonly phase: string};

const tasksByHost = ({steps}: Plan): ReadonlyMap<string, readonly Task[]> =>
	Map.groupBy(
		steps.flatMap(({id, tasks}) => tasks.map(task => ({...task, phase: id}))),
		({host}) => host,
	);

type Site = {readonly preview: Preview; readonly tasks: ReadonlyMap<string, readonly Task[]>; readonly unpinned: ReadonlySet<string>};

const topology = ({preview: {plan}, tasks, unpinned}: Site): PreviewRecords['topology'] => {
	const hosts = plan.hosts.map((host): HostRecord => {
		const own = tasks.get(host.name) ?? [];
		return {
			type: 'host',
			host,
			phases: own.map(({phase}) => phase),
			units: own.flatMap(({vars}) => (typeof vars['unit'] === 'string' ? [vars['unit']] : [])),
			files: own.flatMap(({files}) => files.map(({path}) => path)),
			binaries: own.flatMap(({binaries}) => binaries.map(({path}) => path)),
		};
	});
	const paths = new Map<string, Set<string>>();
	for (const {artifact, path} of [...tasks.values()].flat().flatMap(({binaries}) => binaries))
		paths.set(artifact, (paths.get(artifact) ?? new Set()).add(path));
	const {digest, cluster, kubernetes} = plan;
	return [
		{type: 'plan', digest, cluster, kubernetes, hosts: hosts.length},
		...hosts,
		...plan.artifacts.map((artifact): ArtifactRecord => {
			return {type: 'artifact', artifact, pinned: !unpinned.has(artifact.file), paths: [...(paths.get(artifact.id) ?? [])]};
		}),
	];
};

const certificates = ({preview}: Site): PreviewRecords['certificates'] => {
	const {plan, certificateTexts} = preview;
	const consumers = consumersOf(preview);
	const record = (certificate: IssuedCertificate, depth: number): CertificateRecord => ({
		type: 'certificate',
		certificate,
		depth,
		consumers: consumers.get(certificate.id) ?? [],
		text: certificateTexts[certificate.id] ?? certificate.certificate,
	});
	const bySigner = Map.groupBy(plan.certificates, ({signer}) => signer);
	const below = (signer: string, depth: number): CertificateRecord[] =>
		(bySigner.get(signer) ?? [])
			.filter(({id}) => id !== signer)
			.flatMap(one => [record(one, depth), ...(one.authority ? below(one.id, depth + 1) : [])]);
	const known = new Set(plan.certificates.map(({id}) => id));
	const roots = plan.certificates.filter(({id, signer}) => signer === id || !known.has(signer));
	return [
		...roots.flatMap(root => [record(root, 0), ...below(root.id, 1)]),
		...[...consumers].filter(([id]) => !known.has(id)).map(([id, some]): SecretRecord => ({type: 'secret', id, consumers: some})),
	];
};

const files = ({preview: {plan}, tasks, unpinned}: Site): PreviewRecords['files'] => {
	const artifacts = new Map(plan.artifacts.map(artifact => [artifact.id, artifact]));
	const pinned = (artifact?: Artifact) => artifact !== undefined && !unpinned.has(artifact.file);
	return plan.hosts.flatMap(({name: host}) =>
		(tasks.get(host) ?? []).flatMap(({phase, binaries, vars, files: own}) => {
			const places = ((vars['places'] ?? []) as readonly string[]).map(readPlace);
			return [
				...binaries.map((binary): BinaryRecord => {
					const artifact = artifacts.get(binary.artifact);
					const asked = places.filter(place => place.artifact === binary.artifact).map(({url}) => url);
					return {type: 'binary', host, phase, binary, artifact, pinned: pinned(artifact), places: asked};
				}),
				...own.map((file): FileRecord => ({type: 'file', host, phase, file})),
			];
		}),
	);
};

export const previewRecords = (preview: Preview): PreviewRecords => {
	const site: Site = {preview, tasks: tasksByHost(preview.plan), unpinned: new Set(preview.unpinned)};
	return {
		topology: topology(site),
		certificates: certificates(site),
		files: files(site),
		scripts: preview.scripts.map(
			({id, title, text, vars}): ScriptRecord => ({type: 'script', id, title: phaseTitle({id, title}), text, vars}),
		),
		notes: [
			...preview.findings.map((finding): NoteRecord => ({type: 'finding', finding})),
			...[...(preview.notes ?? []), ...preview.plan.notes].map((note): NoteRecord => ({type: 'note', text: noteText(note)})),
			...preview.unpinned.map((file): NoteRecord => ({type: 'unpinned', file})),
			...preview.plan.assumptions.map((one): NoteRecord => ({type: 'assumption', text: assumptionText(one)})),
		],
	};
};
