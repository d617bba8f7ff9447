/** What of the texts goes to hosts: stands in the place of `texts.ts` there, in English, as a plan has no language. */
import {verdict} from './en/run/verdict.ts';

export const texts = {run: {verdict}};
