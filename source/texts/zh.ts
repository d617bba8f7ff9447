/** All texts in Simplified Chinese. */
import {en} from './en.ts';
import type {Texts} from './shape.ts';
import {replay} from './zh/replay.ts';
import {ui} from './zh/ui.ts';

export const zh: Texts = {...en, replay, ui};
