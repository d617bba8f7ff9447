/** What fronts of every kind have in common: TLS of the applications ends there, and requests go on to Traefik on the nodes. */
import type {Place} from '../place.ts';
import {addonOf, addressesOf, frontPorts, ingressNodes, inUrl} from '../topology.ts';

export const frontDirectory = '/etc/kinstall/front';
/** haproxy looks for the key beside the certificate, under this name. */
export const frontCertificateFile = `${frontDirectory}/tls.crt`;
export const frontKeyFile = `${frontCertificateFile}.key`;

/** Where Traefik takes requests, by name of the node. */
export const ingressServers = ({spec}: Place): Array<{name: string; at: string}> => {
	const port = addonOf(spec, 'traefik')!.nodePorts.http;
	return ingressNodes(spec).map(({name, address}) => ({name, at: `${inUrl(address)}:${port}`}));
};

/** A port on all addresses of each of the host's families. */
export const frontListeners = ({host}: Place, port: keyof typeof frontPorts): Array<{six: boolean; port: number}> =>
	addressesOf(host).map(address => ({six: address.includes(':'), port: frontPorts[port]}));
