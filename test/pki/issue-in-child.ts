/** Issues the sample into the folder given as argument, in a process that a test can kill. */
import {argv} from 'node:process';
import {issue, sampleSpec} from './sample.ts';

await issue(sampleSpec({key: 'rsa-2048'}), argv[2]!);
