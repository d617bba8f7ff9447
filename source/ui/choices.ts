/**
 * What the wizard asks beyond hosts and network. A choice is a field of cluster.yaml: what it may be, what it is when nobody
 * says anything and what it is for are told by the schema. A further choice is one more path, and its label.
 */
import {jsonSchema} from '../spec/json-schema.ts';
import {texts} from '../texts/texts.ts';

/** What each is for, as the texts name it. */
const about = {
	kubernetes: 'kubernetes',
	'cni.kind': 'cniKind',
	'cni.flannel.backend': 'flannelBackend',
	'dns.kind': 'dnsKind',
	'proxy.mode': 'proxyMode',
	'balancer.kind': 'balancerKind',
	'balancer.onNodes': 'onNodes',
	'pki.authorities': 'authorities',
	'pki.key': 'key',
	'pki.days': 'days',
	'pki.caDays': 'caDays',
	'security.encryption': 'encryption',
	'security.audit': 'audit',
	'security.auditPolicy': 'auditPolicy',
	'security.auditLog.maxSize': 'auditMaxSize',
	'security.auditLog.maxAge': 'auditMaxAge',
	'security.auditLog.maxBackup': 'auditMaxBackup',
	'security.podSecurity': 'podSecurity',
	'security.anonymous': 'anonymous',
	'security.nonRoot': 'nonRoot',
	'security.approver': 'approver',
	'addons.metrics-server': 'metricsServer',
	'addons.headlamp': 'headlamp',
	'artifacts.from': 'from',
	'artifacts.path': 'path',
	'artifacts.url': 'url',
	'artifacts.preset': 'preset',
	'httpProxy.http': 'httpProxyHttp',
	'httpProxy.credentials': 'httpProxyCredentials',
} as const satisfies Readonly<Record<string, keyof typeof texts.spec.fields>>;

export type ChoicePath = keyof typeof about;
export const choicePaths = Object.keys(about) as readonly ChoicePath[];

/** By path, as typed or picked. One that is absent was not touched. */
export type ChoiceAnswers = Readonly<Partial<Record<ChoicePath, string>>>;

export type Choice = {
	readonly path: ChoicePath;
	/** What can be picked, the empty text for none of it where what holds follows from other answers; absent where a text is typed. */
	readonly values?: readonly string[];
	/** What holds when it is not touched; empty when nothing does. */
	readonly fallback: string;
	readonly type: 'string' | 'integer' | 'boolean';
};

/** What it is for, in a sentence. */
export const hintOf = ({path}: Choice): string => texts.spec.fields[about[path]];

type Schema = {
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly type?: Choice['type'];
	readonly enum?: readonly string[];
	readonly default?: unknown;
};

const fieldAt = (path: string): Schema =>
	path.split('.').reduce<Schema>((schema, key) => {
		const field = schema.properties?.[key];
		if (!field) throw new Error(`no field ${path}`);
		return field;
	}, jsonSchema() as Schema);

/** An addon that is in the list of addons or not; what else is said of it stays in the file. */
const addonOf = (path: string): string | undefined => /^addons\.(.+)$/.exec(path)?.[1];

export const choices: readonly Choice[] = choicePaths.map(path => {
	if (addonOf(path) !== undefined) return {path, type: 'boolean', fallback: 'false', values: ['false', 'true']};
	const {type = 'string', enum: values, default: fallback} = fieldAt(path);
	const listed = type === 'boolean' ? ['false', 'true'] : values;
	const picked = listed && fallback === undefined ? ['', ...listed] : listed;
	return {path, type, fallback: fallback === undefined ? '' : String(fallback), ...(picked && {values: picked})};
});

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

type Raw = Readonly<Record<string, unknown>>;

const addonsIn = (raw: unknown): readonly unknown[] => (isMap(raw) && Array.isArray(raw['addons']) ? raw['addons'] : []);
const isAddon = (kind: string) => (addon: unknown) => isMap(addon) && addon['kind'] === kind;

/** The choices that a cluster.yaml holds already. */
export const readChoices = (raw: unknown): ChoiceAnswers =>
	Object.fromEntries(
		choicePaths.flatMap(path => {
			const kind = addonOf(path);
			if (kind !== undefined) return addonsIn(raw).some(isAddon(kind)) ? [[path, 'true']] : [];
			const value = path.split('.').reduce<unknown>((map, key) => (isMap(map) ? map[key] : undefined), raw);
			return value === undefined || value === null || typeof value === 'object' ? [] : [[path, String(value)]];
		}),
	);

const written = ({type}: Choice, text: string): string | number | boolean => {
	if (type === 'integer' && /^\d+$/.test(text)) return Number(text);
	return type === 'boolean' && (text === 'true' || text === 'false') ? text === 'true' : text;
};

const put = (maps: Record<string, unknown>, [key = '', ...inner]: readonly string[], value: unknown): void => {
	if (inner.length === 0) {
		maps[key] = value;
		return;
	}

	const below = (maps[key] ?? {}) as Record<string, unknown>;
	maps[key] = below;
	put(below, inner, value);
};

/** The list of addons, with those that are wanted now and without those that are not; undefined where it stays as it is. */
const writeAddons = (answers: ChoiceAnswers, raw: Raw): Record<string, unknown> => {
	const before = addonsIn(raw);
	let now = before;
	for (const {path} of choices) {
		const kind = addonOf(path);
		if (kind === undefined || answers[path] === undefined || (answers[path] === 'true') === now.some(isAddon(kind))) continue;
		now = answers[path] === 'true' ? [...now, {kind}] : now.filter(addon => !isAddon(kind)(addon));
	}
	if (now === before) return {};
	return {addons: now.length === 0 ? undefined : now};
};

/**
 * The choices as maps of cluster.yaml. A default that the file does not hold stays out of it, an emptied text goes from it.
 * `raw` is what the file holds.
 */
export const writeChoices = (answers: ChoiceAnswers, raw: Raw): Record<string, unknown> => {
	const before = readChoices(raw);
	const maps = writeAddons(answers, raw);
	for (const choice of choices.filter(({path}) => addonOf(path) === undefined)) {
		const text = answers[choice.path]?.trim();
		if (text === undefined || (before[choice.path] === undefined && text === choice.fallback)) continue;
		put(maps, choice.path.split('.'), text === '' ? undefined : written(choice, text));
	}
	return maps;
};
