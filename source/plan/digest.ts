import {createHash} from 'node:crypto';
import type {Plan} from './types.ts';

/**
 * sha256 over all of a plan but its digest, piece by piece: each piece as JSON, a file's content behind the rest of it.
 * A text of the whole would take as much memory again as the plan.
 */
export const digestOf = ({steps, ...rest}: Omit<Plan, 'digest'>): string => {
	const hash = createHash('sha256').update(JSON.stringify(rest));
	for (const {tasks, ...step} of steps) {
		hash.update(JSON.stringify(step));
		for (const {files, ...task} of tasks) {
			hash.update(JSON.stringify(task));
			for (const {content, ...file} of files) hash.update(JSON.stringify({...file, length: content.length})).update(content);
		}
	}

	return hash.digest('hex');
};
