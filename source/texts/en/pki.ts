/** Texts of the `pki` room: plain strings, or functions that put values into a sentence. */
export const pki = {};
