/** Texts of the `spec` room: plain strings, or functions that put values into a sentence. */
export const spec = {};
