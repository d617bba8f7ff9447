import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {createInterface} from 'node:readline/promises';
import {issueUser} from '../pki/issue-user.ts';
import {userKubeconfig} from '../plan/kubeconfig-files.ts';
import {isUserName, judgeUser, readGrant, type UserBinding, type UserWish} from '../plan/users.ts';
import {alone} from '../run/alone.ts';
import {InputError} from '../run/input-error.ts';
import type {Loaded} from '../run/load-spec.ts';
import {findUser, listUsers, removeUser, type UserFile, userFile, writeUser} from '../run/users.ts';
import type {Event} from '../state/event.ts';
import {texts} from '../texts/texts.ts';
import {exitCodes} from './exit-codes.ts';
import type {Printer} from './print.ts';
import {runScript} from './run-script.ts';

/** The options as they were typed. */
export type Asked = {
	readonly group: readonly string[];
	readonly role: readonly string[];
	readonly clusterAdmin?: boolean;
	readonly serviceAccount?: boolean;
	readonly days?: string;
	readonly yes?: boolean;
	readonly json?: boolean;
};

type Work = {readonly loaded: Loaded; readonly printer: Printer};

const words = texts.cli.user;

/** What is wished for. Throws InputError with all that is wrong. */
const readWish = (name: string, asked: Asked, usual: number): UserWish => {
	const grants = asked.role.map(typed => ({typed, grant: readGrant(typed)}));
	const wish = {
		name,
		groups: [...new Set(asked.group)],
		clusterAdmin: asked.clusterAdmin ?? false,
		grants: grants.flatMap(({grant}) => (grant ? [grant] : [])),
		serviceAccount: asked.serviceAccount ?? false,
		days: asked.days === undefined ? usual : Number(asked.days),
	};
	const wrong = grants.flatMap(({typed, grant}) =>
		grant ? [] : [{path: '--role', reason: texts.run.user.roleForm(typed), example: '--role default/view'}],
	);
	const problems = [...wrong, ...judgeUser(wrong.length > 0 ? {...wish, clusterAdmin: true} : wish)];
	if (problems.length > 0) throw new InputError(problems);
	return wish;
};

/** Whether the person agrees; without a terminal only `--yes` does. */
const agrees = async ({yes, json}: Asked, question: string, printer: Printer): Promise<boolean> => {
	if (yes) return true;
	if (json || !process.stdin.isTTY || !process.stdout.isTTY) {
		printer.error(words.needsYes(question));
		return false;
	}
	const terminal = createInterface({input: process.stdin, output: process.stdout});
	const answer = await terminal.question(`${question} ${words.yesOrNo} `).finally(() => terminal.close());
	return /^(y|yes|是)$/i.test(answer.trim());
};

const run = ({loaded, printer}: Work, verb: string, ...rest: readonly string[]) =>
	runScript('user', ['--cluster', loaded.folder.spec, verb, ...rest], printer, (event: Event) => {
		if (event.type === 'changed') printer.line(`  ${event.what}`, {changed: event.what});
	});

const rightsOf = ({clusterAdmin, grants, groups}: UserWish): string =>
	[
		...(clusterAdmin ? [words.rules] : []),
		...grants.map(({namespace, role}) => `${namespace}/${role}`),
		...groups.map(group => words.inGroup(group)),
	].join(', ');

