import {texts} from '../../texts/texts.ts';
import {formatPath} from '../found.ts';
import {known, type Rule} from './rule.ts';

const {reasons} = texts.spec;

const twice: Rule = ({registries = []}) =>
	registries.flatMap((registry, index) => {
		const before = registries.findIndex(other => other?.host !== undefined && other.host === registry?.host);
		return before === index || before === -1
			? []
			: [{path: ['registries', index, 'host'], reason: reasons.registryTwice(registry!.host!, formatPath(['registries', before]))}];
	});

/** What is said of TLS, or of credentials, where there are none. */
const idle: Rule = ({registries = []}) =>
	registries.flatMap((registry, index) => {
		const path = (field: string) => ['registries', index, field];
		return [
			...(registry?.plainHttp === true && registry.ca !== undefined
				? [{path: path('ca'), reason: reasons.registryPlainCa, example: 'plainHttp: false'}]
				: []),
			...(registry?.onNodes === false && !('credentials' in registry)
				? [{path: path('onNodes'), reason: reasons.registryNoCredentials, example: 'credentials: ./registry-credentials'}]
				: []),
			...(registry?.pullSecret !== undefined && !('credentials' in registry)
				? [{path: path('pullSecret'), reason: reasons.registryNoCredentials, example: 'credentials: ./registry-credentials'}]
				: []),
		];
	});

/** A mirror of itself, or a path for what it is no mirror of. */
const mirrors: Rule = ({registries = []}) =>
	registries.flatMap((registry, index) => {
		const names = known(registry?.mirrorOf);
		const own = (registry?.mirrorOf ?? []).findIndex(name => name !== undefined && name === registry?.host);
		const complete = names.length === (registry?.mirrorOf ?? []).length;
		const others = complete ? Object.keys(registry?.paths ?? {}).filter(name => !names.includes(name)) : [];
		return [
			...(own === -1 ? [] : [{path: ['registries', index, 'mirrorOf', own], reason: reasons.registryOwnMirror, example: 'docker.io'}]),
			...others.map(name => ({
				path: ['registries', index, 'paths', name],
				reason: reasons.registryOtherPath(name),
				example: `mirrorOf: [${name}]`,
			})),
		];
	});

export const registryRules: readonly Rule[] = [twice, idle, mirrors];
