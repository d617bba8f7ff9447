// Pebble as a pod of a cluster: an authority for trying out that speaks ACME, and asks port 80 of a name for the answer as one on the internet would.
export const pebble = {artifact: 'pebble-2.10.1', server: 'https://pebble.default.svc:14000/dir', name: 'pebble.default.svc'};

/** Where an API server passes on what is asked of Pebble: what signs the certificates, in PEM. */
export const pebbleRoot = '/api/v1/namespaces/default/services/https:pebble:15000/proxy/roots/0';

const settings = {
	listenAddress: '0.0.0.0:14000',
	managementListenAddress: '0.0.0.0:15000',
	certificate: '/etc/pebble/tls.crt',
	privateKey: '/etc/pebble/tls.key',
	httpPort: 80,
	tlsPort: 443,
};

/** @param tls PEM of the certificate that it shows at its name, and of the key */
export const pebbleObjects = (tls: {readonly certificate: string; readonly key: string}): readonly object[] => [
	{
		apiVersion: 'v1',
		kind: 'Secret',
		metadata: {name: 'pebble'},
		stringData: {'config.json': JSON.stringify({pebble: settings}), 'tls.crt': tls.certificate, 'tls.key': tls.key},
	},
	{
		apiVersion: 'apps/v1',
		kind: 'Deployment',
		metadata: {name: 'pebble'},
		spec: {
			selector: {matchLabels: {app: 'pebble'}},
			template: {
				metadata: {labels: {app: 'pebble'}},
				spec: {
					volumes: [{name: 'files', secret: {secretName: 'pebble'}}],
					containers: [
						{
							name: 'pebble',
							image: `ghcr.io/letsencrypt/pebble:${pebble.artifact.split('-')[1]}`,
							args: ['-config', '/etc/pebble/config.json'],
							env: [{name: 'PEBBLE_VA_NOSLEEP', value: '1'}],
							volumeMounts: [{name: 'files', mountPath: '/etc/pebble'}],
							readinessProbe: {tcpSocket: {port: 14_000}},
						},
					],
				},
			},
		},
	},
	{
		apiVersion: 'v1',
		kind: 'Service',
		metadata: {name: 'pebble'},
		spec: {selector: {app: 'pebble'}, ports: [14_000, 15_000].map(port => ({name: `port-${port}`, port}))},
	},
];
