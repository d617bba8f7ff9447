import {canonicalAddress, isAddress} from './network.ts';
import type {Role} from './types.ts';

type Placed = {readonly name: string; readonly address: string; readonly roles: readonly Role[]};

/** What stands where clients look for the API server, as far as the hosts tell; `host` is its name. */
export type EndpointKind =
	| {readonly kind: 'none' | 'own'}
	/** An address of no host that several balancers can hold; `host` names them. */
	| {readonly kind: 'vip'; readonly host: string}
	| {readonly kind: 'balancer' | 'only' | 'one-of-several' | 'nobody'; readonly host: string};

export const endpointKind = (endpoint: string, hosts: readonly Placed[]): EndpointKind => {
	const text = endpoint.trim();
	if (text === '') return {kind: 'none'};
	const wanted = canonicalAddress(text);
	const found = wanted === undefined ? undefined : hosts.find(({address}) => canonicalAddress(address.trim()) === wanted);
	if (!found) {
		const balancers = hosts.filter(({roles}) => roles.includes('balancer')).map(({name}) => name);
		return isAddress(text) && balancers.length > 1 ? {kind: 'vip', host: balancers.join(', ')} : {kind: 'own'};
	}
	const host = found.name;
	if (found.roles.includes('balancer')) return {kind: 'balancer', host};
	if (!found.roles.includes('control-plane')) return {kind: 'nobody', host};
	return {kind: hosts.filter(({roles}) => roles.includes('control-plane')).length === 1 ? 'only' : 'one-of-several', host};
};
