/** The same certificates by cfssl and by openssl, each in the way it is used: one process for a certificate, two at a time. */
import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {CertificateRequest} from '../../../source/catalog/certificate-types.ts';
import type {Work} from './work.ts';

/** Shell commands that need each other's results in their order; those of one row run two at a time. */
export type Job = {readonly authorities: readonly string[]; readonly leaves: readonly string[]};

const sizes = {'rsa-2048': {algo: 'rsa', size: 2048}, 'ecdsa-p256': {algo: 'ecdsa', size: 256}} as const;
export type BenchKind = keyof typeof sizes;

const namesOf = ({dnsNames, ipAddresses}: CertificateRequest): string[] => [...dnsNames, ...ipAddresses];

const csrJson = (request: CertificateRequest) => ({
	CN: request.commonName,
	key: sizes[request.key as BenchKind],
	names: request.organization === undefined ? [] : [{O: request.organization}],
	hosts: namesOf(request),
	...(request.authority && {ca: {expiry: '87600h'}}),
});

const profile = (usages: readonly string[], kind: BenchKind) => ({
	expiry: '8760h',
	usages: ['digital signature', ...(kind === 'rsa-2048' ? ['key encipherment'] : []), ...usages.map(usage => `${usage} auth`)],
});

const makeFolders = (folder: string, {certificates}: Work): Promise<unknown> =>
	Promise.all(certificates.map(({file}) => mkdir(path.dirname(path.join(folder, file)), {recursive: true})));

/** Requests and configuration lie there before the clock starts. */
export const cfssl = async (folder: string, work: Work, kind: BenchKind): Promise<Job> => {
	await makeFolders(folder, work);
	const both = [['server'], ['client'], ['server', 'client']];
	const profiles = Object.fromEntries(both.map(usages => [usages.join('-'), profile(usages, kind)]));
	await writeFile(path.join(folder, 'config.json'), JSON.stringify({signing: {default: {expiry: '8760h'}, profiles}}));
	const command = async (request: CertificateRequest): Promise<string> => {
		const {file, signer, authority, usages} = request;
		await writeFile(path.join(folder, `${file}.json`), JSON.stringify(csrJson(request)));
		const ca = work.certificates.find(({id}) => id === signer)!.file;
		const how = authority ? '-initca' : `-ca ${ca}.pem -ca-key ${ca}-key.pem -config config.json -profile ${usages.join('-')}`;
		return `cfssl gencert -loglevel 5 ${how} ${file}.json | cfssljson -bare ${file}`;
	};
	const commands = await Promise.all(work.certificates.map(command));
	await writeFile(path.join(folder, 'sa.json'), JSON.stringify({CN: 'sa', key: sizes[kind]}));
	const leaves = commands.filter((_, index) => !work.certificates[index]!.authority);
	return {
		authorities: commands.filter((_, index) => work.certificates[index]!.authority),
		leaves: [...leaves, 'cfssl genkey -loglevel 5 sa.json | cfssljson -bare sa'],
	};
};

const newKey = {'rsa-2048': '-newkey rsa:2048', 'ecdsa-p256': '-newkey ec -pkeyopt ec_paramgen_curve:P-256'} as const;
const loneKey = {'rsa-2048': 'RSA -pkeyopt rsa_keygen_bits:2048', 'ecdsa-p256': 'EC -pkeyopt ec_paramgen_curve:P-256'} as const;

const opensslExtensions = (request: CertificateRequest): string[] => {
	const {dnsNames, ipAddresses, usages} = request;
	if (request.authority) return ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign'];
	const names = [...dnsNames.map(name => `DNS:${name}`), ...ipAddresses.map(address => `IP:${address}`)];
	const bits = request.key === 'rsa-2048' ? 'digitalSignature,keyEncipherment' : 'digitalSignature';
	return [
		'basicConstraints=critical,CA:FALSE',
		`keyUsage=critical,${bits}`,
		`extendedKeyUsage=${usages.map(usage => `${usage}Auth`).join(',')}`,
		...(names.length > 0 ? [`subjectAltName=${names.join(',')}`] : []),
	];
};

/** `req -x509` makes key and certificate in one process. */
export const openssl = async (folder: string, work: Work, kind: BenchKind): Promise<Job> => {
	await makeFolders(folder, work);
	await writeFile(path.join(folder, 'openssl.cnf'), '[req]\ndistinguished_name=dn\nprompt=no\n[dn]\n');
	const command = (request: CertificateRequest): string => {
		const {file, signer, commonName, organization, authority} = request;
		const ca = work.certificates.find(({id}) => id === signer)!.file;
		const by = authority ? '' : `-CA ${ca}.crt -CAkey ${ca}.key`;
		const subject = `${organization === undefined ? '' : `/O=${organization}`}/CN=${commonName}`;
		const extensions = opensslExtensions(request).map(line => `-addext '${line}'`);
		const out = `-keyout ${file}.key -out ${file}.crt`;
		return `openssl req -x509 -config openssl.cnf ${newKey[kind]} -nodes ${by} -days 365 -subj '${subject}' ${extensions.join(' ')} ${out} 2>/dev/null`;
	};
	const lines = work.certificates.map(command);
	const leaves = lines.filter((_, index) => !work.certificates[index]!.authority);
	return {
		authorities: lines.filter((_, index) => work.certificates[index]!.authority),
		leaves: [
			...leaves,
			`openssl genpkey -algorithm ${loneKey[kind]} -out sa.key 2>/dev/null && openssl pkey -in sa.key -pubout -out sa.pub`,
		],
	};
};
