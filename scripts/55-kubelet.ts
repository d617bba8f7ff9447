#!/usr/bin/env -S npx zx
// A kubelet joins: it asks for its client certificate with a token of its own, a person approves, it starts, and asks for its serving certificate.
// Where the authority's key is not here, it has both beforehand, and joins with them.
import {randomInt, X509Certificate} from 'node:crypto';
import {stringify} from 'yaml';
import {bootstrapKubeconfig, bootstrapSecret} from '../source/plan/bootstrap.ts';
import {texts} from '../source/texts/texts.ts';
import {type Context, Failure, phase} from './lib/phase.ts';

const current = '/var/lib/kubelet/pki/kubelet-client-current.pem';

/** Whether the node's client certificate is this cluster's, names this node, and lasts. */
const isJoined = async ({$, vars, plan}: Context): Promise<boolean> => {
	// A kubelet that a dead run left to bootstrap would go on beside the one that is about to start.
	const {stdout} = await $`
		systemctl stop -q kinstall-bootstrap.service 2>/dev/null || true
		rm -f /run/kinstall/bootstrap.kubeconfig /run/kinstall/kubelet.kubeconfig
		[ ! -s ${current} ] || sed -n '/BEGIN CERTIFICATE/,/END CERTIFICATE/p' ${current}`;
	if (!stdout.includes('BEGIN CERTIFICATE')) return false;
	const certificate = new X509Certificate(stdout);
	const authority = new X509Certificate(plan.certificates.find(({id}) => id === 'ca')!.certificate);
	return (
		certificate.verify(authority.publicKey) &&
		certificate.subject.split('\n').includes(`CN=system:node:${vars.node}`) &&
		Date.parse(certificate.validTo) > Date.now()
	);
};

const randomToken = (length: number): string => Array.from({length}, () => randomInt(36).toString(36)).join('');

const join = async (context: Context): Promise<void> => {
	const {$, on, vars, plan, waiting, changed} = context;
	const node = String(vars.node);
	const tokenId = String(vars.tokenId);
	const controlPlane = await on(String(vars.controlPlane));
	// The token's secret half lives in this process, the cluster and /run of this node alone.
	const token = {id: tokenId, secret: randomToken(16)};
	await controlPlane({input: stringify(bootstrapSecret(token, node, new Date(Date.now() + 24 * 3_600_000)))})`kubectl apply -f -`;
	const authority = plan.certificates.find(({id}) => id === 'ca')!.certificate;
	const kubeconfig = stringify(bootstrapKubeconfig(token, String(vars.endpoint), authority));
	await $({input: kubeconfig})`
		mkdir -p /run/kinstall
		(umask 077 && cat >/run/kinstall/bootstrap.kubeconfig)
		rm -f ${current}
		systemd-run --quiet --collect --unit=kinstall-bootstrap --setenv=AWS_EC2_METADATA_DISABLED=true \
			/usr/local/bin/kubelet ${vars.flags as string[]}`;
	waiting(texts.run.waitsForClient);
	// A kubelet that gives up says why in one line, and its stacks follow for a hundred more. A request is named after its key:
	// with the key of a denied one, the next kubelet would find that request, and end as well.
	const {stdout} = await $`
		last_words() {
			local words said
			words=$(journalctl -u kinstall-bootstrap.service -n 400 --no-pager -o cat)
			said=$(awk '/^Started /{said = ""} /^F[0-9]/ && !said{said = $0; sub(/^[^]]*\\] /, "", said)} END{print said}' <<<"$words")
			case $said in *'signing request is denied'*) rm -f /var/lib/kubelet/pki/kubelet-client.key.tmp ;; esac
			[ -n "$said" ] && echo "$said" || tail -n 5 <<<"$words"
		}
		until [ -s ${current} ]; do
			systemctl is-active -q kinstall-bootstrap.service || { echo ended; last_words; break; }
			sleep 0.2
		done
		systemctl stop -q kinstall-bootstrap.service 2>/dev/null || true
		rm -f /run/kinstall/bootstrap.kubeconfig /run/kinstall/kubelet.kubeconfig`;
	if (stdout.startsWith('ended')) throw new Failure(texts.run.notJoined(stdout.split('\n').slice(1).join('\n')), texts.run.notJoinedNext);
	await controlPlane`kubectl -n kube-system delete secret bootstrap-token-${tokenId} --ignore-not-found`;
	changed(`${node} joined`);
};

/** The kubelet asks for its serving certificate as soon as it runs. */
const serve = async ({$, vars, waiting, changed}: Context): Promise<void> => {
	const serving = '/var/lib/kubelet/pki/kubelet-server-current.pem';
	if ((await $`[ -s ${serving} ] && echo there || echo missing`).stdout.includes('there')) return;
	waiting(texts.run.waitsForServing);
	await $`until [ -s ${serving} ]; do sleep 0.2; done`;
	changed(`${vars.node} serves with a certificate of this cluster`);
};

await phase(async context => {
	const {on, put, unit, vars, changed} = context;
	await put();
	// Where nobody can sign requests, 15-certificates has placed what the kubelet needs, and it starts like any other daemon.
	if (vars.asks && !(await isJoined(context))) await join(context);
	await unit('http_ok 10248 /healthz');

	const controlPlane = await on(String(vars.controlPlane));
	const podCidrs = vars.podCidrs as string[];
	const patch = JSON.stringify({spec: podCidrs.length > 0 ? {podCIDR: podCidrs[0], podCIDRs: podCidrs} : {}});
	const {stdout} = await controlPlane`
		wait_until 60 ${`kubectl get node ${vars.node}`}
		kubectl patch node ${vars.node} --type=merge -p ${patch}
		for label in ${vars.labels as string[]}; do kubectl label node ${vars.node} --overwrite "$label"; done`;
	if (stdout.includes('patched\n')) changed(`node ${vars.node} has pods in ${podCidrs.join(', ')}`);
	if (vars.asks) await serve(context);
});
