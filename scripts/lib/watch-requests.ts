// Follows the requests of kubelets for as long as a run goes on, and decides what a person or the policy says.
import {createInterface} from 'node:readline';
import {setTimeout as sleep} from 'node:timers/promises';
import {type Cluster, onControlPlane} from './cluster.ts';
import {emit} from './emit.ts';
import {type CertificateSigningRequest, makeJudge, requestsPath} from './judge-requests.ts';
import type {Shell} from './shell.ts';

type Decision = 'approved' | 'denied';

/** Approves or denies by name, and says so. */
export const decide = async ($: Shell, decision: Decision, names: readonly string[], by: 'person' | 'policy'): Promise<void> => {
	if (names.length === 0) return;
	await $`kubectl certificate ${decision === 'approved' ? 'approve' : 'deny'} ${names}`;
	for (const request of names) emit({type: 'decided', request, decision, by});
};

const complain = (error: unknown) => void process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);

/** One thing after the other; one that fails ends none of the others. */
const makeQueue = () => {
	let queue: Promise<unknown> = Promise.resolve();
	return (work: () => Promise<unknown>): void => {
		queue = queue.then(work).catch(complain);
	};
};

/** Takes a person's decisions and the end from the process that started this one. */
const listen = (decided: (decision: Decision, requests: readonly string[]) => void): void => {
	process.on('message', (message: {type: string; requests?: string[]}) => {
		if (message.type === 'end') process.exit(0);
		if (message.type === 'approve') decided('approved', message.requests ?? []);
		if (message.type === 'deny') decided('denied', message.requests ?? []);
	});
	process.on('disconnect', () => process.exit(0));
};

/** Milliseconds: until a node's disk is looked at again, and until a new watch has told all that there is. */
const secondLook = 10_000;
const whole = 5000;

type Change = {type: string; object: CertificateSigningRequest};

/** Every change, until the connection ends. Throws on a line that is none. */
const followChanges = async ($: Shell, hear: (change: Change) => void): Promise<void> => {
	const watching = $({log: () => {}})`
		# Ends with the connection, too: its end closes stdin.
		exec 3<&0
		kubectl get --raw=${`${requestsPath}?watch=1`} </dev/null &
		watch=$!
		(cat <&3 >/dev/null; kill $watch) &
		wait $watch`.nothrow();
	try {
		for await (const line of createInterface({input: watching.stdout})) {
			const change = JSON.parse(line) as Change;
			if (!change.object?.metadata?.uid) throw new Error(`no change of a request: ${line.slice(0, 300)}`);
			hear(change);
		}
	} finally {
		// Else one that was left in the middle would keep its unit's name from the next.
		watching.stdin.end();
		watching.stdout.resume();
		await Promise.race([watching, sleep(5000, undefined, {ref: false})]);
	}
};

/** The run waits for what this approves, so nothing but its end ends it: what goes wrong is tried again after a pause. */
export const watchRequests = async (cluster: Cluster): Promise<void> => {
	const pause = 1000;
	const known = new Map<string, CertificateSigningRequest>();
	const {judge, forget} = makeJudge(cluster, known);
	const byPolicy = new Set<string>();
	const inOrder = makeQueue();
	let decider: Shell | undefined;
	const uidOf = (name: string): string => known.get(name)?.metadata.uid ?? name;
	const decideOnHost = async (decision: Decision, names: readonly string[], by: 'person' | 'policy') => {
		while (!decider) await sleep(pause);
		await decide(decider, decision, names, by);
	};
	// A key pressed again before the screen shows what the first press did decides nothing twice.
	const decided = new Set<string>();
	listen((decision, asked) =>
		inOrder(async () => {
			const names = asked.filter(name => !decided.has(`${decision} ${uidOf(name)}`));
			await decideOnHost(decision, names, 'person');
			for (const name of names) decided.add(`${decision} ${uidOf(name)}`);
		}),
	);
	const approve = async (names: readonly string[]): Promise<void> => {
		await decideOnHost('approved', names, 'policy');
		for (const name of names) byPolicy.add(uidOf(name));
	};
	let again: NodeJS.Timeout | undefined;
	const showAgain = (milliseconds = pause) => {
		clearTimeout(again);
		again = setTimeout(showSoon, milliseconds);
	};
	let shown: ReadonlySet<string> = new Set();
	let told = '';
	const show = async () => {
		const requests = await Promise.all([...known.values()].map(judge));
		const names = new Set(requests.map(({name}) => name));
		const gone = [...shown].filter(name => !names.has(name));
		const telling = JSON.stringify(requests);
		if (telling !== told || gone.length > 0) emit({type: 'signing-requests', requests, ...(gone.length > 0 && {gone})});
		told = telling;
		shown = names;
		// A node whose disk could not be read may be reached later, and nothing else would say so.
		if (requests.some(({condition, verdict, node}) => condition === 'pending' && !verdict.expected && node)) showAgain(secondLook);
		if (cluster.flags['approve'] !== 'expected') return;
		const ready = requests
			.filter(({name, condition, verdict}) => condition === 'pending' && verdict.expected && !byPolicy.has(uidOf(name)))
			.map(({name}) => name);
		try {
			await approve(ready);
		} catch (error) {
			complain(error);
			// One that is gone by now must not hold up the others; perhaps nothing else happens that would show them again.
			for (const name of ready.length > 1 ? ready : []) await approve([name]).catch(complain);
			showAgain();
		}
	};
	// Many come at once when a watch begins: they are shown together.
	let isQueued = false;
	const showSoon = () => {
		if (isQueued) return;
		isQueued = true;
		inOrder(async () => {
			isQueued = false;
			await show();
		});
	};
	const remove = (name: string) => {
		forget(uidOf(name));
		known.delete(name);
		showSoon();
	};
	/** Known from an earlier watch, and not told by this one yet. */
	let untold = new Set<string>();
	const hear = ({type, object}: Change) => {
		untold.delete(object.metadata.name);
		if (type === 'DELETED') return remove(object.metadata.name);
		known.set(object.metadata.name, object);
		showSoon();
	};
	for (;;) {
		try {
			const {host} = await onControlPlane(cluster, `csr-${process.pid}`);
			decider = await cluster.on(host, `csr-decide-${process.pid}`);
			const $ = await cluster.on(host, `csr-watch-${process.pid}`);
			// A watch tells first all that there is; what was removed meanwhile is told by nobody.
			untold = new Set(known.keys());
			const settled = setTimeout(() => untold.forEach(remove), whole);
			await followChanges($, hear).finally(() => clearTimeout(settled));
		} catch (error) {
			complain(error);
			// A run says so itself; who only watches has nobody else.
			if (cluster.flags['approve'] === undefined) emit({type: 'waiting', what: error instanceof Error ? error.message : String(error)});
		}
		await sleep(pause);
	}
};
