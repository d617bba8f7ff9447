import {execFileSync} from 'node:child_process';
import test from 'ava';
import {en} from '../../source/texts/en.ts';
import {language, languageOf, setLanguage, texts} from '../../source/texts/texts.ts';
import {zh} from '../../source/texts/zh.ts';

test.afterEach(() => setLanguage('en'));

test.serial('what was taken when the program began follows the language', t => {
	const {nodes, statuses} = texts.ui;
	const {added} = nodes;
	t.is(nodes.title, en.ui.nodes.title);
	setLanguage('zh');
	t.is(language(), 'zh');
	t.is(nodes.title, zh.ui.nodes.title);
	t.is(nodes.columns.name, zh.ui.nodes.columns.name);
	t.is(added(2), zh.ui.nodes.added(2));
	t.deepEqual(Object.entries(statuses), Object.entries(zh.ui.statuses));
	t.true('title' in nodes);
	t.is((nodes as Record<string, unknown>)['nothing'], undefined);
	t.deepEqual({...statuses}, {...zh.ui.statuses});
	t.is(nodes.columns, nodes.columns);
});

test.serial('a process that is started speaks the language that was chosen', t => {
	const said = () =>
		execFileSync(process.execPath, [
			'--input-type=module',
			'-e',
			`import {language} from ${JSON.stringify(module)}; console.log(language())`,
		]);
	const module = new URL('../../source/texts/texts.ts', import.meta.url).href;
	setLanguage('zh');
	t.is(said().toString().trim(), 'zh');
	setLanguage('en');
	t.is(said().toString().trim(), 'en');
});

test('the environment says which language', t => {
	t.is(languageOf({}), 'en');
	for (const zh of ['zh', 'zh_CN.UTF-8', 'zh-Hans', 'zh_TW', 'ZH_cn', 'zh.UTF-8']) t.is(languageOf({LANG: zh}), 'zh', zh);
	for (const other of ['C', 'POSIX', 'en_US.UTF-8', 'de_DE', 'zha', '']) t.is(languageOf({LANG: other}), 'en', other);
	t.is(languageOf({LANG: 'zh_CN.UTF-8', LC_ALL: 'C'}), 'en');
	t.is(languageOf({LANG: 'C', LC_MESSAGES: 'zh_CN'}), 'zh');
	t.is(languageOf({LC_MESSAGES: 'zh_CN', LC_ALL: 'en_US'}), 'en');
	t.is(languageOf({KINSTALL_LANG: 'zh', LC_ALL: 'en_US'}), 'zh');
	t.is(languageOf({KINSTALL_LANG: '', LC_ALL: 'zh_CN'}), 'zh');
});
