/** What a script can tell from the end of a command. */
export const exitCodes = {done: 0, failed: 1, badInput: 2, drifted: 3, interrupted: 130} as const;
