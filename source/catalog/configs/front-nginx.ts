import type {Place} from '../place.ts';
import {frontCertificateFile, frontDirectory, frontKeyFile, frontListeners, ingressServers} from './front.ts';

export const frontNginxFile = `${frontDirectory}/nginx.conf`;

/** Its own, and so that its workers may write there. */
const scratch = '/tmp/kinstall-front';

const listens = (place: Place, port: 'http' | 'https', more = ''): string =>
	frontListeners(place, port)
		.map(listener => `\t\tlisten ${listener.six ? '[::]:' : ''}${listener.port}${more};`)
		.join('\n');

const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(what => `\t${what}_temp_path ${scratch}-${what};`).join('\n');

/**
 * The front's nginx.conf. A Traefik that takes no connection within a second is passed over for two; what it was to be asked, the next one is. What
 * a client says of itself in headers that name somebody else is replaced.
 */
export const frontNginx = (place: Place): string => `user www-data;
worker_processes auto;
pid /run/kinstall-front/nginx.pid;
error_log stderr warn;

events {
	worker_connections 4096;
}

http {
	access_log off;
	server_tokens off;
${temporary}

	upstream ingress {
		least_conn;
${ingressServers(place)
	.map(({name, at}) => `\t\tserver ${at} max_fails=1 fail_timeout=2s; # ${name}`)
	.join('\n')}
		keepalive 32;
	}

	map $http_upgrade $front_connection {
		default upgrade;
		'' '';
	}

	server {
${listens(place, 'http')}
		return 308 https://$host$request_uri;
	}

	server {
${listens(place, 'https', ' ssl http2')}
		ssl_certificate ${frontCertificateFile};
		ssl_certificate_key ${frontKeyFile};
		ssl_protocols TLSv1.2 TLSv1.3;
		ssl_session_cache shared:front:10m;
		# As large as an application takes them, and as they come.
		client_max_body_size 0;
		proxy_request_buffering off;
		proxy_buffering off;
		proxy_http_version 1.1;
		proxy_connect_timeout 1s;
		proxy_read_timeout 1h;
		proxy_next_upstream error timeout;
		proxy_set_header Host $http_host;
		proxy_set_header Connection $front_connection;
		proxy_set_header Upgrade $http_upgrade;
		proxy_set_header X-Forwarded-For $remote_addr;
		proxy_set_header X-Real-Ip $remote_addr;
		proxy_set_header X-Forwarded-Proto https;
		proxy_set_header X-Forwarded-Port 443;
		proxy_set_header X-Forwarded-Host $http_host;
		location / {
			proxy_pass http://ingress;
		}
	}
}
`;
