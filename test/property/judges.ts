/** Whether a file is one that its reader can read: judged by other means than those it was made with, where there are any. */
import {Script} from 'node:vm';
import {parseAllDocuments} from 'yaml';
import type {File} from '../../source/plan/types.ts';

/** Why not, one line each. */
type Judge = (content: string) => readonly string[];

/** systemd's logical lines: a line that ends in a backslash goes on in the next one. */
const logicalLines = (content: string): string[] => content.replaceAll('\\\n', ' ').split('\n');

/** The words of a unit's command as systemd splits them: blanks, quotes, C escapes, then percent signs and variables. */
export const wordsOf = (line: string): string[] => {
	const words = [...line.matchAll(/\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\S+)/gy)].map(([, word = '']) => word);
	return words.map(word => {
		const text = /^(".*"|'.*')$/s.test(word) ? word.slice(1, -1) : word;
		const specifier = /%(.?)/g;
		return text.replaceAll(specifier, (whole, letter: string) => (letter === '%' ? '%' : `<specifier ${whole}>`));
	});
};

export const commandOf = (unit: string): string[] => {
	const line = logicalLines(unit).find(text => text.startsWith('ExecStart='));
	return wordsOf(line?.slice('ExecStart='.length) ?? '');
};

const section = /^\[(Unit|Service|Install|Timer)\]$/;
const unit: Judge = content => {
	const lines = logicalLines(content).filter(line => line !== '' && !line.startsWith('#'));
	const foreign = lines.filter(line => !section.test(line) && !/^[A-Z][A-Za-z0-9]*=/.test(line));
	const commands = lines.filter(line => line.startsWith('ExecStart='));
	const words = commands.flatMap(line => wordsOf(line.slice('ExecStart='.length)));
	return [
		...foreign.map(line => `not a line of a unit: ${line}`),
		...(section.test(lines[0] ?? '') ? [] : ['does not start with a section']),
		...words.filter(word => /<specifier|[$"'\\]/.test(word) || word === ';').map(word => `systemd reads this otherwise: ${word}`),
		...(/\\\n\s*\n/.test(content) ? ['a line goes on into an empty one'] : []),
	];
};

const yaml: Judge = content => {
	const documents = parseAllDocuments(content, {uniqueKeys: true, strict: true});
	if (!Array.isArray(documents) || documents.length === 0) return ['empty'];
	return documents
		.flatMap(document => [...document.errors, ...document.warnings].map(({message}) => message))
		.concat(
			documents.every(document => typeof document.toJS()?.kind === 'string' && typeof document.toJS()?.apiVersion === 'string')
				? []
				: ['no Kubernetes object'],
		);
};

const json: Judge = content => {
	try {
		JSON.parse(content);
		return [];
	} catch (error) {
		return [String(error)];
	}
};

const tomlKey = String.raw`(?:[A-Za-z0-9_-]+|"[^"\\]*"|'[^']*')`;
const tomlValue = String.raw`(?:"[^"\\]*"|'[^']*'|true|false|\d+|\[(?:\s*"[^"\\]*"\s*,?)*\s*\])`;
const toml: Judge = content => {
	const allowed = new RegExp(`^(?:|#.*|\\s*${tomlKey} = ${tomlValue}|\\s*\\[${tomlKey}(?:\\.${tomlKey})*\\])$`);
	const tables = content.split('\n').filter(line => line.trimStart().startsWith('['));
	return [
		...content
			.split('\n')
			.filter(line => !allowed.test(line))
			.map(line => `not a line of TOML: ${line}`),
		...tables.filter((table, index) => tables.indexOf(table) < index).map(table => `twice: ${table}`),
	];
};

/** Directives in nested blocks. */
const blocks =
	(directive: RegExp): Judge =>
	content => {
		let depth = 0;
		const faults: string[] = [];
		for (const line of content
			.split('\n')
			.map(text => text.replace(/\s*#.*$/, '').trim())
			.filter(Boolean)) {
			if (line === '}') depth--;
			else if (line.endsWith('{')) depth++;
			else if (!directive.test(line)) faults.push(`not a directive: ${line}`);
			if (depth < 0) faults.push('closes what is not open');
		}

		return depth === 0 ? faults : [...faults, 'a block is left open'];
	};

const lines =
	(pattern: RegExp): Judge =>
	content =>
		content.endsWith('\n')
			? content
					.slice(0, -1)
					.split('\n')
					.filter(line => !pattern.test(line))
					.map(line => `unexpected: ${line}`)
			: ['the last line has no end'];

/** Scripts are judged in one go, by bash itself. */
const later: Judge = content => (content.startsWith('#!/bin/bash\n') ? [] : ['no script of bash']);
const pem: Judge = content => (/^-----BEGIN (CERTIFICATE|PUBLIC KEY)-----\n/.test(content) ? [] : ['no PEM']);

const javascript: Judge = content => {
	try {
		new Script(content);
		return [];
	} catch (error) {
		return [`no JavaScript: ${error}`];
	}
};

const judges: ReadonlyArray<readonly [path: RegExp, judge: Judge]> = [
	[/\.(service|timer)$/, unit],
	[/\.(ya?ml)$|^\/etc\/kubernetes\/[a-z-]+\.conf$|^\/root\/\.kube\/config$/, yaml],
	[/\.(conflist|json)$/, json],
	[/^\/etc\/containerd\/.*\.toml$/, toml],
	[/\/nginx\.conf$/, blocks(/^[a-z_]+( [^\s;{}]+)*;$/)],
	[/\/keepalived\.conf$/, blocks(/^[a-z0-9_./:]+( [^\s;{}]+)*$/)],
	[/\/haproxy\.cfg$/, lines(/^(?:|#.*|[a-z]+(?: \S+)?|\t[a-z][a-z-]*(?: \S+)*)$/)],
	[/^\/etc\/modules-load\.d\//, lines(/^[a-z_]+$/)],
	[/^\/etc\/sysctl\.d\//, lines(/^[a-z0-9_.-]+ = \d+$/)],
	[/^\/etc\/sysusers\.d\//, lines(/^([ugm] .*|#.*|)$/)],
	[/^\/etc\/tmpfiles\.d\//, lines(/^([a-zA-Z!+]+ .*|#.*|)$/)],
	[/\.(crt|pub|pem)$/, pem],
	[/\.js$/, javascript],
	[/\.(sh|bash)$/, later],
];

/** What is wrong with a file's content; a kind of file that nobody judges is a fault too. */
export const judgeFile = ({path, content, secret}: File): readonly string[] => {
	if (secret !== undefined)
		return /^kinstall secret: pki\/\S+ mode=\d{4} owner=\S+ [^\n]*\n$/.test(content) ? [] : ['a secret that is not a stand-in'];
	const judge = judges.find(([pattern]) => pattern.test(path))?.[1];
	return judge ? judge(content) : ['nobody judges this kind of file'];
};

export const isScript = ({path}: File): boolean => /\.(sh|bash)$/.test(path);
