import {copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {stringify} from 'yaml';
import type {CertificateRequest, KeyPairRequest} from '../../source/catalog/certificate-types.ts';
import {encryptionSecret, encryptWith} from '../../source/catalog/configs/encryption.ts';
import {issueEncryption} from '../../source/pki/encryption.ts';
import {issueAll} from '../../source/pki/issue-all.ts';
import {makePlan} from '../../source/plan/make-plan.ts';
import {requestCertificates} from '../../source/plan/request-certificates.ts';
import {readPlan, writePlan} from '../../source/run/plan-folder.ts';
import {parseSpec} from '../../source/spec/parse-spec.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {freezeKeys, frozen} from './frozen.ts';
import {renderPlan} from './render.ts';

const fixtures = path.join(import.meta.dirname, '..', '..', 'fixtures');

/** Where the golden plans lie: a folder each, with the cluster.yaml it is made from. */
export const plans = path.join(fixtures, 'plans');

export const goldenNames = async (): Promise<string[]> => (await readdir(plans)).sort();

const readSpec = async (name: string): Promise<ClusterSpec> => {
	const file = path.join(plans, name, 'cluster.yaml');
	const parsed = parseSpec(await readFile(file, 'utf8'), file);
	if ('problems' in parsed) throw new Error(`${file}: ${JSON.stringify(parsed.problems)}`);
	return parsed.spec;
};

/** Own authorities are the throwaway ones: they sign everything first, as their owner would, and then keep their keys if the spec says so. */
const signElsewhere = async (
	certificates: readonly CertificateRequest[],
	keyPairs: readonly KeyPairRequest[],
	pki: string,
): Promise<void> => {
	const owned = certificates.filter(({own}) => own !== undefined);
	if (owned.length === 0) return;
	await issueAll(
		certificates.map(({own: _, ...request}) => request),
		keyPairs,
		pki,
		frozen,
	);
	for (const {file, own} of owned) {
		const base = path.dirname(pki);
		await mkdir(path.dirname(path.join(base, own!.certificate)), {recursive: true});
		await copyFile(path.join(pki, `${file}.crt`), path.join(base, own!.certificate));
		if (own!.key === undefined) await rm(path.join(pki, `${file}.key`));
		else await copyFile(path.join(pki, `${file}.key`), path.join(base, own!.key));
	}
};

/** The key of Secrets is always the same one, and nobody's. */
const freezeEncryption = async (spec: ClusterSpec, pki: string) => {
	const {encryption, encryptionKey} = spec.security;
	if (encryption === 'none') return undefined;
	const made = encryptWith(encryption, encryptionKey, Buffer.alloc(32, 1).toString('base64'), undefined);
	await writeFile(path.join(pki, encryptionSecret), stringify(made), {mode: 0o600});
	return issueEncryption(spec.security, pki);
};

/** The plan of one of them as it comes back from disk, as text: name of a file -> its content. */
export const makeGolden = async (name: string): Promise<Record<string, string>> => {
	const directory = await mkdtemp(path.join(tmpdir(), 'kinstall-golden-'));
	try {
		const spec = await readSpec(name);
		const {certificates, keyPairs} = requestCertificates(spec);
		const [pki, plan] = [path.join(directory, 'pki'), path.join(directory, 'plan')];
		await freezeKeys([...certificates, ...keyPairs], pki, path.join(fixtures, 'keys'));
		await signElsewhere(certificates, keyPairs, pki);
		const issued = await issueAll(certificates, keyPairs, pki, frozen);
		const encryption = await freezeEncryption(spec, pki);
		await writePlan(makePlan(spec, {}, {...issued, ...(encryption && {encryption})}), plan);
		return renderPlan(await readPlan(plan));
	} finally {
		await rm(directory, {recursive: true, force: true});
	}
};

/** What lies there now, but for the cluster.yaml. */
export const readGolden = async (name: string): Promise<Record<string, string>> => {
	const entries = await readdir(path.join(plans, name), {recursive: true, withFileTypes: true});
	const files = entries.filter(entry => entry.isFile()).map(entry => path.join(entry.parentPath, entry.name));
	const contents = await Promise.all(
		files.map(async file => [path.relative(path.join(plans, name), file), await readFile(file, 'utf8')] as const),
	);
	return Object.fromEntries(contents.filter(([file]) => file !== 'cluster.yaml'));
};
