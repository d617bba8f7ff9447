import {outsideTargets} from '../catalog/topology.ts';
import {overlaps} from '../spec/network.ts';
import type {ClusterSpec, Host, Vip} from '../spec/types.ts';
import {texts} from '../texts/texts.ts';
import {deviceOf, prefixOf} from './device-of.ts';
import type {Finding} from './finding.ts';
import {finding, type Looks} from './judge-looks.ts';

type Seen = {readonly host: Host; readonly look: Looks};

const unit = 'kinstall-vip.service';

/** Whether the virtual IP can live on a balancer's network. */
const fits = ({address, interface: told}: Vip, {host, look}: Seen): Finding[] => {
	const words = texts.run.check.vip;
	const device = told ?? deviceOf(look.routes, host.address);
	if (device === undefined) return [finding(host, 'vip', 'failure', words.noDevice(address))];
	if (!look.interfaces[device]) return [finding(host, 'vip', 'failure', words.lacksDevice(device))];
	const near = look.routes.some(route => route.device === device && route.direct && prefixOf(route.to) > 0 && overlaps(route.to, address));
	// Who names the interface may know of a way that a route on this host does not show.
	return near ? [] : [finding(host, 'vip', told === undefined ? 'failure' : 'warning', words.otherNetwork(address, device))];
};

/** Whether the virtual IP is somebody's who is not keepalived of ours. */
const isTaken = (address: string, balancers: readonly Seen[], all: readonly Seen[]): Finding[] => {
	const words = texts.run.check.vip;
	const owner = all.find(({look}) => look.addresses.includes(address) && !look.units.includes(unit));
	if (owner) return [finding(owner.host, 'vip', 'failure', words.ofHost(address))];
	const ours = new Set(all.flatMap(({look}) => Object.values(look.interfaces).map(({mac}) => mac)));
	const stranger = balancers.find(({look}) => look.neighbour !== undefined && !ours.has(look.neighbour));
	return stranger ? [finding(stranger.host, 'vip', 'failure', words.taken(address, stranger.look.neighbour!))] : [];
};

/** An endpoint that the person brings: what each host saw when it tried it. */
const outside = (spec: ClusterSpec, seen: readonly Seen[]): Finding[] => {
	const targets = outsideTargets(spec);
	const {host, port} = spec.endpoint;
	const words = texts.run.check.endpoint;
	// A name of the virtual IP must be known beforehand; what answers there comes with the install.
	const wrong = spec.balancer.vip ? (['unknown'] as const) : (['unknown', 'silent', 'refused'] as const);
	return wrong.flatMap((way): Finding[] => {
		const names = seen.filter(({look}) => look.endpoint === way).map(one => one.host.name);
		if (names.length === 0 || targets.length === 0) return [];
		const [what, why, mend] = words[way](`${host}:${port}`, names, targets);
		return [{host: '', id: 'endpoint', severity: 'warning', what, why, mend}];
	});
};

/** What stands in the way of the endpoint where it is no host's address: a virtual IP, or what the person brings. Pure. */
export const judgeEndpoint = (spec: ClusterSpec, looks: Readonly<Record<string, Looks>>): Finding[] => {
	const seen = spec.hosts.flatMap((host): Seen[] => (looks[host.name] ? [{host, look: looks[host.name]!}] : []));
	const balancers = seen.filter(({host}) => host.roles.includes('balancer'));
	const {vip} = spec.balancer;
	return [...(vip ? [...balancers.flatMap(one => fits(vip, one)), ...isTaken(vip.address, balancers, seen)] : []), ...outside(spec, seen)];
};
