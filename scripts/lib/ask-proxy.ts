// What an HTTP proxy says to a host that wants to go through it.
import {releaseOf} from '../../source/catalog/releases.ts';
import {pulls} from '../../source/plan/distribution.ts';
import type {Looks} from '../../source/plan/judge-looks.ts';
import type {ClusterSpec, Host} from '../../source/spec/types.ts';

export type AskedProxy = {
	readonly host: string;
	readonly port: number;
	/** `HOST:PORT` to which a way is wanted; empty where only the proxy itself is dialled. */
	readonly target: string;
	/** Value of Proxy-Authorization; travels on standard input. */
	readonly authorization: string;
};

/** What a host shall ask; undefined where it takes no proxy. A way to the registry of the sandbox image is what containerd wants first. */
export const askedProxy = (spec: ClusterSpec, host: Host, credentials: string | undefined): AskedProxy | undefined => {
	const {httpProxy} = spec;
	const {node} = host;
	if (!httpProxy?.for.some(who => who !== 'downloads' || pulls(spec, host))) return undefined;
	const url = new URL(httpProxy.https);
	const speaksPlainly = url.protocol === 'http:';
	return {
		host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
		port: Number(url.port) || (speaksPlainly ? 80 : 443),
		target: node && speaksPlainly && httpProxy.for.includes('containerd') ? `${releaseOf(spec.kubernetes).pause.split('/')[0]}:443` : '',
		authorization: credentials === undefined ? '' : `Basic ${Buffer.from(credentials).toString('base64')}`,
	};
};

/** In bash, with the authorization on standard input: prints `refused`, `silent`, `unknown`, `open`, or the status of the answer. */
export const askProxy = ({host, port, target}: AskedProxy): string => `
	authorization=$(cat); export authorization
	said=$(timeout 10 bash -c '
		exec 3<>/dev/tcp/${host}/${port} || exit
		[ -n "$1" ] || { echo open; exit; }
		printf "CONNECT %s HTTP/1.1\\r\\nHost: %s\\r\\n" "$1" "$1" >&3
		[ -z "$authorization" ] || printf "Proxy-Authorization: %s\\r\\n" "$authorization" >&3
		printf "\\r\\n" >&3
		IFS=" " read -r -u 3 -t 8 version status rest && echo "status $status"
	' bash '${target}' 2>&1) || true
	case $said in open* | status*) echo "\${said#status }" ;; *refused*) echo refused ;; *'not known'* | *resolution*) echo unknown ;; *) echo silent ;; esac`;

const ways = ['open', 'refused', 'silent', 'unknown'] as const;

/** What that printed. */
export const readProxy = (text: string): Looks['httpProxy'] => {
	const said = text.trim();
	return /^\d{3}$/.test(said) ? Number(said) : ways.find(way => way === said);
};
