import type {Plan} from '../../source/plan/types.ts';

/** Every path that a plan has on a host. */
export const pathsOn = ({steps}: Pick<Plan, 'steps'>, host: string): string[] =>
	steps.flatMap(({tasks}) => tasks.filter(task => task.host === host).flatMap(({files}) => files.map(({path}) => path)));
