/** Texts of the `artifacts` room: plain strings, or functions that put values into a sentence. */
export const artifacts = {};
