// A process that makes $2 keys of the kind $1 and nothing else, and says how long that took inside: what nobody can be faster than here.
import {makeKey} from '../../../source/pki/keys.ts';
import type {KeyKind} from '../../../source/spec/types.ts';

const [kind, count] = process.argv.slice(2) as [KeyKind, string];
const begin = performance.now();
await Promise.all(Array.from({length: Number(count)}, () => makeKey(kind)));
console.log(Math.round(performance.now() - begin));
