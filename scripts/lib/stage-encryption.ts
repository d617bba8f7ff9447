// How an API server comes to encrypt: it must never meet a Secret that another one has written and it cannot read. So all learn to read with a new key
// before one writes with it. 30-apiserver does the first, 38-encryption the second.
import {parse, stringify} from 'yaml';
import {
	type EncryptionConfiguration,
	encryptionConfigFile,
	identity,
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
	/** Of its configuration; none when there is none. */
	readonly slots: readonly string[];
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

/** Slots that a control plane has and the target lacks: what was written with their keys could be read no more. */
export const lostSlots = (all: Readonly<Record<string, Seen>>, target: readonly string[]): string[] => [
	...new Set(Object.values(all).flatMap(({slots}) => slots.filter(slot => slot !== identity && !target.includes(slot)))),
];

/** `secretbox:`, `name: secretbox-1`, `identity:` as slots. */
export const readSlots = (lines: readonly string[]): string[] => {
	let provider = '';
	return lines.flatMap(line => {
		const [, name] = /^name: *["']?([^"']+)/.exec(line) ?? [];
		if (name !== undefined) return [`${provider}/${name}`];
		provider = line.replace(':', '');
		return provider === identity ? [identity] : [];
	});
};

let gathered: Promise<Readonly<Record<string, Seen>>> | undefined;

/** Looks at each control plane once, before any is changed. No key leaves a host: only words that can be none. */
const gather = async ({plan, on}: Context): Promise<Readonly<Record<string, Seen>>> => {
	const {tasks} = plan.steps.find(({id}) => id === '30-apiserver')!;
	const seen = await Promise.all(
		tasks.map(async ({host, vars}) => {
			const $ = await on(host);
			const {stdout} = await $`
				unit=${vars.unit}
				[ ! -e /etc/systemd/system/$unit ] || echo installed
				! systemctl is-active -q $unit || [ "$(digest_of_running $unit)" != "$(digest_of_files ${vars.reads as string[]})" ] || echo settled
				grep -oEs '(secretbox|aescbc|aesgcm|kms|identity):|name: *[^ ,}]+' ${encryptionConfigFile} || true`;
			const lines = stdout.trim().split('\n');
			const slots = readSlots(lines.filter(line => line.includes(':')));
			return [host, {installed: lines.includes('installed'), settled: lines.includes('settled'), slots}] as const;
		}),
	);
	return Object.fromEntries(seen);
};

/** Gives this host's API server a configuration that reads all that there will be. To be called before anything is placed. */
export const stageEncryption = async (context: Context): Promise<void> => {
	const {$, host, vars, plan, folder, changed} = context;
	gathered ??= gather(context);
	const all = await gathered;
	const target = vars.slots as string[];
	const lost = lostSlots(all, target);
	if (lost.length > 0) throw new Failure(...texts.run.keysLost(lost));
	const file = plan.steps.find(({id}) => id === '38-encryption')?.tasks.find(task => task.host === host.name)?.files[0];
	const writer = file && writerFor(host.name, all, target);
	if (writer === undefined) return;
	const text = await readSecret(folder.pki, file!.secret!);
	const bytes = writer === target[0] ? text : stringify(writingWith(parse(text) as EncryptionConfiguration, writer));
	if (await putBytes($, file!, Buffer.from(bytes)))
		changed(`${file!.path}, ${slotsOf(parse(bytes) as EncryptionConfiguration).join(', ')}`);
};
