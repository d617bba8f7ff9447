/** The plan on disk: the exact files, host by host, and the rest of it in plan.json. */
import {chmod, mkdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {File, Plan} from '../plan/types.ts';

type Stored = Omit<File, 'content'>;

const place = (directory: string, host: string, file: {path: string}): string => path.join(directory, 'hosts', host, file.path);

/** Writes the plan beside the old one, then puts it in its place. */
export const writePlan = async (plan: Plan, directory: string): Promise<void> => {
	const next = `${directory}.new`;
	await rm(next, {recursive: true, force: true});
	await mkdir(next, {recursive: true});
	for (const step of plan.steps) {
		for (const task of step.tasks) {
			for (const file of task.files) {
				const target = place(next, task.host, file);
				await mkdir(path.dirname(target), {recursive: true});
				await writeFile(target, file.content);
				await chmod(target, file.mode & 0o777);
			}
		}
	}
	const bare = plan.steps.map(step => ({
		...step,
		tasks: step.tasks.map(task => ({...task, files: task.files.map(({content: _, ...stored}) => stored)})),
	}));
	await writeFile(path.join(next, 'plan.json'), `${JSON.stringify({...plan, steps: bare}, null, '\t')}\n`);
	await rm(directory, {recursive: true, force: true});
	await rename(next, directory);
};

/** Reads a written plan back, whole. Throws when there is none. */
export const readPlan = async (directory: string): Promise<Plan> => {
	const stored = JSON.parse(await readFile(path.join(directory, 'plan.json'), 'utf8')) as Plan;
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
