import type {File} from './types.ts';

/**
 * A secret's place in the plan: one line in the stead of its bytes, which stay below `pki/`.
 * @param secret path below `pki/`
 * @param named what tells this secret from another without showing it: `public-key-sha256=...`
 * @param shown lines of it that are no secret
 */
export const secretFile = (path: string, secret: string, mode: number, owner: string, named: string, shown = ''): File => {
	const content = `kinstall secret: pki/${secret} mode=${mode.toString(8).padStart(4, '0')} owner=${owner} ${named}\n${shown}`;
	return {path, content, mode, owner, secret};
};
