#!/usr/bin/env -S npx zx
// Certificate signing requests of kubelets: watch and judge them, approve or deny. `csr.ts --cluster DIR [--watch] [list | approve NAME... | deny NAME...]`
import {X509Certificate} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {createInterface} from 'node:readline';
import {setTimeout as sleep} from 'node:timers/promises';
import {type ReadSigningRequest, readSigningRequest} from '../source/pki/signing-request.ts';
import {clientSigner, judgeRequest, type OnDisk, servingSigner} from '../source/plan/judge-request.ts';
import type {SigningRequest} from '../source/state/event.ts';
import {texts} from '../source/texts/texts.ts';
import {type Cluster, onCluster, onControlPlane} from './lib/cluster.ts';
import {emit} from './lib/emit.ts';
import type {Shell} from './lib/shell.ts';

/** certificates.k8s.io/v1, as far as it is read here. */
type CertificateSigningRequest = {
	metadata: {name: string; uid: string; creationTimestamp: string};
	spec: {request: string; signerName: string; username: string; usages: string[]};
	status?: {certificate?: string; conditions?: Array<{type: string}>};
};

const api = '/apis/certificates.k8s.io/v1/certificatesigningrequests';
const current = '/var/lib/kubelet/pki/kubelet-client-current.pem';

const conditionOf = ({status}: CertificateSigningRequest): SigningRequest['condition'] => {
	const types = (status?.conditions ?? []).map(({type}) => type);
	if (types.includes('Denied')) return 'denied';
	if (types.includes('Failed')) return 'failed';
	if (status?.certificate) return 'issued';
	return types.includes('Approved') ? 'approved' : 'pending';
};

type Judged = Pick<SigningRequest, 'node' | 'verdict'>;

/** What it asks for, or why nobody can tell. Anybody with a token may send anything: one that cannot be read must not hold up the others. */
const readRequest = ({spec}: CertificateSigningRequest): ReadSigningRequest | string => {
	try {
		return readSigningRequest(Buffer.from(spec.request, 'base64').toString());
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
};

const nobody: ReadSigningRequest = {
	commonName: '',
	organizations: [],
	dnsNames: [],
	ipAddresses: [],
	otherNames: [],
	publicKeySha256: '',
	signatureValid: false,
};

const makeJudge = (cluster: Cluster, known: ReadonlyMap<string, CertificateSigningRequest>) => {
	/** By uid: a request that was removed and made anew under its name is another one. */
	const verdicts = new Map<string, Judged>();
	const asksAs = (object: CertificateSigningRequest, node: string): boolean => {
		const read = readRequest(object);
		return typeof read !== 'string' && read.commonName === `system:node:${node}`;
	};
	/** The certificate a node was issued last, as the cluster still remembers it. */
	const issuedTo = (node: string): string | undefined =>
		[...known.values()]
			.filter(({spec, status}) => spec.signerName === clientSigner && status?.certificate)
			.filter(object => asksAs(object, node))
			.sort((a, b) => a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp))
			.at(-1)?.status?.certificate;
	const lookOnDisk = async (node: string): Promise<OnDisk | undefined> => {
		const host = cluster.spec.hosts.find(({name}) => name === node);
		if (!host) return undefined;
		try {
			const $ = await cluster.on(host, `csr-${process.pid}`);
			const {stdout} = await $`sed -n '/BEGIN CERTIFICATE/,/END CERTIFICATE/p' ${current}`;
			const certificate = new X509Certificate(stdout);
			const authority = new X509Certificate(await readFile(path.join(cluster.folder.pki, 'ca.crt')));
			const issued = issuedTo(node);
			return {
				ours: certificate.verify(authority.publicKey),
				commonName: /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? '',
				issued: issued ? new X509Certificate(Buffer.from(issued, 'base64')).fingerprint256 === certificate.fingerprint256 : undefined,
			};
		} catch {
			return undefined;
		}
	};
	const judgeAnew = async ({spec}: CertificateSigningRequest, read: ReadSigningRequest | string): Promise<Judged> => {
		if (typeof read === 'string') return {verdict: {expected: false, proofs: [], reasons: [texts.run.verdict.unreadable(read)]}};
		const asked = {...read, signer: spec.signerName, requestor: spec.username, usages: spec.usages};
		const asking = spec.username.replace(/^system:node:/, '');
		return judgeRequest(asked, cluster.spec, spec.signerName === servingSigner ? await lookOnDisk(asking) : undefined);
	};
	const judge = async (object: CertificateSigningRequest): Promise<SigningRequest> => {
		const {metadata, spec} = object;
		const read = readRequest(object);
		const judged = verdicts.get(metadata.uid) ?? (await judgeAnew(object, read));
		// Only a good word is final: a host that did not answer may answer the next time.
		if (judged.verdict.expected) verdicts.set(metadata.uid, judged);
		const asked = typeof read === 'string' ? nobody : read;
		return {
			name: metadata.name,
			...(judged.node && {node: judged.node}),
			signer: spec.signerName,
			requestor: spec.username,
			created: metadata.creationTimestamp,
			commonName: asked.commonName,
			organizations: asked.organizations,
			dnsNames: asked.dnsNames,
			ipAddresses: asked.ipAddresses,
			usages: spec.usages,
			publicKeySha256: asked.publicKeySha256,
			condition: conditionOf(object),
			verdict: judged.verdict,
		};
	};
	return {judge, forget: (uid: string) => verdicts.delete(uid)};
};

const decide = async ($: Shell, decision: 'approved' | 'denied', names: readonly string[], by: 'person' | 'policy'): Promise<void> => {
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
const listen = (decided: (decision: 'approved' | 'denied', requests: readonly string[]) => void): void => {
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
		kubectl get --raw=${`${api}?watch=1`} </dev/null &
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
const watch = async (cluster: Cluster): Promise<void> => {
	const pause = 1000;
	const known = new Map<string, CertificateSigningRequest>();
	const {judge, forget} = makeJudge(cluster, known);
	const byPolicy = new Set<string>();
	const inOrder = makeQueue();
	let decider: Shell | undefined;
	const uidOf = (name: string): string => known.get(name)?.metadata.uid ?? name;
	const decideOnHost = async (decision: 'approved' | 'denied', names: readonly string[], by: 'person' | 'policy') => {
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

await onCluster(async cluster => {
	const [verb = 'list', ...names] = cluster.words;
	if (cluster.flags['watch']) return watch(cluster);
	const {$} = await onControlPlane(cluster, `csr-${process.pid}`);
	const {stdout} = await $({log: () => {}})`kubectl get --raw=${api}`;
	const {items} = JSON.parse(stdout) as {items: CertificateSigningRequest[]};
	const known = new Map(items.map(item => [item.metadata.name, item]));
	const requests = await Promise.all(items.map(makeJudge(cluster, known).judge));
	emit({type: 'signing-requests', requests});
	if (verb === 'approve') {
		const wanted =
			names.length > 0
				? names
				: requests.filter(({condition, verdict}) => condition === 'pending' && verdict.expected).map(({name}) => name);
		await decide($, 'approved', wanted, 'person');
	}
	if (verb === 'deny') await decide($, 'denied', names, 'person');
});
