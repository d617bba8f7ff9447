// How an API server comes to encrypt: it must never meet a Secret that another one has written and it cannot read. So all learn to read with a new key
// before one writes with it. 30-apiserver does the first, 38-encryption the second.
import {parse, stringify} from 'yaml';
import {
	type EncryptionConfiguration,
	encryptionConfigFile,
	identity,
	isEncryptionConfiguration,
	readersOf,
	slotsOf,
	writingWith,
} from '../../source/catalog/configs/encryption.ts';
import {readSecret} from '../../source/pki/read-secret.ts';
import {texts} from '../../source/texts/texts.ts';
import {type Context, Failure} from './phase.ts';
import {putBytes} from './put.ts';

/** What one control plane has now. */
export type Seen = {
	/** An API server was placed here before. */
	readonly installed: boolean;
	/** It runs with the files that lie here. */
	readonly settled: boolean;
	/** Of its configuration's Secrets; none when there is none. */
	readonly slots: readonly string[];
	/** What it reads with, of any resource: `secrets: secretbox/secretbox-1`. */
	readonly readers: readonly string[];
};

/**
 * The slot that shall write on a control plane for now; undefined when its configuration can stay as it is. `target` is what all shall have in the end.
 * Straight to the end where nobody is there to be confused, and where all that run can read what the new one writes.
 */
export const writerFor = (host: string, all: Readonly<Record<string, Seen>>, target: readonly string[]): string | undefined => {
	const [goal = identity] = target;
	const others = Object.values(all);
	const installed = others.filter(seen => seen.installed);
	const mine = all[host]!;
	const reads = ({slots}: Seen): boolean => slots.includes(goal) || (goal === identity && slots.length === 0);
	if (installed.length === 0 || others.length === 1 || others.every(seen => seen.settled && reads(seen))) return goal;
	if (mine.slots.includes(goal)) return undefined;
	return (mine.installed ? mine : installed[0]!).slots[0] ?? identity;
};

/** What control planes read with and the target lacks, `secrets: secretbox/secretbox-1`, and who has it. An entry for all of a group is for each of it. */
export const lostReaders = (
	all: Readonly<Record<string, Pick<Seen, 'readers'>>>,
	target: readonly string[],
): {readonly slots: string[]; readonly hosts: string[]} => {
	const isKept = (reader: string): boolean => {
		const slot = reader.slice(reader.indexOf(': '));
		return target.some(other => other === reader || (other.startsWith('*') && other.endsWith(slot)));
	};
	const lost = Object.entries(all).flatMap(([host, {readers}]) => readers.filter(reader => !isKept(reader)).map(slot => ({host, slot})));
	return {slots: [...new Set(lost.map(({slot}) => slot))], hosts: [...new Set(lost.map(({host}) => host))]};
};

const kind = 'EncryptionConfiguration';

/** A configuration without whatever may be a key, told by its characters: of 16 bytes, a key has 22 of base64 at least. */
export const withoutKeys = (text: string): string =>
	text
		.replaceAll(kind, '-E-')
		.replaceAll(/[A-Za-z0-9+/=]{22,}/g, 'X')
		.replaceAll('-E-', kind);
/** The same for `sed -E`. */
export const blank = `s#${kind}#-E-#g; s#[A-Za-z0-9+/=]{22,}#X#g; s#-E-#${kind}#g`;

/** A configuration that came without its keys. Throws what `fail` makes when it is none; an empty text is one without providers. */
export const readBlanked = (text: string, fail: () => Error): Pick<Seen, 'slots' | 'readers'> => {
	if (text.trim() === '') return {slots: [], readers: []};
	let value: unknown;
	try {
		value = parse(text);
	} catch {
		// Its words would quote the file.
	}
	if (!isEncryptionConfiguration(value)) throw fail();
	return {slots: slotsOf(value), readers: readersOf(value)};
};

let gathered: Promise<Readonly<Record<string, Seen>>> | undefined;

/** Looks at each control plane once, before any is changed. No key leaves a host. */
const gather = async ({plan, on}: Context): Promise<Readonly<Record<string, Seen>>> => {
	const {tasks} = plan.steps.find(({id}) => id === '30-apiserver')!;
	const seen = await Promise.all(
		tasks.map(async ({host, vars}) => {
			const $ = await on(host);
			const {stdout} = await $`
				unit=${vars.unit}
				[ ! -e /etc/systemd/system/$unit ] || echo installed
				! systemctl is-active -q $unit || [ "$(digest_of_running $unit)" != "$(digest_of_files ${vars.reads as string[]})" ] || echo settled
				echo ---
				[ ! -e ${encryptionConfigFile} ] || sed -E ${blank} ${encryptionConfigFile}`;
			const [said = '', text = ''] = stdout.split('---\n', 2);
			const read = readBlanked(text, () => new Failure(...texts.run.foreignFile(encryptionConfigFile)));
			return [host, {installed: said.includes('installed'), settled: said.includes('settled'), ...read}] as const;
		}),
	);
	return Object.fromEntries(seen);
};

/** Gives this host's API server a configuration that reads all that there will be. To be called before anything is placed. */
export const stageEncryption = async (context: Context): Promise<void> => {
	const {$, host, plan, folder, changed} = context;
	gathered ??= gather(context);
	const all = await gathered;
	const file = plan.steps.find(({id}) => id === '38-encryption')?.tasks.find(task => task.host === host.name)?.files[0];
	const text = file && (await readSecret(folder.pki, file.secret!));
	const target = readBlanked(withoutKeys(text ?? ''), () => new Error(`not readable: ${file?.secret}`));
	const lost = lostReaders(all, target.readers);
	if (lost.slots.length > 0) throw new Failure(...texts.run.keysLost(lost.slots, lost.hosts, encryptionConfigFile));
	if (text === undefined) return;
	const writer = writerFor(host.name, all, target.slots);
	if (writer === undefined) return;
	const config = parse(text) as EncryptionConfiguration;
	const bytes = writer === target.slots[0] ? text : stringify(writingWith(config, slotsOf(config)[target.slots.indexOf(writer)] ?? writer));
	if (await putBytes($, file!, Buffer.from(bytes)))
		changed(`${file!.path}, ${slotsOf(parse(bytes) as EncryptionConfiguration).join(', ')}`);
};
