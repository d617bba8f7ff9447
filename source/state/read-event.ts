import type {Event} from './event.ts';

type Check = (value: unknown) => boolean;

const text: Check = value => typeof value === 'string';
/** A name that things are kept under: not one that every object has already. */
const name: Check = value => typeof value === 'string' && !(value in {});
const number: Check = value => Number.isFinite(value);
const texts = (value: unknown) => Array.isArray(value) && value.every(text);
const object = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const maybe =
	(check: Check): Check =>
	value =>
		value === undefined || check(value);
const oneOf =
	(...words: readonly string[]): Check =>
	value =>
		words.includes(value as string);
const listOf =
	(check: Check): Check =>
	value =>
		Array.isArray(value) && value.every(check);
const shaped =
	(shape: Readonly<Record<string, Check>>): Check =>
	value =>
		object(value) && Object.entries(shape).every(([key, check]) => check(value[key]));

const outcome = oneOf('done', 'unchanged', 'failed', 'cancelled');
const request = shaped({
	name,
	node: maybe(text),
	signer: text,
	requestor: text,
	created: text,
	commonName: text,
	organizations: texts,
	dnsNames: texts,
	ipAddresses: texts,
	usages: texts,
	publicKeySha256: text,
	condition: oneOf('pending', 'approved', 'issued', 'denied', 'failed'),
	verdict: value =>
		shaped({expected: one => one === true, proofs: texts})(value) || shaped({expected: one => one === false, reasons: texts})(value),
});
const difference = shaped({path: text, what: texts, patch: maybe(text)});

const truth: Check = value => typeof value === 'boolean';
const place = shaped({host: text, path: text});
const status = shaped({
	componentStatuses: text,
	nodes: text,
	readyNodes: number,
	totalNodes: number,
	probes: listOf(shaped({host: text, what: text, healthy: truth, detail: text})),
	seen: maybe(text),
	hosts: maybe(listOf(shaped({host: text, seen: maybe(text), silent: maybe(text)}))),
	addons: maybe(listOf(shaped({addon: text, object: text, wanted: number, ready: number, said: maybe(text)}))),
	leases: maybe(listOf(shaped({name: text, holder: text, age: number, duration: number}))),
	vip: maybe(shaped({address: text, holders: texts})),
	etcd: maybe(
		shaped({
			members: listOf(
				shaped({
					id: text,
					name: text,
					learner: truth,
					own: maybe(shaped({leader: truth, term: number, index: number, size: number, used: number, version: text})),
				}),
			),
			alarms: listOf(shaped({member: text, alarm: text})),
		}),
	),
	certificates: maybe(
		listOf(
			shaped({
				commonName: text,
				issuer: text,
				authority: truth,
				serial: text,
				fingerprint: text,
				notBefore: text,
				notAfter: text,
				places: listOf(place),
			}),
		),
	),
	pendingRequests: maybe(number),
});

/** What each type of event must hold for the screens to show it. */
const shapes: Readonly<Record<Event['type'], Readonly<Record<string, Check>>>> = {
	'run-started': {cluster: text, digest: text, pid: number, phases: listOf(shaped({id: name, title: text, hosts: listOf(name)}))},
	'run-ended': {outcome, changed: number, reason: maybe(text), next: maybe(text)},
	'phase-started': {hosts: maybe(listOf(name))},
	'phase-ended': {outcome, reason: maybe(text)},
	'task-started': {},
	'task-ended': {outcome, reason: maybe(text), next: maybe(text)},
	'command-started': {id: text, command: text},
	output: {id: text, stream: oneOf('stdout', 'stderr'), text},
	'command-ended': {id: text, exitCode: number, duration: number},
	changed: {what: text},
	waiting: {what: text},
	progress: {what: text, done: number, total: number},
	'signing-requests': {requests: listOf(request)},
	decided: {request: text, decision: oneOf('approved', 'denied'), by: oneOf('person', 'policy')},
	finding: {finding: shaped({host: text, what: text})},
	compared: {
		digest: text,
		comparison: shaped({host: text, same: number, differences: listOf(difference), failed: maybe(text), next: maybe(text)}),
	},
	status: {status},
	users: {bindings: listOf(shaped({user: text, kind: text, name: text, namespace: maybe(text), role: text, serviceAccount: truth}))},
	reset: {},
};

const common: Readonly<Record<string, Check>> = {at: text, run: text, phase: maybe(text), host: maybe(name)};

/**
 * One line of a journal. Undefined for what is no event: a killed run leaves half a line, another version of kinstall may
 * write types that this one does not know, and a journal may come from anywhere.
 */
export function readEvent(line: string): Event | undefined {
	let value: unknown;
	try {
		value = JSON.parse(line);
	} catch {
		return undefined;
	}
	if (!object(value) || !Object.hasOwn(shapes, String(value['type']))) return undefined;
	const shape = shapes[value['type'] as Event['type']];
	return shaped(common)(value) && shaped(shape)(value) ? (value as Event) : undefined;
}
