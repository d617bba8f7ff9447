/** A person's own audit policy: as much of audit.k8s.io/v1 as decides whether an API server starts with it, and what a slip of the pen would leave out. */
import * as z from 'zod';
import {texts} from '../texts/texts.ts';
import {type Found, formatPath} from './found.ts';
import {readYaml} from './read-yaml.ts';
import {schemaProblems} from './schema-problems.ts';
import type {Problem} from './types.ts';

const {reasons} = texts.spec;

const api = 'audit.k8s.io/v1';
const shortest = `{apiVersion: ${api}, kind: Policy, rules: [{level: Metadata}]}`;

const words = z.array(z.string());
const stages = z.array(z.enum(['RequestReceived', 'ResponseStarted', 'ResponseComplete', 'Panic']));

/** Strict, although an API server is not: a rule whose `resources` is misspelt would hold for all of them. */
const rule = z.strictObject({
	level: z.enum(['None', 'Metadata', 'Request', 'RequestResponse']).meta({examples: ['Metadata']}),
	users: words.exactOptional(),
	userGroups: words.exactOptional(),
	verbs: words.exactOptional(),
	resources: z
		.array(z.strictObject({group: z.string().exactOptional(), resources: words.exactOptional(), resourceNames: words.exactOptional()}))
		.meta({examples: [[{group: '', resources: ['secrets']}]]})
		.exactOptional(),
	namespaces: words.exactOptional(),
	nonResourceURLs: words.exactOptional(),
	omitStages: stages.exactOptional(),
	omitManagedFields: z.boolean().exactOptional(),
});

const policy = z.strictObject({
	apiVersion: z.literal(api).meta({examples: [api]}),
	kind: z.literal('Policy').meta({examples: ['Policy']}),
	metadata: z.looseObject({}).exactOptional(),
	omitStages: stages.exactOptional(),
	omitManagedFields: z.boolean().exactOptional(),
	rules: z
		.array(rule)
		.min(1)
		.meta({examples: [[{level: 'Metadata'}]]}),
});

/** What an API server refuses besides (apiserver/pkg/apis/audit/validation). */
const between = ({rules}: z.output<typeof policy>): Found[] =>
	rules.flatMap(({resources = [], namespaces = [], nonResourceURLs = []}, index): Found[] => [
		...(nonResourceURLs.length > 0 && resources.length + namespaces.length > 0
			? [{path: ['rules', index, 'nonResourceURLs'], reason: reasons.auditBothKinds, example: reasons.auditTwoRules}]
			: []),
		...nonResourceURLs.flatMap((url, at): Found[] =>
			/^(?:\*|\/[^*]*\*?)$/.test(url)
				? []
				: [{path: ['rules', index, 'nonResourceURLs', at], reason: reasons.auditUrl(url), example: '/healthz*'}],
		),
		...resources.flatMap(({group = '', resources: names = [], resourceNames = []}, at): Found[] => [
			...(group.includes('/') || group === 'v1'
				? [
						{
							path: ['rules', index, 'resources', at, 'group'],
							reason: reasons.auditGroup(group),
							example: group.split('/')[0] === 'v1' ? '""' : group.split('/')[0],
						},
					]
				: []),
			...(resourceNames.length > 0 && names.length === 0
				? [{path: ['rules', index, 'resources', at, 'resourceNames'], reason: reasons.auditNames, example: '[secrets]'}]
				: []),
		]),
	]);

/** All that is wrong with the text of a policy; `file` is the name by which problems call it. Touches no disk. */
export const judgeAuditPolicy = (text: string, file: string): readonly Problem[] => {
	const read = readYaml(text, file);
	if ('problems' in read) return read.problems.map(problem => ({...problem, path: file, example: shortest}));
	const parsed = policy.safeParse(read.value);
	const found = parsed.success ? between(parsed.data) : schemaProblems(read.value, policy);
	return found.map(({path, reason, example = shortest}) => ({
		path: path.length > 0 ? `${file}: ${formatPath(path)}` : file,
		reason,
		example,
		line: read.lineOf(path),
	}));
};
