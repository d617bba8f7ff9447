/** What a script can tell from the end of a command. */
// 2 also while certificates wait to be signed elsewhere: something is missing that a person must bring, and nothing was touched.
export const exitCodes = {done: 0, failed: 1, badInput: 2, drifted: 3, interrupted: 130} as const;
