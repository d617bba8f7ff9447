import {fileURLToPath} from 'node:url';

/** Where the files of this program lie: the checkout, or `dist` of the package, which has the same folders. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a program's file ends with: TypeScript as it is written, or as it was built. */
export const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
