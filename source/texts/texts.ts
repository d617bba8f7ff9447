/**
 * The one catalog of every text a person meets, in the language of the moment. A room's texts lie in `LANGUAGE/ROOM.ts`.
 * Rooms import `texts` and nothing below it; what they take of it when they are loaded follows the language.
 */
import {en} from './en.ts';
import {type Language, languageOf, languages} from './language.ts';
import {live} from './live.ts';
import type {Texts} from './shape.ts';
import {zh} from './zh.ts';

const catalogs: Readonly<Record<Language, Texts>> = {en, zh};
let present = languageOf(process.env);

export const texts = live(() => catalogs[present]);

/** One language whatever the moment's: for what is a document of its own. */
export const textsIn = (language: Language): Texts => catalogs[language];

export const language = (): Language => present;

/** For this process, and through the environment for those it starts from now on. */
export function setLanguage(language: Language): void {
	present = language;
	process.env['KINSTALL_LANG'] = language;
}

export {type Language, languageOf, languages};
