import * as z from 'zod';
import {texts} from '../texts/texts.ts';
import {isDnsName, isLabelKey, isLabelValue, labelPattern, likelyName, namePattern} from './names.ts';
import {canonicalAddress, isAddress, parseCidr, rangeName} from './network.ts';
import {bytesPerSecond} from './rate.ts';
import {stable} from './version.ts';

const {reasons} = texts.spec;

/** What one field makes of a text: its canonical form, or why not, and perhaps what was meant. */
export type Reading = {readonly value: string} | {readonly reason: string; readonly example?: string | undefined};

/** Ranges in which no host, pod or Service can have an address. */
const useless = ['unspecified', 'loopback', 'multicast', 'linkLocal', 'broadcast'];

/** Why a text is not a host's or a cluster's name, whichever pattern holds for it. */
const nameFault = (text: string): string | undefined => {
	if (/[A-Z]/.test(text)) return reasons.upperCase(text);
	if (/\s/.test(text)) return reasons.spaces(text);
	if (text.includes('_')) return reasons.underscore(text);
	return text.length > 63 ? reasons.tooLong(text.length, 63) : undefined;
};

export const readHostName = (text: string): Reading => {
	const reason = nameFault(text);
	if (reason !== undefined) return {reason, example: likelyName(text)};
	if (isAddress(text)) return {reason: reasons.addressAsName};
	if (text === 'localhost') return {reason: reasons.localhost};
	return isDnsName(text) ? {value: text} : {reason: reasons.notHostName(text), example: likelyName(text)};
};

const readClusterName = (text: string): Reading => {
	const reason = nameFault(text) ?? (labelPattern.test(text) ? undefined : reasons.notName(text));
	return reason === undefined ? {value: text} : {reason, example: likelyName(text)?.replaceAll('.', '-')};
};

const readDomain = (text: string): Reading => (isDnsName(text) ? {value: text} : {reason: nameFault(text) ?? reasons.notHostName(text)});

/** What stands behind `*.` in a certificate. */
const readAppDomain = (text: string): Reading => {
	if (text.startsWith('*.')) return {reason: reasons.starDomain, example: text.slice(2)};
	const reading = readDomain(text);
	if ('value' in reading && isAddress(text)) return {reason: reasons.notHostName(text), example: 'apps.example.org'};
	return reading;
};

export const readAddress = (text: string): Reading => {
	const value = canonicalAddress(text);
	if (value === undefined) return {reason: /^[a-z][-a-z0-9.]*$/i.test(text) ? reasons.nameAsAddress(text) : reasons.notAddress(text)};
	const kind = rangeName(value);
	return kind !== undefined && useless.includes(kind) ? {reason: reasons.uselessAddress(text, kind)} : {value};
};

/** An address or a DNS name. Digits and dots alone are a mistyped address, though a name may look like it. */
const readEndpoint = (text: string): Reading => {
	if (isAddress(text)) return readAddress(text);
	return isDnsName(text) && !/^[\d.]+$/.test(text) ? {value: text} : {reason: reasons.notEndpoint(text)};
};

const readName = (text: string): Reading => (isAddress(text) ? {value: canonicalAddress(text)!} : readEndpoint(text));

const readCidr = (text: string): Reading => {
	const cidr = parseCidr(text);
	if (!cidr) return isAddress(text) ? {reason: reasons.noPrefix(text), example: `${text}/16`} : {reason: reasons.notCidr(text)};
	const [address = ''] = text.split('/');
	const kind = rangeName(address);
	if (kind !== undefined && useless.includes(kind)) return {reason: reasons.specialRange(text, kind)};
	return {value: `${canonicalAddress(address)}/${cidr.prefix}`};
};

const readVersion = (text: string): Reading => {
	if (text === stable) return {value: text};
	return /^v?(0|[1-9]\d*)(\.(0|[1-9]\d*)){1,2}$/.test(text) ? {value: `v${text.replace('v', '')}`} : {reason: reasons.notVersion(text)};
};

/** A word that ssh gets as an argument: it must never be taken for an option. */
const readWord = (text: string): Reading => (/^[^-\s\p{Cc}][^\s\p{Cc}]*$/u.test(text) ? {value: text} : {reason: reasons.notWord(text)});
const readPath = (text: string): Reading => (/^[^-\p{Cc}][^\p{Cc}]*$/u.test(text) ? {value: text} : {reason: reasons.notPath(text)});

const readUrl = (text: string): Reading =>
	/^https?:$/.test(URL.parse(text)?.protocol ?? '') ? {value: text} : {reason: reasons.notUrl(text), example: 'https://mirror.example.org'};

