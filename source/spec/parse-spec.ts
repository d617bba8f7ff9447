import {texts} from '../texts/texts.ts';
import {clusterSchema} from './cluster-spec.ts';
import {withDefaults} from './defaults.ts';
import {draftOf} from './draft.ts';
import {type Found, formatPath, type Path} from './found.ts';
import {protoKeys, readYaml} from './read-yaml.ts';
import {addonRules} from './rules/addons.ts';
import {balancerRules} from './rules/balancer.ts';
import {choiceRules} from './rules/choices.ts';
import {distributionRules} from './rules/distribution.ts';
import {endpointRules} from './rules/endpoint.ts';
import {flagRules} from './rules/flags.ts';
import {hostRules} from './rules/hosts.ts';
import {httpProxyRules} from './rules/http-proxy.ts';
import {networkRules} from './rules/network.ts';
import {registryRules} from './rules/registries.ts';
import type {RuleOptions} from './rules/rule.ts';
import {timeRules} from './rules/time.ts';
import {zoneRules} from './rules/zone.ts';
import {schemaProblems} from './schema-problems.ts';
import type {ClusterSpec, Problem} from './types.ts';
import {resolveVersion, versionProblems} from './version.ts';

const {reasons} = texts.spec;

const rules = [
	...choiceRules,
	...timeRules,
	...zoneRules,
	...endpointRules,
	...balancerRules,
	...networkRules,
	...hostRules,
	...flagRules,
	...httpProxyRules,
	...addonRules,
	...registryRules,
	...distributionRules,
];

export type ParsedSpec = {readonly spec: ClusterSpec} | {readonly problems: readonly Problem[]};

/** Everything wrong with a value. One place has one problem of its field; a rule adds none to a field that is wrong by itself. */
const findAll = (value: unknown, options: RuleOptions): Found[] => {
	const forbidden = protoKeys(value).map((path: Path): Found => ({path, reason: reasons.badKey}));
	const found = new Map<string, Found>();
	for (const problem of [...forbidden, ...schemaProblems(value)]) {
		const place = formatPath(problem.path);
		if (!found.has(place)) found.set(place, problem);
	}

	const isMap = typeof value === 'object' && !Array.isArray(value);
	const {kubernetes: asked, ...others} = draftOf(value);
	const version = asked === undefined ? [] : versionProblems(asked, options.releases);
	const kubernetes = asked === undefined || version.length > 0 ? undefined : resolveVersion(asked, options.releases);
	const broken = isMap ? [...version, ...rules.flatMap(rule => rule({...others, kubernetes}, options))] : [];
	return [...found.values(), ...broken.filter(({path}) => !found.has(formatPath(path)))];
};

/**
 * The text of a cluster.yaml as a spec with all defaults, or every problem at once, in the order of the file.
 * `file` is the name by which problems call it, `options.releases` what can be installed; touches no disk.
 */
export const parseSpec = (text: string, file: string, options: RuleOptions = {}): ParsedSpec => {
	const read = readYaml(text, file);
	if ('problems' in read) return read;
	if (read.value === null || read.value === undefined)
		return {problems: [{path: '', reason: reasons.empty(file), example: 'apiVersion: kinstall/v1'}]};
	const problems = findAll(read.value, options).map(({path, reason, example}): Problem => {
		const problem = {path: formatPath(path), reason, line: read.lineOf(path)};
		return example === undefined ? problem : {...problem, example};
	});
	if (problems.length > 0) return {problems: problems.sort((a, b) => a.line! - b.line!)};
	const fields = clusterSchema.parse(read.value);
	return {spec: withDefaults({...fields, kubernetes: resolveVersion(fields.kubernetes, options.releases)!})};
};
