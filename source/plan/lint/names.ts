import {canonicalAddress, nthAddress} from '../../spec/network.ts';
import type {ClusterSpec} from '../../spec/types.ts';
import {texts} from '../../texts/texts.ts';
import {type Check, error, type Found} from './lint.ts';

const t = texts.lint;

const canonical = (name: string): string => canonicalAddress(name) ?? name;

/** Why a name is needed: who would fail without it. */
const missing = (spec: ClusterSpec, name: string): Found => {
	const host = spec.hosts.find(({address, addresses}) => [address, ...addresses].map(canonical).includes(name));
	if (canonical(spec.endpoint.host) === name) return error(t.noEndpoint(name));
	if (spec.network.services.some(cidr => canonical(nthAddress(cidr, 1)) === name)) return error(t.noService(name));
	if (host) return error(t.noAddress(name, host.name));
	return error(t.noName(name));
};

/** Endpoint, service addresses, and every address of a host, in each family. */
export const nameFindings: Check = ({spec, request, content}) => {
	const found = [...content.dnsNames, ...content.ipAddresses];
	return [...request.dnsNames, ...request.ipAddresses].filter(name => !found.includes(name)).map(name => missing(spec, name));
};
