// `npm run trial:ingress`: two lab hosts, one of them control plane and balancer, with Traefik, the front and metrics-server, and a small application behind
// an Ingress: asked by name over TLS from the installer's side; and cert-manager, with certificates for Ingresses by an authority of one's own, and by one that speaks
// ACME (Pebble, a pod; names come from a zone of kinstall's); then the other kind of front with a certificate of one's own; then all of it is taken away again. Each step says what was seen; ends with 1 at the first one that is otherwise. The first run compiles Traefik and cert-manager, for up to 40 minutes.
// `-- --kubernetes v1.36.3` another version of the lab, `--keep` leaves the hosts up.
import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {parseArgs} from 'node:util';
import {execa} from 'execa';
import {stringify} from 'yaml';
import {headlampObjects} from '../source/catalog/addons/headlamp.ts';
import {defaultVersion, releaseOf} from '../source/catalog/releases.ts';
import {labImages} from '../source/run/lab-images.ts';
import type {ClusterSpec} from '../source/spec/types.ts';
import {pebble, pebbleObjects, pebbleRoot} from './pebble.ts';

const {values} = parseArgs({options: {kubernetes: {type: 'string', default: defaultVersion}, keep: {type: 'boolean', default: false}}});

const cache = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'kinstall');
const net = process.env['LAB_NET'] ?? '10.96.4';
const env = {LAB_ID: process.env['LAB_ID'] ?? 'ingress', LAB_NET: net, KINSTALL_LAB_INSTALL: 'yes'};
const lab = async (words: readonly string[], input?: string): Promise<string> =>
	(await execa('bash', ['scripts/lab/lab.sh', ...words], {env, timeout: 240_000, ...(input !== undefined && {input})})).stdout;
const onHost = (i: number, command: string): Promise<string> => lab(['exec', String(i), 'bash', '-c', command]);
const kubectl = (words: string, input?: string): Promise<string> =>
	lab(['exec', '1', 'bash', '-c', `kubectl --kubeconfig=/root/.kube/config --request-timeout=10s ${words}`], input);

const addons = ['metrics-0.9.0', 'traefik-3.7.13', 'certmanager-1.21.2', pebble.artifact];
const domain = 'apps.example.org';
const name = `web.${domain}`;
/** Has a certificate of cert-manager's, by an authority of one's own. */
const certified = `certified.${domain}`;
/** The same, by one that speaks ACME. */
const open = `open.${domain}`;
const [first, second] = [11, 12].map(host => `${net}.${host}`) as [string, string];
const folder = path.join(cache, env.LAB_ID);
const file = path.join(folder, 'cluster.yaml');
const own = {certificate: './own.crt', key: './own.key'};
const office = {certificate: './office-ca.crt', key: './office-ca.key'};
const issuers = [
	{name: 'office', ca: office},
	{name: 'own', selfSigned: true},
	{name: 'public', acme: {server: pebble.server, ca: './pebble.crt', email: 'admin@example.org'}},
] as const;

const spec = {
	apiVersion: 'kinstall/v1',
	name: 'ingress',
	kubernetes: values.kubernetes,
	endpoint: {host: first, port: 8443},
	network: {pods: ['10.244.0.0/16'], services: ['10.97.0.0/16']},
	ssh: {config: 'ssh-config'},
	hosts: [
		{name: 'node1', address: first, roles: ['control-plane', 'etcd', 'balancer']},
		{name: 'node2', address: second, roles: ['worker']},
	],
	artifacts: {
		from: 'folder',
		path: path.join(cache, 'lab/artifacts'),
		sums: 'beside',
		images: [...(await labImages(values.kubernetes)), ...addons.map(id => `images/${id}.tar`)],
	},
};
const ingress = {
	balancer: {front: {domain}},
	// Pods and the authority look up the application's name there.
	zone: {domain, on: 'node1'},
	addons: [
		{kind: 'metrics-server'},
		{kind: 'traefik', domain},
		{kind: 'cert-manager', issuers},
		{file: './web.yaml'},
		{file: './pebble.yaml'},
	],
};
const ownPair = {...ingress, balancer: {kind: 'haproxy', front: {domain, tls: own}}};

