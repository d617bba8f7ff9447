/** No API server may meet a Secret that it cannot read: which configuration each gets while a cluster changes what it writes with. */
import test from 'ava';
import {execa} from 'execa';
import {parse} from 'yaml';
import {blank, lostReaders, readBlanked, type Seen, withoutKeys, writerFor} from '../../scripts/lib/stage-encryption.ts';
import {type EncryptionConfiguration, encryptWith, slotsOf, writingWith} from '../../source/catalog/configs/encryption.ts';

const [one, two] = ['secretbox/secretbox-1', 'secretbox/secretbox-2'] as const;
const target = [one, 'identity'];
const host = (slots: readonly string[], more: Partial<Seen> = {}): Seen => ({installed: true, settled: true, slots, readers: [], ...more});
const fresh = host([], {installed: false, settled: false});
const writers = (all: Readonly<Record<string, Seen>>, wanted: readonly string[]) =>
	Object.keys(all).map(name => writerFor(name, all, wanted));

test('a new cluster encrypts from its first Secret on, and a single control plane confuses nobody', t => {
	t.deepEqual(writers({a: fresh, b: fresh}, target), [one, one]);
	t.deepEqual(writers({a: host([])}, target), [one]);
});

test('where API servers run, all learn to read first, and go on writing as they did', t => {
	t.deepEqual(writers({a: host([]), b: host([])}, target), ['identity', 'identity']);
	t.deepEqual(writers({a: host([one, 'identity']), b: host([one, 'identity'])}, [two, one, 'identity']), [one, one]);
	t.deepEqual(
		writers({a: host([one, 'identity']), b: host([one, 'identity'])}, ['identity', one]),
		['identity', 'identity'],
		'all read that',
	);
});

test('a run that died in the middle is taken up where it was', t => {
	const reads = ['identity', one];
	t.deepEqual(writers({a: host(reads), b: host([])}, target), [undefined, 'identity']);
	t.deepEqual(writers({a: host(target), b: host(reads)}, target), [one, one], 'both run with files that can read it');
	t.deepEqual(
		writers({a: host(target), b: host(reads, {settled: false})}, target),
		[undefined, undefined],
		'one runs with what it had before',
	);
	t.deepEqual(writers({a: host(target), b: host(target)}, target), [one, one]);
});

test('a control plane that is new among others writes as they do until all can read more', t => {
	t.deepEqual(writers({a: host([one, 'identity']), b: fresh}, [two, one, 'identity']), [one, one]);
	t.deepEqual(writers({a: host(target), b: fresh}, target), [undefined, one]);
});

const reads = (...readers: string[]) => ({readers});

test('what the hosts read with and the folder lacks is told, with who has it', t => {
	const [first, second] = [`secrets: ${one}`, `secrets: ${two}`] as const;
	t.deepEqual(lostReaders({a: reads(first), b: reads(second, first)}, [second]), {slots: [first], hosts: ['a', 'b']});
	t.deepEqual(lostReaders({a: reads(first)}, [first, 'configmaps: aescbc/x']), {slots: [], hosts: []});
	t.deepEqual(lostReaders({a: reads(first)}, []), {slots: [first], hosts: ['a']});
	t.deepEqual(lostReaders({a: reads('configmaps: aescbc/x')}, ['secrets: aescbc/x']).slots, ['configmaps: aescbc/x']);
	t.deepEqual(lostReaders({a: reads('configmaps: aescbc/x')}, ['*.*: aescbc/x']).slots, []);
});

/** Extended by a person: a key management service, comments with words of it, another resource with a key of its own, in flow style. */
const extended = `apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources: [secrets]
    providers:
      - secretbox:
          keys:
            - name: secretbox-1
              secret: ${Buffer.alloc(32, 7).toString('base64')}
      # kms: name: later
      - kms: {apiVersion: v2, name: vault, endpoint: unix:///run/kms/socket.sock, timeout: 3s}
      - identity: {}
  - {resources: [configmaps, events], providers: [{aescbc: {keys: [{name: "mine", secret: "${Buffer.alloc(16, 9).toString('base64')}"}]}}, {identity: {}}]}
`;

test('a file that a person extended is read without its keys, and nothing of it is lost', async t => {
	const blanked = withoutKeys(extended);
	const {stdout} = await execa('sed', ['-E', blank], {input: extended, stripFinalNewline: false});
	t.is(stdout, blanked, 'a host leaves out the same');
	t.notRegex(blanked, /[A-Za-z0-9+/=]{24,}/);
	const read = readBlanked(blanked, () => new Error('no configuration'));
	t.deepEqual(read.slots, [one, 'kms/vault', 'identity']);
	t.deepEqual(read.readers, [`secrets: ${one}`, 'secrets: kms/vault', 'configmaps: aescbc/mine', 'events: aescbc/mine']);
	t.deepEqual(lostReaders({a: read}, read.readers).slots, []);
	t.deepEqual(
		readBlanked('', () => new Error('no configuration')),
		{slots: [], readers: []},
	);
	for (const other of ['kind: List', '{', '[]', 'kind: EncryptionConfiguration\nresources: [{resources: [secrets], providers: [null]}]'])
		t.throws(() => readBlanked(other, () => new Error('no configuration')), {message: 'no configuration'});
});

test('a new key comes in front, and what a person added stays as it was', t => {
	const next = encryptWith('secretbox', 2, 'dHdv', parse(extended) as EncryptionConfiguration)!;
	t.deepEqual(slotsOf(next), [two, one, 'kms/vault', 'identity']);
	t.deepEqual(next.resources[1], (parse(extended) as EncryptionConfiguration).resources[1]);
	t.deepEqual(next.resources[0]!.providers[1], (parse(extended) as EncryptionConfiguration).resources[0]!.providers[1]);
	const all = parse(extended.replace('[secrets]', '["*.*"]')) as EncryptionConfiguration;
	const split = encryptWith('secretbox', 2, 'dHdv', all)!;
	t.deepEqual(
		split.resources.map(({resources}) => resources),
		[['secrets'], ['*.*'], ['configmaps', 'events']],
	);
	t.deepEqual(slotsOf(split), [two, one, 'kms/vault', 'identity'], 'what was written through the wider entry is read as well');
});

test('another writer is another order of the same keys', t => {
	const both = encryptWith('secretbox', 2, 'dHdv', encryptWith('aescbc', 1, 'YWVz', encryptWith('secretbox', 1, 'b25l', undefined)))!;
	t.deepEqual(slotsOf(both), [two, one, 'aescbc/aescbc-1', 'identity']);
	t.deepEqual(slotsOf(writingWith(both, one)), [one, two, 'aescbc/aescbc-1', 'identity']);
	t.deepEqual(slotsOf(writingWith(both, 'identity')), ['identity', two, one, 'aescbc/aescbc-1']);
	t.deepEqual(slotsOf(writingWith(both, 'aescbc/aescbc-1')), ['aescbc/aescbc-1', two, one, 'identity']);
	t.deepEqual(writingWith(writingWith(both, 'identity'), two), both);
});
