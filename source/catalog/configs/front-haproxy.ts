import type {Place} from '../place.ts';
import {frontCertificateFile, frontDirectory, frontListeners, ingressServers} from './front.ts';

export const frontHaproxyFile = `${frontDirectory}/haproxy.cfg`;

const binds = (place: Place, port: 'http' | 'https', more = ''): string =>
	frontListeners(place, port)
		.map(listener => `\tbind ${listener.six ? '[::]' : '0.0.0.0'}:${listener.port}${listener.six ? ' v6only' : ''}${more}`)
		.join('\n');

/**
 * The front's haproxy.cfg, without a regular expression: haproxy compiles these into memory of a kind that its unit is denied. Each Traefik is asked every
 * two seconds: whatever it says of a name that nobody has, it is there. What a client says of itself in headers that name somebody else is replaced.
 */
export const frontHaproxy = (place: Place): string => `global
	user haproxy
	group haproxy
	maxconn 8192
	ssl-default-bind-options ssl-min-ver TLSv1.2
	tune.ssl.default-dh-param 2048

defaults
	mode http
	timeout connect 1s
	timeout check 2s
	timeout http-request 10s
	timeout http-keep-alive 60s
	timeout client 60s
	timeout server 60s
	timeout tunnel 1h
	retries 2
	option redispatch 1

frontend http
${binds(place, 'http')}
	http-request redirect scheme https code 308

frontend https
${binds(place, 'https', ` ssl crt ${frontCertificateFile} alpn h2,http/1.1`)}
	http-request set-header X-Forwarded-For %[src]
	http-request set-header X-Real-Ip %[src]
	http-request set-header X-Forwarded-Proto https
	http-request set-header X-Forwarded-Port 443
	http-request set-header X-Forwarded-Host %[req.hdr(host)]
	default_backend ingress

backend ingress
	balance leastconn
	option httpchk GET /
	http-check expect status 200-499
	default-server check inter 2s fall 2 rise 1 observe layer4 error-limit 1 on-error mark-down
${ingressServers(place)
	.map(({name, at}) => `\tserver ${name} ${at}`)
	.join('\n')}
`;
