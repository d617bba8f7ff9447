/** Who may import whom: the rules of docs/architecture.md. */
import {globSync, readFileSync} from 'node:fs';
import {builtinModules} from 'node:module';
import path from 'node:path';
import test from 'ava';

const root = path.resolve(import.meta.dirname, '..');

type Import = {
	readonly file: string;
	/** Room of the importing file: `spec`, `plan`, ... or `scripts`. */
	readonly room: string;
	/** What is imported: a file relative to the project's folder, or a package. */
	readonly target: string;
	/** Room of the imported file; undefined for a package. */
	readonly of: string | undefined;
	/** Whether it vanishes when types are stripped. */
	readonly typeOnly: boolean;
};

const roomOf = (file: string): string => {
	const [top = '', room = ''] = file.split('/');
	return top === 'source' ? (room.includes('.') ? 'entry' : room) : top;
};

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const withoutComments = (text: string): string => text.replaceAll(/\/\*.*?\*\//gs, '').replaceAll(/^\s*\/\/.*$/gm, '');

const statements = /(?:^|;)\s*(?:import|export)\s+(type\s+)?(?:[^'";=]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;
const calls = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

const importsOf = (file: string): Import[] => {
	const text = withoutComments(read(file));
	const found = [
		...[...text.matchAll(statements)].map(([, type, name = '']) => ({name, typeOnly: type !== undefined})),
		...[...text.matchAll(calls)].map(([, name = '']) => ({name, typeOnly: false})),
	];
	return found.map(({name, typeOnly}) => {
		const relative = name.startsWith('.');
		const target = relative ? path.join(path.dirname(file), name) : name;
		return {file, room: roomOf(file), target, of: relative ? roomOf(target) : undefined, typeOnly};
	});
};

const files = globSync(['source/**/*.{ts,tsx}', 'scripts/**/*.ts'], {cwd: root});
const imports = files.flatMap(importsOf);
const show = ({file, target, typeOnly}: Import): string => `${file} imports ${typeOnly ? 'type ' : ''}${target}`;

const everything = ['texts', 'spec', 'catalog', 'plan', 'pki', 'state', 'run', 'ui', 'cli'];

/** Room -> the other rooms it may import. */
const allowed: Readonly<Record<string, readonly string[]>> = {
	texts: [],
	spec: ['texts'],
	catalog: ['spec', 'texts'],
	plan: ['spec', 'catalog', 'texts'],
	pki: ['spec', 'catalog', 'texts'],
	approver: ['spec', 'plan', 'pki', 'texts'],
	state: ['spec', 'plan', 'texts'],
	run: ['spec', 'catalog', 'plan', 'pki', 'state', 'texts'],
	ui: ['spec', 'plan', 'state', 'texts'],
	cli: everything.filter(room => room !== 'cli'),
	scripts: everything.filter(room => room !== 'ui' && room !== 'cli'),
	entry: ['cli'],
};

/** What is made of a room for the documents, by a script that touches no host and is not published. */
const forDocuments: ReadonlyArray<readonly [file: string, target: string]> = [['scripts/make-keys-page.ts', 'source/ui/keys-page.ts']];

/** A type, and only a type, may also come from these: nothing of them is left when the code runs. */
const typesAllowed: ReadonlyArray<readonly [room: string, target: string]> = [
	// A row is looked at from a place, and a place has the host's facts.
	['catalog', 'source/plan/facts.ts'],
	// A text for each outcome of a run: the compiler sees to it that none is missing.
	['texts', 'source/state/event.ts'],
];

test('every import is seen', t => {
	t.true(files.length > 150);
	t.true(imports.length > 600);
	// Counted in another way: each one names its target behind `from` or in `import(`.
	const words = files.flatMap(file => withoutComments(read(file)).match(/^[^'"`]*\bfrom ['"]|\bimport\(['"]/gm) ?? []);
	t.is(imports.length, words.length);
});

test('rooms import only the rooms below them', t => {
	const wrong = imports.filter(
		({file, room, of, target, typeOnly}) =>
			of !== undefined &&
			of !== room &&
			!allowed[room]?.includes(of) &&
			!forDocuments.some(([from, to]) => from === file && to === target) &&
			!(typeOnly && typesAllowed.some(([from, type]) => from === room && type === target)),
	);
	t.deepEqual(wrong.map(show), []);
	for (const [room, target] of typesAllowed)
		t.true(
			imports.some(one => one.room === room && one.target === target),
			`${room} does not need ${target} any more`,
		);
});

test('the screens take only types of the plan', t => {
	t.deepEqual(imports.filter(({room, of, typeOnly}) => room === 'ui' && of === 'plan' && !typeOnly).map(show), []);
});

test('texts are reached by their catalog alone', t => {
	t.deepEqual(
		imports.filter(({room, of, target}) => room !== 'texts' && of === 'texts' && target !== 'source/texts/texts.ts').map(show),
		[],
	);
});

test('some packages have one room', t => {
	const owners: Readonly<Record<string, readonly string[]>> = {
		react: ['ui', 'cli'],
		ink: ['ui', 'cli'],
		'node-forge': ['pki'],
		zx: ['scripts'],
		commander: ['cli'],
		zod: ['spec'],
	};
	for (const [name, rooms] of Object.entries(owners)) {
		const users = imports.filter(({target}) => target === name || target.startsWith(`${name}/`));
		t.true(users.length > 0, name);
		t.deepEqual(users.filter(({room}) => !rooms.includes(room)).map(show), []);
	}
});

test('spec, catalog, plan and state are pure: no disk, process, network, clock or random number', t => {
	const pure = ['spec', 'catalog', 'plan', 'state'];
	const harmless = ['node:util'];
	const builtin = imports.filter(
		({room, target}) =>
			pure.includes(room) && (target.startsWith('node:') || builtinModules.includes(target)) && !harmless.includes(target),
	);
	// A hash is a function of its input.
	const wrong = builtin.filter(
		({file, target}) => target !== 'node:crypto' || !/import \{createHash\} from 'node:crypto'/.test(read(file)),
	);
	t.deepEqual(wrong.map(show), []);
	const impure = /\bprocess\.|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bsetTimeout\b|\bsetInterval\b|\bfetch\(/;
	const dirty = files.filter(file => pure.includes(roomOf(file)) && impure.test(withoutComments(read(file))));
	// It tells the screens of changes at most 30 times a second.
	t.deepEqual(dirty, ['source/state/store.ts']);
});

test('what is published imports published dependencies alone', t => {
	const {dependencies} = JSON.parse(read('package.json')) as {dependencies: Record<string, string>};
	// What builds, measures and makes pictures stays here.
	const unpublished = /^scripts\/(bench|build|pictures)[./]/;
	const packages = imports.filter(({file, of, target}) => of === undefined && !target.startsWith('node:') && !unpublished.test(file));
	const nameOf = (target: string) =>
		target
			.split('/')
			.slice(0, target.startsWith('@') ? 2 : 1)
			.join('/');
	t.deepEqual(packages.filter(({target}) => !(nameOf(target) in dependencies)).map(show), []);
	const unused = Object.keys(dependencies).filter(name => !packages.some(({target}) => nameOf(target) === name));
	t.log(`dependencies that nothing imports: ${unused.join(', ') || 'none'}`);
});
