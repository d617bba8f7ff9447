import type {Texts} from '../shape.ts';

export const lab: Texts['lab'] = {};
