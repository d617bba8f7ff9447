import type {IssuedCertificate} from '../catalog/certificate-types.ts';
import type {File, Plan, Vars} from '../plan/types.ts';
import {texts} from '../texts/texts.ts';
import type {Preview, PreviewScript} from './actions.ts';

const say = texts.ui.preview;

/** One row of a section of the preview. */
export type PreviewRow = {
	readonly id: string;
	readonly cells: readonly string[];
	readonly color?: string;
	/** What Enter shows; absent on headlines. */
	readonly open?: {readonly title: string; readonly text: string};
};

export type Section = {
	readonly title: string /** Cells of all columns but the last. */;
	readonly widths: readonly number[];
	readonly rows: readonly PreviewRow[];
};

/** Everything that will exist, by section. Pure, and the very values of the plan. */
export function previewSections(preview: Preview): readonly Section[] {
	const [certificates, files, scripts, open] = say.sections;
	return [
		{title: certificates!, widths: [24, 28, 11], rows: certificateRows(preview)},
		{title: files!, widths: [6, 14, 12], rows: fileRows(preview.plan)},
		{title: scripts!, widths: [18, 30], rows: preview.scripts.map(scriptRow)},
		{title: open!, widths: [], rows: openRows(preview)},
	];
}

function certificateRows({plan, certificateTexts}: Preview): readonly PreviewRow[] {
	const row = (one: IssuedCertificate, depth: number): PreviewRow => ({
		id: one.id,
		cells: [
			`${'  '.repeat(depth)}${one.id}`,
			`CN=${one.commonName}${one.organization === undefined ? '' : ` O=${one.organization}`}`,
			one.notAfter.slice(0, 10),
			one.authority ? say.authority : [...one.dnsNames, ...one.ipAddresses].join(' '),
		],
		...(one.authority ? {color: 'cyan'} : {}),
		open: {title: `${one.id} (pki/${one.file}.crt)`, text: certificateTexts[one.id] ?? one.certificate},
	});
	const below = (signer: string, depth: number): readonly PreviewRow[] =>
		plan.certificates
			.filter(one => one.signer === signer && one.id !== signer)
			.flatMap(one => [row(one, depth), ...(one.authority ? below(one.id, depth + 1) : [])]);
	const known = new Set(plan.certificates.map(({id}) => id));
	const roots = plan.certificates.filter(({id, signer}) => signer === id || !known.has(signer));
	return roots.flatMap(root => [row(root, 0), ...below(root.id, 1)]);
}

function fileRows({hosts, steps}: Plan): readonly PreviewRow[] {
	return hosts.flatMap(({name}) => {
		const tasks = steps.flatMap(({id, tasks}) => tasks.filter(({host}) => host === name).map(task => ({...task, step: id})));
		const count = tasks.reduce((sum, {files, binaries}) => sum + files.length + binaries.length, 0);
		const head: PreviewRow = {id: name, cells: [say.host(name, count)], color: 'cyan'};
		return [head, ...tasks.flatMap(task => taskRows(name, task))];
	});
}

function taskRows(
	host: string,
	{step, files, binaries}: Plan['steps'][number]['tasks'][number] & {readonly step: string},
): readonly PreviewRow[] {
	return [
		...binaries.map(({path, artifact, member}) => ({
			id: `${host} ${step} ${path}`,
			cells: ['0755', 'root:root', step, path],
			open: {title: `${host}: ${path} (${say.binary})`, text: say.fromArtifact(artifact, member)},
		})),
		...files.map(file => ({
			id: `${host} ${step} ${file.path}`,
			cells: [modeText(file), file.owner, step, file.secret === undefined ? file.path : `${file.path} (${say.secret})`],
			open: {title: `${host}: ${file.path}  ${modeText(file)} ${file.owner}`, text: file.content},
		})),
	];
}

const modeText = ({mode}: File) => mode.toString(8).padStart(4, '0');

function scriptRow({id, title, text, vars}: PreviewScript): PreviewRow {
	const values = Object.entries(vars).map(([host, some]) => `# ${say.values(host)}\n${valuesText(some)}`);
	return {
		id,
		cells: [id, title, Object.keys(vars).join(' ')],
		open: {title: `${id}: ${title}`, text: `${text.trimEnd()}\n\n${values.join('\n\n')}`},
	};
}

const valuesText = (vars: Vars) =>
	Object.entries(vars)
		.map(([name, value]) => `#   ${name} = ${JSON.stringify(value)}`)
		.join('\n');

function openRows({unpinned, plan: {notes, assumptions}}: Preview): readonly PreviewRow[] {
	const group = (title: string, none: string, items: readonly string[]): readonly PreviewRow[] =>
		items.length === 0
			? [{id: none, cells: [none], color: 'green'}]
			: [
					{id: title, cells: [title], color: 'yellow'},
					...items.map((item, index) => ({id: `${title} ${index}`, cells: [`  ${item}`], open: {title, text: item}})),
				];
	return [
		...(notes.length > 0 ? group(say.notes, '', notes) : []),
		...group(say.unpinned, say.noUnpinned, unpinned),
		...group(say.assumptions, say.noAssumptions, assumptions),
	];
}

/** How many files, binaries included, the plan puts on all hosts. */
export const fileCount = ({steps}: Plan) =>
	steps.flatMap(({tasks}) => tasks).reduce((sum, {files, binaries}) => sum + files.length + binaries.length, 0);
