/** All texts in Simplified Chinese. */
import {en} from './en.ts';
import type {Texts} from './shape.ts';

export const zh: Texts = {...en};
