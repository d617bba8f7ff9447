/** Texts of the `run` room: plain strings, or functions that put values into a sentence. */
export const run = {};
