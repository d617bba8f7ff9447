import type {Place} from '../place.ts';
import {
	alive,
	apiServerName,
	balancerAuthority,
	balancerDirectory,
	endpointListeners,
	hasHealthPort,
	healthPort,
	knowsRoot,
	localListeners,
	readyPath,
	servers,
} from './balancer.ts';

export const haproxyConfigFile = `${balancerDirectory}/haproxy.cfg`;

/** Says in plain HTTP whether any API server is ready. */
const health = (place: Place): string => `
frontend health
	mode http
	bind 127.0.0.1:${healthPort}
	timeout client 2s
	monitor-uri ${readyPath(place)}
	monitor fail if { nbsrv(kube_apiserver) lt 1 }
`;

const verification = (place: Place): string =>
	knowsRoot(place) ? `verify required ca-file ${balancerAuthority} verifyhost ${apiServerName}` : 'verify none';

/**
 * The balancer's own haproxy.cfg: TCP to every API server that is ready, which each is asked once a second. One that is found dead
 * loses its connections at once: what hangs there would wait for much longer.
 */
export const haproxyConfig = (place: Place): string => `global
	user haproxy
	group haproxy
	maxconn 8192

defaults
	mode tcp
	timeout connect 1s
	timeout check 2s
	# Longer than any watch stays silent.
	timeout client 24h
	timeout server 24h
	option clitcpka
	option srvtcpka
	retries 3
	option redispatch 1

frontend kube_clients
${[...endpointListeners(place).map(({six, port}) => (six ? `[::]:${port} v6only` : `0.0.0.0:${port}`)), ...localListeners(place)]
	.map(at => `\tbind ${at}`)
	.join('\n')}
	default_backend kube_apiserver

backend kube_apiserver
	balance leastconn
	option httpchk GET ${readyPath(place)}
	http-check expect status ${alive(place).join(',')}
	default-server check check-ssl check-sni ${apiServerName} ${verification(place)}
	default-server inter 1s fall 2 rise 1 observe layer4 error-limit 1 on-error mark-down on-marked-down shutdown-sessions
${servers(place)
	.map(({name, at}) => `\tserver ${name} ${at}`)
	.join('\n')}
${hasHealthPort(place) ? health(place) : ''}`;
