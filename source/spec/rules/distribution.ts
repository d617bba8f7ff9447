import {texts} from '../../texts/texts.ts';
import {known, type Rule} from './rule.ts';

const {reasons} = texts.spec;

/** Hosts that shall ask mirrors need somebody to ask, and what they are told is no secret. */
const pulled: Rule = ({distribution, artifacts}) => {
	if (distribution?.from !== 'mirror' || artifacts === undefined) return [];
	if (artifacts.from === 'bundle') return [{path: ['distribution', 'from'], reason: reasons.pullFromBundle, example: 'ssh'}];
	const own = Object.entries(artifacts.mirrors ?? {}).flatMap(([of, bases]) =>
		known(bases).map((base, index) => ({base, path: ['artifacts', 'mirrors', of, index] as const})),
	);
	const named = [...own, ...(artifacts.url === undefined ? [] : [{base: artifacts.url, path: ['artifacts', 'url'] as const}])];
	if (artifacts.from === 'folder' && named.length === 0 && artifacts.preset === 'none')
		return [{path: ['artifacts', 'mirrors'], reason: reasons.pullNeedsMirror, example: 'all: ["http://10.0.0.5"]'}];
	return named
		.filter(({base}) => URL.parse(base)?.username || URL.parse(base)?.password)
		.map(({path}) => ({path, reason: reasons.pullCredentials, example: 'https://mirror.example.org'}));
};

export const distributionRules: readonly Rule[] = [pulled];
