/** Answers out of cluster.yaml and back into it. What the wizard does not ask for stays as the person wrote it. */
import {parseDocument} from 'yaml';
import {keepVersion} from '../spec/read-yaml.ts';
import type {Role} from '../spec/types.ts';
import {type SpecAnswers, updateSpecText} from '../spec/write-spec.ts';
import {type Answers, defaults, type HostAnswer, type SshField, sshFields} from './answers.ts';
import {readChoices, writeChoices} from './choices.ts';

type Raw = Readonly<Record<string, unknown>>;

/** Undefined when the text is no YAML, or so different from a cluster.yaml that writing would lose something. */
export function readAnswers(text: string): Answers | undefined {
	const document = parseDocument(text);
	if (document.errors.length > 0) return undefined;
	keepVersion(document);
	const raw: unknown = document.toJS({maxAliasCount: 100}) ?? {};
	if (!isRaw(raw)) return undefined;
	const hosts = raw.hosts ?? [];
	if (!Array.isArray(hosts) || !hosts.every(isRaw)) return undefined;
	const network = isRaw(raw.network) ? raw.network : {};
	const endpoint = isRaw(raw.endpoint) ? raw.endpoint : {};
	// Without a host nothing was answered yet, though the file may say what the wizard does not ask for.
	const begins = hosts.length === 0;
	return {
		name: textOf(raw.name, begins ? defaults.name : ''),
		hosts: hosts.map(readHost),
		pods: listOf(network.pods) ?? defaults.pods,
		services: listOf(network.services) ?? defaults.services,
		domain: textOf(raw.domain, defaults.domain),
		endpointHost: textOf(endpoint.host, defaults.endpointHost),
		endpointPort: textOf(endpoint.port, defaults.endpointPort),
		choices: readChoices(raw),
	};
}

/** The text with the answers in it. */
export function writeAnswers(previous: string, answers: Answers): string {
	const before = (parseDocument(previous).toJS() ?? {}) as Raw;
	const rawHosts = Array.isArray(before.hosts) ? (before.hosts as readonly Raw[]) : [];
	const {name, domain, endpointHost, endpointPort} = answers;
	return updateSpecText(previous, {
		name,
		...writeChoices(answers.choices, before),
		...(domain === defaults.domain && before.domain === undefined ? {} : {domain}),
		endpoint: {host: endpointHost.trim(), port: numberOrText(endpointPort)},
		network: {pods: words(answers.pods), services: words(answers.services)},
		hosts: answers.hosts.map(host =>
			writeHost(host, rawHosts.find(raw => raw.name === host.name) ?? rawHosts.find(raw => raw.address === host.address)),
		),
	} as SpecAnswers);
}

function readHost(raw: Raw): HostAnswer {
	const ssh = isRaw(raw.ssh) ? raw.ssh : {};
	return {
		name: textOf(raw.name, ''),
		address: textOf(raw.address, ''),
		roles: (Array.isArray(raw.roles) ? raw.roles.map(String) : []) as Role[],
		local: raw.local === true,
		ssh: Object.fromEntries(sshFields.flatMap(field => (ssh[field] === undefined ? [] : [[field, textOf(ssh[field], '')]]))),
	};
}

function writeHost({name, address, roles, ssh}: HostAnswer, raw: Raw | undefined) {
	const before = isRaw(raw?.ssh) ? raw.ssh : {};
	const fields = sshFields.filter(field => ssh[field] !== undefined || before[field] !== undefined);
	const value = (field: SshField) => (field === 'port' ? ssh.port && numberOrText(ssh.port) : ssh[field]);
	return {name, address, roles, ...(fields.length === 0 ? {} : {ssh: Object.fromEntries(fields.map(field => [field, value(field)]))})};
}

const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown, otherwise: string) => (value === undefined || value === null ? otherwise : String(value));
const words = (text: string) => text.split(/[\s,]+/).filter(word => word !== '');
const listOf = (value: unknown) => (Array.isArray(value) ? value.map(String).join(', ') : undefined);
const numberOrText = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text) : text.trim());
