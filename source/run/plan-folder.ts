/** The plan on disk: the exact files, host by host, and the rest of it in plan.json. */
import {chmod, mkdir, readdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {File, Plan} from '../plan/types.ts';
import {texts} from '../texts/texts.ts';
import {InputError} from './input-error.ts';

type Stored = Omit<File, 'content'>;

const place = (directory: string, host: string, file: {path: string}): string => path.join(directory, 'hosts', host, file.path);

/** What a kill before the first plan was whole leaves behind: the new hosts, and then the new plan.json beside them. */
const nextHosts = 'hosts.new';
const unfinished = 'plan.json.unfinished';

/** Throws InputError for a folder that holds anything but a plan: it would be lost. */
const refuseForeign = async (directory: string): Promise<void> => {
	const names = await readdir(directory).catch((error): string[] => {
		if (error.code === 'ENOENT') return [];
		throw new InputError([{path: directory, reason: texts.run.noFolder(error.code), example: texts.run.planExample}]);
	});
	if (names.length > 0 && !names.includes('plan.json') && !names.includes(unfinished) && !names.every(name => name === nextHosts))
		throw new InputError([{path: directory, reason: texts.run.foreignFolder(names.length), example: texts.run.planExample}]);
};

const writeFiles = async (plan: Plan, directory: string): Promise<void> => {
	for (const task of plan.steps.flatMap(({tasks}) => tasks)) {
		for (const file of task.files) {
			const target = path.join(directory, task.host, file.path);
			await mkdir(path.dirname(target), {recursive: true});
			await writeFile(target, file.content);
			await chmod(target, file.mode & 0o777);
		}
	}
};

/**
 * Writes `hosts/` and `plan.json` into a folder that is empty or holds a plan already; plan.json comes last.
 * Throws InputError for any other folder.
 */
export const writePlan = async (plan: Plan, place: string): Promise<void> => {
	const directory = path.resolve(place);
	await refuseForeign(directory);
	const hosts = path.join(directory, 'hosts');
	const next = path.join(directory, nextHosts);
	await rm(next, {recursive: true, force: true});
	await mkdir(next, {recursive: true});
	await writeFiles(plan, next);
	const bare = plan.steps.map(step => ({
		...step,
		tasks: step.tasks.map(task => ({...task, files: task.files.map(({content: _, ...stored}) => stored)})),
	}));
	await writeFile(path.join(directory, unfinished), `${JSON.stringify({...plan, steps: bare}, null, '\t')}\n`);
	await rm(hosts, {recursive: true, force: true});
	await rename(next, hosts);
	await rename(path.join(directory, unfinished), path.join(directory, 'plan.json'));
};

const isObject = (one: unknown): boolean => typeof one === 'object' && one !== null;

/** Another version of kinstall may have had other lists, or sentences where this one has their names. */
const isOfThisVersion = ({hosts, certificates, artifacts, steps, podCidrs, notes, assumptions}: Plan): boolean =>
	[hosts, certificates, artifacts, steps, notes, assumptions].every(list => Array.isArray(list) && list.every(isObject)) &&
	notes.every(({id}) => Object.hasOwn(texts.run.notes, id)) &&
	isObject(podCidrs);

/** Reads a written plan back, whole. Throws when there is none, and InputError for one that another version of kinstall wrote. */
export const readPlan = async (directory: string): Promise<Plan> => {
	const file = path.join(directory, 'plan.json');
	const stored = JSON.parse(await readFile(file, 'utf8')) as Plan;
	if (!isOfThisVersion(stored)) throw new InputError([{path: file, reason: texts.run.otherPlan, example: texts.run.otherPlanExample}]);
	const steps = await Promise.all(
		stored.steps.map(async step => ({
			...step,
			tasks: await Promise.all(
				step.tasks.map(async task => ({
					...task,
					files: await Promise.all(
						task.files.map(async (file: Stored) => ({...file, content: await readFile(place(directory, task.host, file), 'utf8')})),
					),
				})),
			),
		})),
	);
	return {...stored, steps};
};
