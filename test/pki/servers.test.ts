import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {ask, type Identity, identityOf, shownTo} from './ask.ts';
import {issueCorporate, issueElsewhere} from './corporate.ts';
import type {Issued} from './lay-out.ts';
import {issueSample} from './sample.ts';
import {type Binaries, serve, unpackServers} from './servers.ts';

const unpacked = await mkdtemp(path.join(tmpdir(), 'kinstall-servers-'));
let binaries: Binaries;
test.before(async t => {
	t.timeout(120_000);
	binaries = await unpackServers(unpacked);
});
test.after.always(() => rm(unpacked, {recursive: true}));

const identities = async ({directory, pki}: Issued) => {
	const etcdCa = pki.certificates['etcd-ca']?.file ?? 'ca';
	return {
		admin: await identityOf(directory, 'ca', 'admin'),
		scheduler: await identityOf(directory, 'ca', 'scheduler'),
		nobody: await identityOf(directory, 'ca'),
		etcdClient: await identityOf(directory, etcdCa, 'apiserver-etcd-client'),
		etcdNobody: await identityOf(directory, etcdCa),
	};
};
type Identities = Awaited<ReturnType<typeof identities>>;

/** The same client of an authority that says the same of itself. */
const foreign = (own: Identity, other: Identity): Identity => ({...other, ca: own.ca});

const names = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', 'kubernetes.default.svc.cluster.local', 'localhost'];
const endpoints = ['api.example.org', 'kube.example.org', 'node1'];
const addresses = ['127.0.0.1', '10.96.0.1', 'fd00:10:96::1', '10.88.0.11', '10.88.0.200'];

const isKnownByItsNames = async (t: ExecutionContext, port: number, identity: Identity): Promise<void> => {
	for (const name of [...names, ...endpoints]) {
		const shown = await shownTo(port, name, identity);
		for (const address of addresses) t.is(shown.checkIP(address), address);
	}

	await t.throwsAsync(shownTo(port, 'kubernetes.example.com', identity), {code: 'ERR_TLS_CERT_ALTNAME_INVALID'});
};

const knowsItsClients = async (t: ExecutionContext, port: number, {admin, scheduler, nobody}: Identities, other: Identity) => {
	const status = async (identity: Identity): Promise<number> => (await ask(port, '/api/v1/namespaces', identity)).status;
	t.is(await status(admin), 200, 'system:masters may do everything');
	const {status: refused, body} = await ask(port, '/api/v1/secrets', scheduler);
	t.is(refused, 403);
	t.regex(body, /User \\"system:kube-scheduler\\" cannot list/);
	t.is(await status(nobody), 403, 'who shows nothing is nobody');
	t.is(await status(foreign(admin, other)), 401, 'who shows what a foreign authority signed is not heard');
};

/** The handshake fails: there is no answer at all. */
const refusedByEtcd = async (t: ExecutionContext, port: number, identity: Identity): Promise<void> => {
	const error = await t.throwsAsync(ask(port, '/health', identity));
	t.regex(`${(error as NodeJS.ErrnoException).code}`, /^(ECONNRESET|EPIPE|ERR_SSL_.*ALERT_.*CERTIFICATE)/, String(error));
};

const servesWith = async (t: ExecutionContext, make: (t: ExecutionContext) => Promise<Issued>): Promise<void> => {
	t.timeout(180_000);
	const [issued, other] = [await make(t), await issueSample(t)];
	const [own, others] = [await identities(issued), await identities(other)];
	const {etcd, apiserver} = await serve(t, binaries, issued, own);
	await isKnownByItsNames(t, apiserver, own.nobody);
	await knowsItsClients(t, apiserver, own, others.admin);
	t.deepEqual(await ask(etcd, '/health', own.etcdClient), {status: 200, body: '{"health":"true"}'});
	await refusedByEtcd(t, etcd, own.etcdNobody);
	await refusedByEtcd(t, etcd, foreign(own.etcdClient, others.etcdClient));
};

const variants = {
	'RSA-2048, one authority': t => issueSample(t, {key: 'rsa-2048', authorities: 'one'}),
	'P-256, three authorities': t => issueSample(t),
	'own intermediates with their keys': t => issueCorporate(t, 'intermediate'),
	'own intermediates whose keys are elsewhere': t => issueElsewhere(t),
} satisfies Record<string, (t: ExecutionContext) => Promise<Issued>>;

for (const [name, make] of Object.entries(variants))
	test.serial(`etcd and kube-apiserver serve and know their clients: ${name}`, servesWith, make);
