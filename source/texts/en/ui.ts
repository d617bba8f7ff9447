/** Texts of the `ui` room: plain strings, or functions that put values into a sentence. */
export const ui = {};
