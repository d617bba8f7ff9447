import type {Preview} from '../state/preview/preview.ts';
import {modeText, recordText, rolesText} from '../state/preview/record-text.ts';
import {
	type ArtifactRecord,
	type BinaryRecord,
	type CertificateRecord,
	type FileRecord,
	type NoteRecord,
	type PreviewRecord,
	type PreviewRecords,
	previewRecords,
	type SecretRecord,
} from '../state/preview/records.ts';
import {texts} from '../texts/texts.ts';

const say = texts.preview;

/** One row of a section of the preview. */
export type PreviewRow = {
	readonly id: string;
	readonly cells: readonly string[];
	readonly color?: string;
	/** What Enter shows; absent on headlines. The text is made when it is asked for. */
	readonly open?: {readonly title: string; readonly text: () => string};
	/** What can be compared with what a host has now: a file, or with no path all of the host. */
	readonly on?: {readonly host: string; readonly path?: string};
};

export type Section = {
	readonly title: string;
	/** Cells of all columns but the last. */
	readonly widths: readonly number[];
	readonly rows: readonly PreviewRow[];
};

/** Everything that will exist, by section. Pure, and the very values of the plan. */
export function previewSections(preview: Preview): readonly Section[] {
	const records = previewRecords(preview);
	const titles = say.sections;
	return [
		{title: titles.topology, widths: [22, 16], rows: topologyRows(records.topology)},
		{title: titles.certificates, widths: [24, 26, 11], rows: records.certificates.map(certificateRow)},
		{title: titles.files, widths: [6, 14, 12], rows: fileRows(records.files)},
		{title: titles.scripts, widths: [18, 30], rows: records.scripts.map(record => scriptRow(record))},
		{title: titles.notes, widths: [], rows: noteRows(records.notes)},
	];
}

const opens = (title: string, record: PreviewRecord) => ({open: {title, text: () => recordText(record)}});

function topologyRows(records: PreviewRecords['topology']): readonly PreviewRow[] {
	const count = records.filter(({type}) => type === 'artifact').length;
	return records.flatMap((record, index): PreviewRow[] => {
		if (record.type === 'plan') {
			const title = say.cluster(record.cluster, record.kubernetes, record.hosts);
			return [{id: 'plan', cells: [title], color: 'cyan', ...opens(title, record)}];
		}
		if (record.type === 'artifact') {
			const head: PreviewRow[] =
				records[index - 1]?.type === 'artifact' ? [] : [{id: 'artifacts', cells: [say.artifacts(count)], color: 'cyan'}];
			return [...head, artifactRow(record)];
		}
		const {name, address} = record.host;
		return [{id: `host ${name}`, cells: [name, address, rolesText(record)], on: {host: name}, ...opens(name, record)}];
	});
}

const artifactRow = (record: ArtifactRecord): PreviewRow => {
	const {id, file, version} = record.artifact;
	return {
		id: `artifact ${id}`,
		cells: [record.pinned ? say.pinned : say.notPinned, version, file],
		...(record.pinned ? {} : {color: 'yellow'}),
		...opens(file, record),
	};
};

function certificateRow(record: CertificateRecord | SecretRecord): PreviewRow {
	const users = [...new Set(record.consumers.map(({who}) => who.split('/').at(-1)!))].join(', ');
	if (record.type === 'secret') return {id: record.id, cells: [record.id, say.secret, '', users], ...opens(`pki/${record.id}`, record)};
	const {id, file, authority, commonName, organization, notAfter} = record.certificate;
	return {
		id,
		cells: [
			`${'  '.repeat(record.depth)}${id}`,
			`CN=${commonName}${organization === undefined ? '' : ` O=${organization}`}`,
			notAfter.slice(0, 10),
			[...(authority ? [say.authority] : []), ...(users === '' ? [] : [users])].join(': '),
		],
		...(authority ? {color: 'cyan'} : {}),
		...opens(`${id} (pki/${file}.crt)`, record),
	};
}

function fileRows(records: PreviewRecords['files']): readonly PreviewRow[] {
	return [...Map.groupBy(records, ({host}) => host)].flatMap(([host, own]) => [
		{id: host, cells: [say.host(host, own.length)], color: 'cyan', on: {host}},
		...own.map(record => (record.type === 'binary' ? binaryRow(record) : fileRow(record))),
	]);
}

const binaryRow = (record: BinaryRecord): PreviewRow => {
	const {host, phase, binary} = record;
	return {
		id: `${host} ${phase} ${binary.path}`,
		cells: ['0755', 'root:root', phase, binary.path],
		on: {host, path: binary.path},
		...opens(`${host}: ${binary.path} (${say.binary})`, record),
	};
};

const fileRow = (record: FileRecord): PreviewRow => {
	const {host, phase, file} = record;
	const mode = modeText(file);
	return {
		id: `${host} ${phase} ${file.path}`,
		cells: [mode, file.owner, phase, file.secret === undefined ? file.path : `${file.path} (${say.secret})`],
		on: {host, path: file.path},
		...opens(`${host}: ${file.path}  ${mode} ${file.owner}`, record),
	};
};

const scriptRow = (record: PreviewRecords['scripts'][number]): PreviewRow => ({
	id: record.id,
	cells: [record.id, record.title, Object.keys(record.vars).join(' ')],
	...opens(`${record.id}: ${record.title}`, record),
});

const wordsOf = (record: NoteRecord): string => {
	if (record.type === 'finding') return say.finding(record.finding.severity, record.finding.certificate, record.finding.what);
	return record.type === 'unpinned' ? record.file : record.text;
};

function noteRows(records: readonly NoteRecord[]): readonly PreviewRow[] {
	const groups = [
		['finding', say.findings, say.noFindings],
		['note', say.notes, undefined],
		['unpinned', say.unpinned, say.noUnpinned],
		['assumption', say.assumptions, say.noAssumptions],
	] as const;
	return groups.flatMap(([type, title, none]): PreviewRow[] => {
		const own = records.filter(record => record.type === type);
		if (own.length === 0) return none === undefined ? [] : [{id: none, cells: [none], color: 'green'}];
		return [
			{id: title, cells: [title], color: 'yellow'},
			...own.map((record, index) => ({id: `${title} ${index}`, cells: [`  ${wordsOf(record)}`], ...opens(wordsOf(record), record)})),
		];
	});
}

/** How many files, binaries included, the plan puts on all hosts. */
export const fileCount = ({steps}: Preview['plan']) =>
	steps.flatMap(({tasks}) => tasks).reduce((sum, {files, binaries}) => sum + files.length + binaries.length, 0);