// Answers with what it was asked.
const serve =
	"mkdir -p /www/cgi-bin; printf '#!/bin/sh\\necho Content-Type: text/plain; echo; env\\n' >/www/cgi-bin/env; chmod 755 /www/cgi-bin/env; hostname >/www/index.html; exec httpd -f -p 8080 -h /www";
const rule = (host: string) => ({
	host,
	http: {paths: [{path: '/', pathType: 'Prefix', backend: {service: {name: 'web', port: {number: 80}}}}]},
});
const certificate = (of: string, issuer: string) => ({
	apiVersion: 'cert-manager.io/v1',
	kind: 'Certificate',
	metadata: {name: of, namespace: 'default'},
	spec: {
		secretName: `${of}-tls`,
		dnsNames: [`${of}.${domain}`],
		issuerRef: {name: issuer, kind: 'ClusterIssuer', group: 'cert-manager.io'},
	},
});
const web = [
	{
		apiVersion: 'apps/v1',
		kind: 'Deployment',
		metadata: {name: 'web'},
		spec: {
			selector: {matchLabels: {app: 'web'}},
			template: {
				metadata: {labels: {app: 'web'}},
				spec: {containers: [{name: 'web', image: 'kinstall.local/app:1', command: ['/bin/sh', '-c', serve]}]},
			},
		},
	},
	{apiVersion: 'v1', kind: 'Service', metadata: {name: 'web'}, spec: {selector: {app: 'web'}, ports: [{port: 80, targetPort: 8080}]}},
	{apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: {name: 'web'}, spec: {ingressClassName: 'traefik', rules: [rule(name)]}},
	...[['certified', certified, 'office'] as const, ['open', open, 'public'] as const].map(([id, host, issuer]) => ({
		apiVersion: 'networking.k8s.io/v1',
		kind: 'Ingress',
		metadata: {name: id, annotations: {'cert-manager.io/cluster-issuer': issuer}},
		spec: {ingressClassName: 'traefik', tls: [{hosts: [host], secretName: `${id}-tls`}], rules: [rule(host)]},
	})),
	// What an API server takes only when cert-manager's webhook answers.
	certificate('service', 'own'),
];

/** What curl says from the installer's side, with the names told where they are. */
const curl = async (port: number, at: string, words: readonly string[]): Promise<string> =>
	lab([
		...['ctl', 'curl', '-sS', '--noproxy', '*', '--max-time', '10'],
		...[name, certified, open].flatMap(one => ['--resolve', `${one}:${port}:${at}`]),
		...words,
	]);
const failing = (attempt: Promise<string>): Promise<string> => attempt.catch(error => String((error as {stderr?: string}).stderr));

const expect = (what: string, seen: string, wanted: RegExp): void => {
	if (!wanted.test(seen)) throw new Error(`${what}: ${seen.slice(0, 2000)}\nwanted: ${wanted}`);
	console.log(`${new Date().toISOString().slice(11, 19)}  ${what}`);
};

const apply = async (what: string, change: object): Promise<string> => {
	await writeFile(file, stringify({...spec, ...change}));
	const began = Date.now();
	const {stdout} = await execa(process.execPath, ['dist/source/bin.cjs', 'apply', '-f', file, '--yes', '--approve', 'expected']);
	console.log(`${new Date().toISOString().slice(11, 19)}  ${what}: ${Math.round((Date.now() - began) / 1000)} s`);
	return stdout;
};

/** A certificate that is signed with its own key. */
const makePair = async ({certificate, key}: typeof own, ...extensions: readonly string[]): Promise<void> => {
	await execa('openssl', [
		...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=trial'],
		...extensions.flatMap(extension => ['-addext', extension]),
		...['-keyout', path.join(folder, key), '-out', path.join(folder, certificate)],
	]);
};

