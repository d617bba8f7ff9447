import type {Plan} from '../../source/plan/types.ts';

/** The paths that a plan has on a host, at or below another one. */
export const pathsOn = ({steps}: Pick<Plan, 'steps'>, host: string, below: string): string[] =>
	steps
		.flatMap(({tasks}) => tasks.filter(task => task.host === host).flatMap(({files}) => files.map(({path}) => path)))
		.filter(path => `${path}/`.startsWith(`${below}/`));
