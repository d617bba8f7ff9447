/** The preview as plain text: each thing begins with one line to grep for, and its content is indented below it. */
import {texts} from '../../texts/texts.ts';
import type {Preview} from './preview.ts';
import {consumerText, modeText, recordText, rolesText} from './record-text.ts';
import {type PreviewRecord, previewRecords} from './records.ts';

const t = texts.preview;
const {words} = t;

const headOf = (record: PreviewRecord): string => {
	switch (record.type) {
		case 'plan':
			return `${words.plan} ${record.digest} ${t.cluster(record.cluster, record.kubernetes, record.hosts)}`;
		case 'host':
			return `${words.host} ${record.host.name} ${record.host.address} ${rolesText(record)}`;
		case 'artifact':
			return `${words.artifact} ${record.artifact.file} ${record.artifact.version} ${record.artifact.arch} ${record.pinned ? t.pinned : t.notPinned}`;
		case 'certificate': {
			const {id, signer, notAfter} = record.certificate;
			return `${words.certificate} ${id} ${signer === id ? '' : `< ${signer} `}${t.until(notAfter.slice(0, 10))}`;
		}
		case 'secret':
			return `${words.secret} ${record.id}`;
		case 'binary':
			return `${words.binary} ${record.host} ${record.binary.path} 0755 root:root ${record.phase}`;
		case 'file':
			return `${words.file} ${record.host} ${record.file.path} ${modeText(record.file)} ${record.file.owner} ${record.phase}`;
		case 'script':
			return `${words.script} ${record.id} ${record.title}`;
		case 'finding':
			return `${words.note} ${t.finding(record.finding.severity, record.finding.certificate, record.finding.what)}`;
		case 'unpinned':
			return `${words.note} ${t.notPinned}: ${record.file}`;
		case 'note':
			return `${words.note} ${record.text}`;
		case 'assumption':
			return `${words.note} ${t.assumed(record.text)}`;
	}
};

const inTheLine: ReadonlyArray<PreviewRecord['type']> = ['plan', 'note', 'assumption'];
const contentOf = (record: PreviewRecord): string => (inTheLine.includes(record.type) ? '' : recordText(record));
const indented = (text: string): string => text.trimEnd().replaceAll(/^(?=.)/gm, '    ');

/** Every record of a preview, section after section. */
export const allRecords = (preview: Preview): readonly PreviewRecord[] => {
	const {topology, certificates, files, scripts, notes} = previewRecords(preview);
	return [...topology, ...certificates, ...files, ...scripts, ...notes];
};

/** One record: its line, its content indented, and an empty line. */
export const recordLines = (record: PreviewRecord): string => {
	const content = indented(contentOf(record));
	return content === '' ? `${headOf(record)}\n` : `${headOf(record)}\n${content}\n`;
};

/** A record as JSON takes it: as it is, with consumers and contents in words. */
export const recordData = (record: PreviewRecord): object =>
	record.type === 'certificate' ? {...record, usedBy: record.consumers.map(consumerText)} : record;