/** The application through the front, verified by a file of authorities, and with what the front says of who asks. */
const answers = async (authority: string): Promise<void> => {
	const trust = ['--cacert', path.join(folder, authority)];
	const pod = await kubectl('get pods -l app=web -o name');
	expect(
		'https://NAME answers, verified',
		`pod/${await curl(443, first, [...trust, `https://${name}/`])}`,
		new RegExp(`^${pod.trim()}\\s*$`),
	);
	const redirected = await curl(80, first, ['-o', '/dev/null', '-w', '%{http_code} %{redirect_url}', `http://${name}/path?query`]);
	expect('http:// leads to https://', redirected, new RegExp(`^308 https://${name.replaceAll('.', '\\.')}/path\\?query$`));
	const lied = ['-H', 'X-Forwarded-For: 203.0.113.9', '-H', 'X-Forwarded-Proto: http'];
	const seen = await curl(443, first, [...trust, ...lied, `https://${name}/cgi-bin/env`]);
	expect('the application hears that it was asked over https', seen, /^HTTP_X_FORWARDED_PROTO=https$/m);
	expect('the application hears who asked', seen, new RegExp(`^HTTP_X_FORWARDED_FOR=${net.replaceAll('.', '\\.')}\\.1(, |$)`, 'm'));
	if (seen.includes('203.0.113.9')) throw new Error('the application hears what the client made up');
};

/** What cert-manager made, and what it and an API server make of what they are given. */
const certificates = async (): Promise<void> => {
	const ready = (what: string) => kubectl(`wait --for=condition=Ready --timeout=60s certificate/${what}`);
	for (const one of ['certified-tls', 'service']) expect(`the Certificate ${one} is ready`, await ready(one), /condition met/);
	const at = `https://${certified}:30443/`;
	const trust = ['--cacert', path.join(folder, office.certificate)];
	expect('https://NAME answers with a certificate of cert-manager’s, verified', await curl(30_443, second, [...trust, at]), /^web-/);
	const other = failing(curl(30_443, second, ['--cacert', path.join(folder, 'pki/ca.crt'), at]));
	expect('the cluster’s authority has nothing to do with it', await other, /certificate/i);
	const [faulty] = [certificate('faulty', 'office')].map(one => ({...one, spec: {secretName: 'faulty-tls'}}));
	const refused = failing(kubectl('create -f -', stringify(faulty)));
	expect('the webhook refuses a Certificate that says too little', await refused, /denied the request/);
	// The authority asks port 80 of the name, by way of the front and Traefik, for what cert-manager has put there.
	expect(
		'the Certificate open-tls is ready',
		await kubectl('wait --for=condition=Ready --timeout=180s certificate/open-tls'),
		/condition met/,
	);
	await writeFile(path.join(folder, 'issued.crt'), `${await kubectl(`get --raw=${pebbleRoot}`)}\n`);
	// Traefik takes some seconds to notice.
	const issued = ['--cacert', path.join(folder, 'issued.crt'), '--retry', '15', '--retry-all-errors', '--retry-delay', '2'];
	const got = await curl(30_443, second, [...issued, `https://${open}:30443/`]);
	expect('https://NAME answers with a certificate that was got by ACME, verified', got, /^web-/);
	const solvers = 'get ingresses,pods -l acme.cert-manager.io/http01-solver=true -o name';
	let left = await kubectl(solvers);
	for (let turn = 0; left !== '' && turn < 20; turn++) {
		await sleep(2000);
		left = await kubectl(solvers);
	}
	expect('what answered the authority is gone again', left, /^$/);
	const {stdout} = await execa(process.execPath, ['dist/source/bin.cjs', 'status', '-f', file], {reject: false});
	expect('status tells of the issuers', stdout, /cert-manager +ClusterIssuer - office +.*\b1\b/);
	await kubectl('create -f -', stringify(certificate('mine', 'office')));
	expect('a Certificate made by hand is ready', await ready('mine'), /condition met/);
};

