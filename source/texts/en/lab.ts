/** Texts of the `lab` room: plain strings, or functions that put values into a sentence. */
export const lab = {};
