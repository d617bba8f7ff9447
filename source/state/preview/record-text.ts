/** The whole text of a record: what Enter shows of it, and what stands below its line in the plain text. */
import stringWidth from 'string-width';
import type {Artifact, File, Vars} from '../../plan/types.ts';
import {texts} from '../../texts/texts.ts';
import type {Consumer} from './consumers.ts';
import type {ArtifactRecord, BinaryRecord, CertificateRecord, HostRecord, PreviewRecord, ScriptRecord, SecretRecord} from './records.ts';

const t = texts.preview;
const l = t.labels;

export const modeText = ({mode}: Pick<File, 'mode'>): string => mode.toString(8).padStart(4, '0');

type Row = readonly [label: string, values: readonly string[] | string | undefined];

/** Labels in one column; a value a line. */
const table = (rows: readonly Row[]): string => {
	const width = Math.max(...rows.map(([label]) => stringWidth(label))) + 2;
	return rows
		.flatMap(([label, values = []]) => {
			const list = typeof values === 'string' ? [values] : values;
			return (list.length > 0 ? list : [t.none]).map(
				(value, index) => `${index === 0 ? label : ''}${' '.repeat(width - (index === 0 ? stringWidth(label) : 0))}${value}`,
			);
		})
		.join('\n');
};

export const consumerText = ({who, hosts, withKey}: Consumer): string => t.consumer(who, hosts, withKey);
const consumerRows = (consumers: readonly Consumer[]): Row => [l.consumers, consumers.length > 0 ? consumers.map(consumerText) : t.nobody];

const reached = ({host: {local, ssh, address}}: HostRecord): string => {
	if (local) return t.local;
	const at = `${ssh.user ? `${ssh.user}@` : ''}${ssh.host ?? address}${ssh.port ? `:${ssh.port}` : ''}`;
	return ssh.jump ? `${at} (${ssh.jump})` : at;
};

export const rolesText = ({host: {roles, node}}: HostRecord): string => [...roles, ...(node ? [t.node] : [])].join(', ') || t.noRole;

const hostText = (record: HostRecord): string => {
	const {host, units, phases, binaries, files} = record;
	return table([
		[l.address, [host.address, ...host.addresses]],
		[l.roles, rolesText(record)],
		[l.reached, reached(record)],
		[l.labels, Object.entries(host.labels).map(([name, value]) => `${name}=${value}`)],
		[l.units, units],
		[l.phases, phases],
		[l.binaries, binaries],
		[l.files, files],
	]);
};

const sumRows = ({sum}: Pick<Artifact, 'sum'>, pinned: boolean): readonly Row[] =>
	sum && pinned
		? [
				[l.sum, `${sum.algorithm} ${sum.value}`],
				[l.source, sum.source],
			]
		: [[l.sum, t.noSum]];

const artifactText = ({artifact, pinned, paths}: ArtifactRecord): string =>
	table([
		[l.file, artifact.file],
		[l.version, artifact.version],
		[l.architecture, artifact.arch],
		[l.url, artifact.url],
		...sumRows(artifact, pinned),
		[l.used, paths],
	]);

const binaryText = ({binary, artifact, pinned, places}: BinaryRecord): string =>
	table([
		[l.artifact, artifact ? `${artifact.file} (${artifact.version}, ${artifact.arch})` : binary.artifact],
		[l.member, binary.member],
		...(places.length > 0 ? [[l.travels, [...places, t.elseSsh]] as const] : []),
		...(artifact ? ([[l.url, artifact.url], ...sumRows(artifact, pinned)] as const) : []),
	]);

const certificateText = ({text, consumers}: CertificateRecord): string => `${text.trimEnd()}\n\n${table([consumerRows(consumers)])}`;
const secretText = ({consumers}: SecretRecord): string => `${t.secretText}\n\n${table([consumerRows(consumers)])}`;

const valuesText = (vars: Vars): string =>
	Object.entries(vars)
		.map(([name, value]) => `#   ${name} = ${JSON.stringify(value)}`)
		.join('\n');

const scriptText = ({text, vars}: ScriptRecord): string =>
	[text.trimEnd(), ...Object.entries(vars).map(([host, some]) => `# ${t.values(host)}\n${valuesText(some)}`.trimEnd())].join('\n\n');

export const recordText = (record: PreviewRecord): string => {
	switch (record.type) {
		case 'plan':
			return t.digest(record.digest);
		case 'host':
			return hostText(record);
		case 'artifact':
			return artifactText(record);
		case 'certificate':
			return certificateText(record);
		case 'secret':
			return secretText(record);
		case 'binary':
			return binaryText(record);
		case 'file':
			return record.file.content;
		case 'script':
			return scriptText(record);
		case 'finding':
			return `${record.finding.why}\n${record.finding.mend}`;
		case 'unpinned':
			return t.noSum;
		case 'note':
		case 'assumption':
			return record.text;
	}
};
