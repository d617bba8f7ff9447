import type {Place} from '../place.ts';
import {addressesOf, hostsWith, inUrl} from '../topology.ts';

export const balancerConfigFile = '/etc/kinstall/balancer/nginx.conf';

/** The balancer's own nginx.conf: TCP to every API server, one second to give up on a dead one. */
export const nginxConfig = ({spec, host}: Place): string => `user www-data;
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
${hostsWith(spec, 'control-plane')
	.map(({name, address}) => `\t\tserver ${inUrl(address)}:6443 max_fails=1 fail_timeout=2s; # ${name}`)
	.join('\n')}
	}

	server {
${addressesOf(host)
	.map(address => `\t\tlisten ${address.includes(':') ? '[::]:' : ''}${spec.endpoint.port};`)
	.join('\n')}
		proxy_connect_timeout 1s;
		# Longer than any watch stays silent.
		proxy_timeout 24h;
		proxy_pass kube_apiserver;
	}
}
`;
