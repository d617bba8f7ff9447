/** Words that must come through: past a remote shell, and past systemd. */
import {execFileSync} from 'node:child_process';
import test from 'ava';
import fc from 'fast-check';
import {quote} from '../../scripts/lib/quote.ts';
import {unitFile} from '../../source/plan/unit.ts';
import {five, specOf} from '../spec/spec-text.ts';
import {commandOf} from './judges.ts';
import {runs} from './settings.ts';

test('bash reads back every word that was quoted for it', t => {
	const nasty = fc
		.array(
			fc.constantFrom(
				"'",
				'"',
				'\\',
				'$',
				'`',
				'!',
				'*',
				'~',
				'#',
				'&',
				';',
				'|',
				'<',
				'\n',
				'\t',
				' ',
				'-',
				'a',
				'é',
				'%',
				'$(id)',
				'\u{1f600}',
			),
			{maxLength: 8},
		)
		.map(parts => parts.join(''));
	const word = fc.oneof(
		nasty,
		fc.string().map(text => text.replaceAll('\0', '')),
	);
	fc.assert(
		fc.property(fc.array(word, {minLength: 1, maxLength: 40}), words => {
			// Each word between two marks, so that neither end of it can be lost.
			const script = `LC_ALL=C.UTF-8; printf '<%s>\\0' ${words.map(quote).join(' ')}`;
			const read = execFileSync('bash', ['-c', script], {encoding: 'utf8'});
			t.is(read, words.map(one => `<${Buffer.from(one).toString()}>\0`).join(''));
		}),
		runs(25),
	);
});

/** What a person may write as a flag's value. */
const flagValue = fc.string({
	unit: fc.constantFrom(
		'a',
		'Z',
		'9',
		'%',
		'%%',
		'i',
		'{',
		'}',
		'=',
		',',
		':',
		'/',
		'*',
		'@',
		'!',
		'|',
		'-',
		'+',
		'é',
		'&',
		'#',
		'(',
		"'",
		'"',
		'\\',
		'$',
		';',
		' ',
	),
	maxLength: 12,
});

test('systemd gives a daemon every flag that a spec may hold, with no sign taken for something else', t => {
	let accepted = 0;
	fc.assert(
		fc.property(fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/), flagValue, {minKeys: 1, maxKeys: 5}), flags => {
			const text = five().concat(`extraFlags: {kube-proxy: ${JSON.stringify(flags)}}\n`);
			let spec: ReturnType<typeof specOf>;
			try {
				spec = specOf(text);
			} catch {
				return;
			}

			accepted++;
			const exec = [
				'/usr/local/bin/kube-proxy',
				...Object.entries(spec.extraFlags['kube-proxy']).map(([name, value]) => `--${name}=${value}`),
			];
			const unit = unitFile({name: 'a.service', description: 'a', type: 'exec', exec, reads: []});
			t.deepEqual(commandOf(unit.content), exec);
		}),
		runs(300),
	);
	t.true(accepted > 30, `${accepted} specs were accepted`);
});