const proxyExample = 'http://proxy.example.org:3128';

/** What is wrong with it is never quoted: it may hold a password. */
const readProxy = (text: string): Reading => {
	const url = URL.parse(text);
	if (url?.username || url?.password) return {reason: reasons.proxyCredentials, example: 'credentials: ./proxy-credentials'};
	// It gets into units and shells.
	const named = /^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i.test(url?.host ?? '');
	const plain = url !== null && /^https?:$/.test(url.protocol) && named && url.pathname === '/' && !/[?#]/.test(text);
	return plain ? {value: `${url.protocol}//${url.host}`} : {reason: reasons.notProxy, example: proxyExample};
};

const readRate = (text: string): Reading => (bytesPerSecond(text) === undefined ? {reason: reasons.notRate(text)} : {value: text});

/** A word of a list that commas part, in a unit's line. */
const readDirect = (text: string): Reading =>
	/^[\w.*:/[\]-]+$/.test(text) ? {value: text} : {reason: reasons.notDirect(text), example: '.example.org'};

const registryExample = 'registry.example.org:5000';

/** As it begins the name of an image: a name of one word without a port would be taken for a repository there. */
const isRegistry = (text: string): boolean =>
	/^([a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*|\[[\da-f:.]+\])(:[1-9]\d{0,4})?$/.test(text) &&
	(/[.:]/.test(text) || text === 'localhost');

const withoutScheme = (text: string): string => text.replace(/^[a-z]+:\/\//i, '').replace(/\/.*$/, '');

const readRegistryHost = (text: string): Reading => {
	if (/^(index\.)?docker\.io$/i.test(text)) return {reason: reasons.registryOfDocker, example: 'registry-1.docker.io'};
	if (isRegistry(text)) return {value: text};
	const meant = withoutScheme(text).toLowerCase();
	const example = isRegistry(meant) ? meant : registryExample;
	// It may hold a password.
	if (text.includes('@')) return {reason: reasons.registryCredentials, example: registryExample};
	return {reason: /:\/\//.test(text) ? reasons.registryScheme(text) : reasons.notRegistry(text), example};
};

/** Names by which Docker's own registry is known elsewhere: containerd calls it docker.io. */
const ofDocker = /^(docker|dockerhub|hub\.docker\.com|index\.docker\.io|registry-1\.docker\.io)$/i;

const readRegistryName = (text: string): Reading => {
	const meant = withoutScheme(text).toLowerCase();
	if (ofDocker.test(meant)) return {reason: reasons.notRegistryName(text), example: 'docker.io'};
	return isRegistry(text) ? {value: text} : {reason: reasons.notRegistryName(text), example: isRegistry(meant) ? meant : 'registry.k8s.io'};
};

/** One or more parts of a repository's name. */
const readRepositoryPath = (text: string): Reading =>
	/^[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/.test(text)
		? {value: text}
		: {reason: reasons.notRepositoryPath(text), example: 'hub'};

const readCountry = (text: string): Reading => (/^[A-Z]{2}$/.test(text) ? {value: text} : {reason: reasons.notCountry(text)});

const acmeExample = 'https://acme.example.org/directory';

/** Accounts and orders are signed, but what they are for is not hidden without TLS. */
const readAcmeServer = (text: string): Reading => {
	const url = URL.parse(text);
	return url?.protocol === 'https:' && !url.username && !url.password
		? {value: text}
		: {reason: reasons.notAcmeServer, example: acmeExample};
};

const readEmail = (text: string): Reading =>
	/^[^\s\p{Cc}@<>,;"]+@[^\s\p{Cc}@<>,;"]+$/u.test(text) ? {value: text} : {reason: reasons.notEmail(text)};

const readExport = (text: string): Reading =>
	/^\/[^\s\p{Cc}]*$/u.test(text) && !text.split('/').includes('..') ? {value: text} : {reason: reasons.notExport(text)};

/** X.520's upper bound for these attributes is 64 characters. */
const readSubjectText = (text: string): Reading =>
	/^[^\p{Cc}]{1,64}$/u.test(text) && text.trim() === text ? {value: text} : {reason: reasons.notSubjectText(text)};

const readFlagName = (text: string): Reading =>
	/^[a-z][a-z0-9-]*$/.test(text) ? {value: text} : {reason: reasons.notFlagName(text), example: text.replace(/^-+/, '').split('=')[0]};

/** As the kernel has it, of characters that neither a shell nor a configuration file takes for its own. */
const readInterface = (text: string): Reading =>
	/^[a-zA-Z0-9][\w.-]{0,14}$/.test(text) ? {value: text} : {reason: reasons.notInterface(text)};

/** A unit's line holds it: it must stay one word there. */
const readFlagValue = (text: string): Reading =>
	/^[^\s\p{Cc}"'\\$;]*$/u.test(text) ? {value: text} : {reason: reasons.notFlagValue(text)};

const readLabelValue = (text: string): Reading => (isLabelValue(text) ? {value: text} : {reason: reasons.notLabelValue(text)});

const field = (read: (text: string) => Reading, examples: readonly string[], more: Record<string, unknown> = {}) =>
	z
		.string()
		.transform((text, context) => {
			const reading = read(text);
			if ('value' in reading) return reading.value;
			context.addIssue({code: 'custom', message: reading.reason, params: {example: reading.example}});
			return z.NEVER;
		})
		.meta({examples: [...examples], ...more});

/** Fields of text, each checked and brought into its one form; examples are what a problem shows. */
export const fields = {
	clusterName: field(readClusterName, ['demo'], {pattern: labelPattern.source, maxLength: 63}),
	hostName: field(readHostName, ['node1'], {pattern: namePattern.source, maxLength: 63}),
	domain: field(readDomain, ['cluster.local'], {pattern: namePattern.source}),
	version: field(readVersion, ['v1.36', 'v1.20.2', stable], {pattern: '^(stable|v?\\d+\\.\\d+(\\.\\d+)?)$'}),
	address: field(readAddress, ['10.0.0.11']),
	endpoint: field(readEndpoint, ['10.0.0.10', 'api.example.org']),
	name: field(readName, ['api.example.org']),
	pods: field(readCidr, ['10.244.0.0/16']),
	services: field(readCidr, ['10.96.0.0/16']),
	interfaceName: field(readInterface, ['eth0'], {pattern: '^[a-zA-Z0-9][\\w.-]{0,14}$'}),
	user: field(readWord, ['root']),
	sshHost: field(readWord, ['node1.example.org']),
	jump: field(readWord, ['admin@bastion.example.org']),
	identityFile: field(readPath, ['~/.ssh/id_ed25519']),
	path: field(readPath, ['./artifacts']),
	manifestFile: field(readPath, ['./app.yaml']),
	policyFile: field(readPath, ['./audit-policy.yaml']),
	sshConfig: field(readPath, ['./ssh-config']),
	image: field(readPath, ['pause-3.2.tar']),
	url: field(readUrl, ['https://mirror.example.org']),
	proxy: field(readProxy, [proxyExample]),
	direct: field(readDirect, ['.example.org', '10.0.0.0/8']),
	zone: field(readDomain, ['k8s.example.org'], {pattern: namePattern.source}),
	nfsServer: field(readName, ['nfs.example.org']),
	exportPath: field(readExport, ['/srv/nfs']),
	className: field(readHostName, ['nfs'], {pattern: namePattern.source, maxLength: 63}),
	issuerName: field(readHostName, ['office'], {pattern: namePattern.source, maxLength: 63}),
	ingressClass: field(readHostName, ['traefik'], {pattern: namePattern.source, maxLength: 63}),
	acmeCa: field(readPath, ['./acme-root.crt']),
	acmeServer: field(readAcmeServer, [acmeExample]),
	email: field(readEmail, ['admin@example.org']),
	rate: field(readRate, ['10MB/s'], {pattern: '^\\d+(\\.\\d+)? ?([kMG]B|[KMG]iB)/s$'}),
	credentialsFile: field(readPath, ['./proxy-credentials']),
	namespace: field(readClusterName, ['default'], {pattern: labelPattern.source, maxLength: 63}),
	registryHost: field(readRegistryHost, [registryExample]),
	registryName: field(readRegistryName, ['registry.k8s.io', 'docker.io']),
	repositoryPath: field(readRepositoryPath, ['hub']),
	registryCa: field(readPath, ['./registry-ca.crt']),
	registryCredentials: field(readPath, ['./registry-credentials']),
	country: field(readCountry, ['DE']),
	subjectText: field(readSubjectText, ['Example']),
	appDomain: field(readAppDomain, ['apps.example.org'], {pattern: namePattern.source}),
	appHost: field(readAppDomain, ['headlamp.apps.example.org'], {pattern: namePattern.source}),
	servingCertificateFile: field(readPath, ['./apps.crt']),
	servingKeyFile: field(readPath, ['./apps.key']),
	certificateFile: field(readPath, ['./corporate/ca.crt']),
	keyFile: field(readPath, ['./corporate/ca.key']),
	flagName: field(readFlagName, ['v']),
	flagValue: field(readFlagValue, ['2']),
	labelValue: field(readLabelValue, ['ssd']),
	labelKey: z.string().refine(isLabelKey),
};