const add = async (work: Work, name: string, asked: Asked): Promise<number> => {
	const {spec, folder} = work.loaded;
	const wish = readWish(name, asked, spec.pki.days);
	const file = userFile(folder, name);
	if (await findUser(folder, name))
		throw new InputError([{path: file, reason: words.exists(name), example: `kinstall user remove ${name}`}]);
	if (!wish.serviceAccount && spec.pki.authorities === 'one')
		throw new InputError([
			{path: 'pki.authorities', reason: words.opensEtcd, example: `kinstall user add ${name} --service-account --role default/view`},
		]);
	// Before anything is changed: namespaces and roles, and a key to sign with.
	const issued = wish.serviceAccount ? undefined : await issueUser(folder.pki, {...wish, key: spec.pki.key}, new Date());
	const checked = await run(work, 'check', JSON.stringify(wish));
	if (checked !== exitCodes.done) return checked;
	if (!(await agrees(asked, words.addQuestion(name, rightsOf(wish)), work.printer))) return exitCodes.badInput;
	const code = await run(work, 'add', JSON.stringify(wish));
	if (code !== exitCodes.done) return code;
	if (issued) {
		const authority = await readFile(path.join(folder.pki, 'ca.crt'), 'utf8');
		await writeUser(folder, name, userKubeconfig(spec, name, authority, issued));
	}
	const until = (await findUser(folder, name))?.until ?? '';
	work.printer.line(words.added(name, file, until.slice(0, 10), wish.serviceAccount), {user: name, file, until});
	return exitCodes.done;
};

const remove = async (work: Work, name: string, asked: Asked): Promise<number> => {
	const {folder} = work.loaded;
	if (!isUserName(name)) throw new InputError([{path: 'NAME', reason: texts.run.user.personName(name), example: 'alice'}]);
	if (!(await agrees(asked, words.removeQuestion(name), work.printer))) return exitCodes.badInput;
	const file = await findUser(folder, name);
	let changes = 0;
	const code = await runScript('user', ['--cluster', folder.spec, 'remove', name], work.printer, event => {
		if (event.type !== 'changed') return;
		changes++;
		work.printer.line(`  ${event.what}`, {changed: event.what});
	});
	if (code !== exitCodes.done) return code;
	if (!file && changes === 0) {
		work.printer.error(words.nobody(name));
		return exitCodes.badInput;
	}
	await removeUser(folder, name);
	work.printer.line(words.removed(name), {removed: name});
	if (file?.by === 'certificate' && file.until !== undefined)
		work.printer.line(words.staysValid(file.until.slice(0, 10), (file.groups ?? []).join(', ')), {
			validUntil: file.until,
			groups: file.groups,
		});
	return exitCodes.done;
};

const lineOf = (name: string, file: UserFile | undefined, bindings: readonly UserBinding[]): string => {
	const rights = bindings.map(({namespace, role}) => (namespace === undefined ? role : `${namespace}/${role}`));
	const by = file?.by ? words.by[file.by] : bindings.some(({serviceAccount}) => serviceAccount) ? words.by.token : words.noFile;
	return [
		name.padEnd(20),
		[by, file?.until && words.until(file.until.slice(0, 10))].filter(Boolean).join(' '),
		[...rights, ...(file?.groups ?? []).map(words.inGroup)].join(', '),
	].join('  ');
};

const list = async ({loaded, printer}: Work): Promise<number> => {
	let bindings: readonly UserBinding[] = [];
	const code = await runScript('user', ['--cluster', loaded.folder.spec, 'list'], printer, event => {
		if (event.type === 'users') bindings = event.bindings;
	});
	const files = await listUsers(loaded.folder);
	const names = [...new Set([...files.map(({name}) => name), ...bindings.map(({user}) => user)])].sort();
	for (const name of names) {
		const file = files.find(one => one.name === name);
		const own = bindings.filter(({user}) => user === name);
		printer.line(lineOf(name, file, own), {user: name, ...file, bindings: own});
	}
	if (names.length === 0) printer.line(words.none, {users: 0});
	return code;
};

/** `list`, `add` or `remove`. Returns the exit code; throws InputError, PkiError, and FolderLocked while a run or reset goes on. */
export const user = async (loaded: Loaded, printer: Printer, verb: string, name: string | undefined, asked: Asked): Promise<number> => {
	const work = {loaded, printer};
	if (verb === 'list') return list(work);
	if (name === undefined) {
		printer.error(words.whom(verb));
		return exitCodes.badInput;
	}
	return alone(loaded.folder, () => (verb === 'add' ? add(work, name, asked) : remove(work, name, asked)));
};
