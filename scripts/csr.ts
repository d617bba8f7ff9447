#!/usr/bin/env -S npx zx
// Certificate signing requests of kubelets: watch and judge them, approve or deny. `csr.ts --cluster DIR [--watch] [list | approve NAME... | deny NAME...]`
import {X509Certificate} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {createInterface} from 'node:readline';
import {readSigningRequest} from '../source/pki/signing-request.ts';
import {clientSigner, judgeRequest, type OnDisk, servingSigner} from '../source/plan/judge-request.ts';
import type {SigningRequest} from '../source/state/event.ts';
import {type Cluster, onCluster, onControlPlane} from './lib/cluster.ts';
import {emit} from './lib/emit.ts';
import type {Shell} from './lib/shell.ts';

/** certificates.k8s.io/v1, as far as it is read here. */
type CertificateSigningRequest = {
	metadata: {name: string; creationTimestamp: string};
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

const makeJudge = (cluster: Cluster, known: ReadonlyMap<string, CertificateSigningRequest>) => {
	const verdicts = new Map<string, Pick<SigningRequest, 'node' | 'verdict'>>();
	/** The certificate a node was issued last, as the cluster still remembers it. */
	const issuedTo = (node: string): string | undefined =>
		[...known.values()]
			.filter(({spec, status}) => spec.signerName === clientSigner && status?.certificate)
			.filter(({spec}) => readSigningRequest(Buffer.from(spec.request, 'base64').toString()).commonName === `system:node:${node}`)
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
	return async (object: CertificateSigningRequest): Promise<SigningRequest> => {
		const {metadata, spec} = object;
		const asked = {
			...readSigningRequest(Buffer.from(spec.request, 'base64').toString()),
			signer: spec.signerName,
			requestor: spec.username,
			usages: spec.usages,
		};
		const cached = verdicts.get(metadata.name);
		const asking = spec.username.replace(/^system:node:/, '');
		const judged = cached ?? judgeRequest(asked, cluster.spec, spec.signerName === servingSigner ? await lookOnDisk(asking) : undefined);
		// Only a good word is final: a host that did not answer may answer the next time.
		if (judged.verdict.expected) verdicts.set(metadata.name, judged);
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
};

const decide = async ($: Shell, decision: 'approved' | 'denied', names: readonly string[], by: 'person' | 'policy'): Promise<void> => {
	if (names.length === 0) return;
	await $`kubectl certificate ${decision === 'approved' ? 'approve' : 'deny'} ${names}`;
	for (const request of names) emit({type: 'decided', request, decision, by});
};

const watch = async (cluster: Cluster): Promise<void> => {
	const known = new Map<string, CertificateSigningRequest>();
	const judge = makeJudge(cluster, known);
	const byPolicy = new Set<string>();
	const {host} = await onControlPlane(cluster, `csr-${process.pid}`);
	const decider = await cluster.on(host, `csr-decide-${process.pid}`);
	let ended = false;
	let queue: Promise<unknown> = Promise.resolve();
	const inOrder = (work: () => Promise<unknown>) => {
		queue = queue.then(work).catch(error => process.stderr.write(`${error}\n`));
	};
	// A key pressed again before the screen shows what the first press did decides nothing twice.
	const decided = new Set<string>();
	const byPerson = (decision: 'approved' | 'denied', asked: readonly string[]) =>
		inOrder(async () => {
			const names = asked.filter(name => !decided.has(`${decision} ${name}`));
			await decide(decider, decision, names, 'person');
			for (const name of names) decided.add(`${decision} ${name}`);
		});
	process.on('message', (message: {type: string; requests?: string[]}) => {
		if (message.type === 'end') {
			ended = true;
			process.exit(0);
		}
		if (message.type === 'approve') byPerson('approved', message.requests ?? []);
		if (message.type === 'deny') byPerson('denied', message.requests ?? []);
	});
	process.on('disconnect', () => process.exit(0));
	const show = async () => {
		const requests = await Promise.all([...known.values()].map(judge));
		emit({type: 'signing-requests', requests});
		if (cluster.flags['approve'] !== 'expected') return;
		const ready = requests
			.filter(({name, condition, verdict}) => condition === 'pending' && verdict.expected && !byPolicy.has(name))
			.map(({name}) => name);
		for (const name of ready) byPolicy.add(name);
		await decide(decider, 'approved', ready, 'policy');
	};
	while (!ended) {
		const $ = await cluster.on(host, `csr-watch-${process.pid}`);
		const watching = $({log: () => {}})`
			# Ends with the connection, too: its end closes stdin.
			exec 3<&0
			kubectl get --raw=${`${api}?watch=1`} </dev/null &
			watch=$!
			(cat <&3 >/dev/null; kill $watch) &
			wait $watch`.nothrow();
		for await (const line of createInterface({input: watching.stdout})) {
			const {type, object} = JSON.parse(line) as {type: string; object: CertificateSigningRequest};
			if (type === 'DELETED') known.delete(object.metadata.name);
			else if (object.spec) known.set(object.metadata.name, object);
			inOrder(show);
		}
		await watching;
	}
};

await onCluster(async cluster => {
	const [verb = 'list', ...names] = cluster.words;
	if (cluster.flags['watch']) return watch(cluster);
	const {$} = await onControlPlane(cluster, `csr-${process.pid}`);
	const {stdout} = await $({log: () => {}})`kubectl get --raw=${api}`;
	const {items} = JSON.parse(stdout) as {items: CertificateSigningRequest[]};
	const known = new Map(items.map(item => [item.metadata.name, item]));
	const requests = await Promise.all(items.map(makeJudge(cluster, known)));
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