await lab(['base', '--install']);
await execa('bash', ['scripts/lab/artifacts/make.sh', '', releaseOf(values.kubernetes).minor, ...addons], {stdout: 'inherit'});
try {
	await lab(['down']);
	await rm(folder, {recursive: true, force: true});
	await mkdir(folder, {recursive: true});
	await lab(['up', '2']);
	const config = await lab(['ssh-config']);
	if (config.trim() === '') throw new Error('the lab gives no ssh configuration');
	await writeFile(path.join(folder, 'ssh-config'), `${config}\n`);
	await writeFile(path.join(folder, 'web.yaml'), web.map(object => stringify(object)).join('---\n'));
	await makePair(office, 'basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign');
	await makePair(own, `subjectAltName=DNS:*.${domain}`, 'basicConstraints=critical,CA:FALSE');
	const shown = {certificate: './pebble.crt', key: './pebble.key'};
	await makePair(shown, `subjectAltName=DNS:${pebble.name}`);
	const pems = await Promise.all([shown.certificate, shown.key].map(name => readFile(path.join(folder, name), 'utf8')));
	const objects = pebbleObjects({certificate: pems[0]!, key: pems[1]!});
	await writeFile(path.join(folder, 'pebble.yaml'), objects.map(object => stringify(object)).join('---\n'));
	for (const i of [1, 2]) await onHost(i, `echo nameserver ${first} >/etc/resolv.conf`);

	await apply('installed', ingress);
	await answers('pki/ca.crt');
	await certificates();
	const direct = await curl(30_443, second, ['--cacert', path.join(folder, 'pki/ca.crt'), `https://${name}:30443/`]);
	expect('the port of the node answers over TLS, verified', direct, /^web-/);
	const unknown = ['-o', '/dev/null', '-w', '%{http_code}', '--cacert', path.join(folder, 'pki/ca.crt')];
	expect('a path of nobody is nobody’s', await curl(443, first, [...unknown, '-H', 'Host: other', `https://${name}/`]), /^404$/);
	expect('kubectl top nodes', await kubectl('top nodes'), /^node2 +\d+m /m);
	expect('the front is up', await onHost(1, 'systemctl is-active kinstall-front'), /^active$/);
	// Its pods cannot be run here, as its image cannot be built.
	const dashboard = headlampObjects({
		...(spec as unknown as ClusterSpec),
		addons: [{kind: 'headlamp', host: `headlamp.${domain}`, nodePort: 30_466}],
	});
	const taken = await kubectl('apply --server-side --dry-run=server -f -', dashboard.map(object => stringify(object)).join('---\n'));
	expect('the API server takes Headlamp’s objects', taken, /deployment\.apps\/headlamp serverside-applied/);
	expect('a second apply changes nothing', await apply('applied again', ingress), /nothing was changed/);

	await apply('haproxy in the place of nginx, with an own certificate', ownPair);
	await answers('own.crt');
	expect('nginx’s configuration is gone', await onHost(1, 'ls /etc/kinstall/front'), /^haproxy\.cfg\s+tls\.crt\s+tls\.crt\.key$/);

	await apply('taken away', {});
	const refused = await failing(curl(443, first, ['-k', `https://${name}/`]));
	expect('nobody answers any more', refused, /Failed to connect|Connection refused|Could not connect/i);
	const files = 'find /etc/kinstall/front /etc/systemd/system/kinstall-front.service -type f 2>/dev/null || true';
	expect('the front is gone', await onHost(1, files), /^$/);
	await sleep(5000);
	const left = await kubectl(
		'get daemonsets,deployments,services,ingresses,ingressclasses,configmaps,secrets -A -l kinstall/addon -o name',
	);
	expect('of the addons CoreDNS alone is left', left, /^(?!.*(traefik|metrics|web|cert-manager))/s);
	const kept = await kubectl('get certificates.cert-manager.io -o name');
	expect('of Certificates the one is left that kinstall did not make', kept, /^certificate\.cert-manager\.io\/mine$/);
	expect('and so is its Secret', await kubectl('get secret mine-tls -o name'), /^secret\/mine-tls$/);
} finally {
	if (!values.keep && !process.env['KEEP_LAB']) await lab(['down']);
}
