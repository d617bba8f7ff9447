import test from 'ava';
import {execa} from 'execa';
import {askingProgram, readAnswers} from '../../../scripts/lib/look/ask-all.ts';

/** As on a host: bash with the options that every command has. */
const ask = async (commands: readonly string[]) => {
	const {stdout} = await execa('bash', ['-c', `set -euo pipefail\n${askingProgram(commands)}`]);
	return readAnswers(stdout);
};

test('each question has its own answer, whatever the others print, and whether it succeeded', async t => {
	const answers = await ask([
		"printf 'one\\ntwo'",
		'echo "it\'s wrong" >&2; false',
		'head -c 200000 /dev/zero | tr "\\0" x',
		'exit 3',
		'true',
	]);
	t.deepEqual(answers.get(0), {ok: true, text: 'one\ntwo'});
	t.deepEqual(answers.get(1), {ok: false, text: "it's wrong"});
	t.is(answers.get(2)?.text.length, 200_000);
	t.deepEqual(answers.get(3), {ok: false, text: ''});
	t.deepEqual(answers.get(4), {ok: true, text: ''});
});

test('all are asked at once', async t => {
	const began = performance.now();
	await ask(Array.from({length: 8}, () => 'sleep 0.5'));
	t.true(performance.now() - began < 3000, 'one after the other they would take four seconds');
});
