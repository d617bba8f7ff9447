import {texts} from '../texts/texts.ts';

/** A phase in the language of the moment; in the words of its plan where there are no others. */
export const phaseTitle = ({id, title}: {readonly id: string; readonly title: string}): string => texts.run.phases[id] ?? title;
