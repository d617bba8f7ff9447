import test from 'ava';
import {execa} from 'execa';
import {hostCommand} from '../../scripts/lib/ssh.ts';
import type {Host} from '../../source/spec/types.ts';

const host = {name: 'node1', address: '192.0.2.1', roles: ['worker'], ssh: {}, local: false} as unknown as Host;

/** The words that bash finds in the line, as they would reach systemd-run. */
const wordsOf = async (line: string): Promise<string[]> => {
	const {stdout} = await execa('bash', ['-c', `for word in ${line}; do printf '%s\\0' "$word"; done`]);
	return stdout.split('\0').slice(0, -1);
};

const awkward = `word='a "b" %n \\ \`c\`'
read -r line
printf '%s|%s|%s\\n' "$word" "$((6 * 7))" "$line"
false || (exit 7)
`;

test('the words of a unit have nothing that the service manager changes when it reads them again', async t => {
	const words = await wordsOf(hostCommand(host, 'kinstall-x', awkward));
	t.is(words[0], 'systemd-run');
	t.deepEqual(
		words.filter(word => /["'\\`$%\n]/.test(word)),
		[],
	);
});

test('the command itself arrives unchanged, with its stdin and its exit code', async t => {
	const words = await wordsOf(hostCommand(host, 'kinstall-x', awkward));
	const bash = words.slice(words.indexOf('/bin/bash'));
	const result = await execa(bash[0]!, bash.slice(1), {input: 'from stdin\n', reject: false});
	t.is(result.stdout, `a "b" %n \\ \`c\`|42|from stdin`);
	t.is(result.exitCode, 7);
	t.is(result.stderr, '');
});

test('a host that cannot decode the command fails, and does not pass over it', async t => {
	const words = await wordsOf(hostCommand(host, 'kinstall-x', awkward));
	const result = await execa('/bin/bash', ['-c', words.at(-1)!], {env: {PATH: '/nowhere'}, extendEnv: false, reject: false});
	t.is(result.exitCode, 127);
});
