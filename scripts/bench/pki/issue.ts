// A process that issues what the JSON file $1 asks for below $2, and says how long that took inside.
import {readFileSync} from 'node:fs';
import {issueAll} from '../../../source/pki/issue-all.ts';
import type {Work} from './work.ts';

const [file, directory] = process.argv.slice(2) as [string, string];
const {certificates, keyPairs} = JSON.parse(readFileSync(file, 'utf8')) as Work;
const begin = performance.now();
await issueAll(certificates, keyPairs, directory, {now: new Date()});
console.log(Math.round(performance.now() - begin));
