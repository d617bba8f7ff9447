/** One seed for every run of the suite, so that a failure comes again; fast-check prints it with the path to the smallest case. */
export const seed = 20_260_101;
export const runs = (numRuns: number) => ({seed, numRuns});
