import type {Place} from '../place.ts';
import {
	apiServerName,
	balancerAuthority,
	balancerDirectory,
	endpointListeners,
	hasHealthPort,
	healthPort,
	knowsRoot,
	localListeners,
	servers,
} from './balancer.ts';

export const nginxConfigFile = `${balancerDirectory}/nginx.conf`;

const verification = `		proxy_ssl_verify on;
		proxy_ssl_trusted_certificate ${balancerAuthority};
`;

/** The way to an API server for a check that speaks no TLS. */
const health = (place: Place): string => `
	server {
		listen 127.0.0.1:${healthPort};
		proxy_connect_timeout 1s;
		proxy_timeout 2s;
		proxy_ssl on;
${knowsRoot(place) ? verification : ''}		proxy_ssl_name ${apiServerName};
		proxy_pass kube_apiserver;
	}
`;

/** The balancer's own nginx.conf: TCP to every API server, one second to give up on a dead one. */
export const nginxConfig = (place: Place): string => `user www-data;
worker_processes auto;
pid /run/kinstall-balancer/nginx.pid;
error_log stderr warn;
load_module /usr/lib/nginx/modules/ngx_stream_module.so;

events {
	worker_connections 4096;
}

stream {
	upstream kube_apiserver {
		least_conn;
${servers(place)
	.map(({name, at}) => `\t\tserver ${at} max_fails=1 fail_timeout=2s; # ${name}`)
	.join('\n')}
	}

	server {
${[...endpointListeners(place).map(({six, port}) => `${six ? '[::]:' : ''}${port}`), ...localListeners(place)]
	.map(at => `\t\tlisten ${at};`)
	.join('\n')}
		proxy_connect_timeout 1s;
		# Longer than any watch stays silent.
		proxy_timeout 24h;
		proxy_pass kube_apiserver;
	}
${hasHealthPort(place) ? health(place) : ''}}
`;
