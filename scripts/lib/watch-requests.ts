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
	const showAgain = () => void setTimeout(() => inOrder(show), pause);
	const show = async () => {
		const requests = await Promise.all([...known.values()].map(judge));
		emit({type: 'signing-requests', requests});
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
	const hear = ({type, object}: Change) => {
		if (type === 'DELETED') {
			known.delete(object.metadata.name);
			forget(object.metadata.uid);
		} else known.set(object.metadata.name, object);
		inOrder(show);
	};
	for (;;) {
		try {
			const {host} = await onControlPlane(cluster, `csr-${process.pid}`);
			decider = await cluster.on(host, `csr-decide-${process.pid}`);
			const $ = await cluster.on(host, `csr-watch-${process.pid}`);
			// A watch tells first all that there is; what was removed meanwhile is told by nobody.
			known.clear();
			await followChanges($, hear);
		} catch (error) {
			complain(error);
		}
		await sleep(pause);
	}
};
