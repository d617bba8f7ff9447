/** Nothing is missing in Chinese, and nothing was left in English by mistake. */
import {execFileSync} from 'node:child_process';
import path from 'node:path';
import test from 'ava';
import {phases} from '../../source/plan/phases.ts';
import {en} from '../../source/texts/en.ts';
import {zh} from '../../source/texts/zh.ts';

const folder = path.resolve(import.meta.dirname, '../../source/texts');

type Entry = readonly [path: string, value: unknown];

const entriesOf = (value: unknown, at = ''): Entry[] =>
	typeof value === 'object' && value !== null && !(value instanceof RegExp)
		? Object.entries(value).flatMap(([key, inner]) => entriesOf(inner, at === '' ? key : `${at}.${key}`))
		: [[at, value]];

/** What has no Chinese in it, and why not. */
const alike: ReadonlyArray<readonly [why: string, paths: RegExp]> = [
	[
		'the same in every language: a sign, or values and signs alone',
		/^ui\.(requests\.(unknownNode|proof|reason|open)|nodes\.notProbed)$|^preview\.none$|^report\.unhealthy$|^diff\.next$/,
	],
	['names of daemons and kinds', /^ui\.cluster\.daemons\.|^pki\.certificate\.name\./],
	['commands', /^ui\.cluster\.(componentStatuses|nodes|commands)$|^run\.(planExample|unreadableExample)$|^replay\.example$/],
	['what cluster.yaml holds', /^pki\.encryption\.identity$/],
	['what the system says, and is looked for in its words', /^run\.causes\.\d+\.pattern$|^pki\.io\.\w+\.codes\.\d+$/],
	['what scripts look for in lines', /^preview\.words\./],
	['words put together in another text', /^ui\.lines\.taskEnded$/],
	['how the other language calls itself', /^ui\.keys\.language$/],
	['it holds nothing', /^ui\.(preview\.marks\.same|cluster\.mark\.good)$/],
];
// A function shows its source, in which tsx may have escaped them.
const written = (value: unknown): string =>
	String(value).replaceAll(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
const hasChinese = (value: unknown): boolean => /[\p{Script=Han}，。：；（）]/u.test(written(value));
/** Names of products and types, as Chinese texts write them, too. */
const names = ['CSR', 'ID', 'Kubernetes', 'Pod', 'etcd', 'metrics-server', 'zh-Hans'];
const excused = (at: string, value: unknown): boolean => names.includes(String(value)) || alike.some(([, paths]) => paths.test(at));

/** Those of the phases are in the plan in English. */
const texts = ({run: {phases: _, ...run}, ...rest}: typeof zh): Entry[] => entriesOf({...rest, run});
const english = texts(en as typeof zh);
const chinese = texts(zh);

test('Chinese has every text, and functions of as many values', t => {
	t.true(english.length > 700);
	const shape = (entries: readonly Entry[]) =>
		entries.map(([at, value]) => `${at}: ${typeof value}${typeof value === 'function' ? ` of ${value.length}` : ''}`).sort();
	const [own, wanted] = [shape(chinese), shape(english)];
	t.deepEqual(
		wanted.filter(one => !own.includes(one)),
		[],
		'missing in Chinese',
	);
	t.deepEqual(
		own.filter(one => !wanted.includes(one)),
		[],
		'missing in English',
	);
});

test('every text is Chinese, but for a few with a reason', t => {
	t.deepEqual(
		chinese.filter(([at, value]) => !hasChinese(value) && !excused(at, value)).map(([at, value]) => `${at}: ${value}`),
		[],
	);
	t.deepEqual(
		english.filter(([, value]) => hasChinese(value)).map(([at]) => at),
		['ui.keys.language'],
	);
	for (const [why, paths] of alike)
		t.true(
			chinese.some(([at, value]) => paths.test(at) && !hasChinese(value)),
			why,
		);
});

test('causes of failures are found by the same words', t => {
	t.deepEqual(
		zh.run.causes.map(({pattern}) => pattern),
		en.run.causes.map(({pattern}) => pattern),
	);
});

test('every phase has a title', t => {
	t.deepEqual(
		Object.keys(zh.run.phases),
		phases.map(({id}) => id),
	);
	t.deepEqual(
		Object.entries(zh.run.phases).filter(([, title]) => !hasChinese(title)),
		[],
	);
});

for (const file of ['lab.sh', 'lab-artifacts.sh']) {
	test(`${file} has every text in Chinese, with the same values in the same order`, t => {
		const read = (language: string): ReadonlyMap<string, string> => {
			const script = `. "$1"; for key in "\${!TEXT[@]}"; do printf '%s\\0%s\\0' "$key" "\${TEXT[$key]}"; done`;
			const parts = execFileSync('bash', ['-c', script, 'bash', path.join(folder, language, file)], {encoding: 'utf8'}).split('\0');
			return new Map(Array.from({length: Math.floor(parts.length / 2)}, (_, index) => [parts[2 * index]!, parts[2 * index + 1]!]));
		};
		const [english, chinese] = [read('en'), read('zh')];
		t.true(english.size > 20);
		t.deepEqual([...chinese.keys()].sort(), [...english.keys()].sort());
		const values = (text = '') => text.match(/%[-\d]*[sd]/g) ?? [];
		for (const [key, text] of english) {
			t.deepEqual(values(chinese.get(key)), values(text), key);
			// Products with a number, and a text that is a value alone.
			t.true(hasChinese(chinese.get(key)) || /^(title-(etcd|containerd|runc|toolchain)|step-done)$/.test(key), key);
		}
	});
}
