/** What an apply changed in the cluster, from two looks at the objects with our label. Pure. */

/** By `kind namespace name` (no namespace is `-`): a text that is another one when the object's content is. */
export type Objects = ReadonlyMap<string, string>;

/** Lines `KIND NAMESPACE NAME GENERATION RESOURCEVERSION`; namespace and generation may be empty. */
export const parseObjects = (lines: string): Objects =>
	new Map(
		lines
			.split('\n')
			.filter(Boolean)
			.map(line => {
				const [kind = '', namespace = '', name = '', generation = '', version = ''] = line.split(' ');
				return [`${kind} ${namespace || '-'} ${name}`, generation ? `generation ${generation}` : `version ${version}`];
			}),
	);

/** `made` were made or changed, `left` is what an earlier plan had and this one has not; what is in another thing goes before it. */
export const judgeApplied = (planned: readonly string[], before: Objects, after: Objects): {made: string[]; left: string[]} => ({
	made: planned.filter(name => after.has(name) && after.get(name) !== before.get(name)),
	left: [...after.keys()].filter(name => !planned.includes(name)),
});
