import {readFile} from 'node:fs/promises';
import test from 'ava';
import {setLanguage} from '../../source/texts/texts.ts';
import {bindings} from '../../source/ui/keys.ts';
import {keysPage} from '../../source/ui/keys-page.ts';

test('docs/keys.md is what the table of keys gives: node scripts/make-keys-page.ts writes it', async t => {
	setLanguage('en');
	t.is(await readFile('docs/keys.md', 'utf8'), keysPage());
});

test('every key of every place stands on the page', t => {
	setLanguage('en');
	const rows = keysPage().match(/^\| `.*\|$/gm) ?? [];
	t.is(rows.length, 2 + bindings.reduce((sum, {contexts}) => sum + contexts.length, 0));
});
