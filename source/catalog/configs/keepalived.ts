import {family} from '../../spec/network.ts';
import type {ClusterSpec, Host} from '../../spec/types.ts';
import type {Place} from '../place.ts';
import {addressOf, hostsWith} from '../topology.ts';
import {alive, healthPort, readyPath} from './balancer.ts';

export const vipDirectory = '/etc/kinstall/vip';
export const keepalivedConfigFile = `${vipDirectory}/keepalived.conf`;
export const vipCheckFile = `${vipDirectory}/check.sh`;

/** The interface for the virtual IP: told, or the one with the host's own address. */
export const vipDevice = ({spec, host, facts}: Place): string => {
	const own = ownAddress(spec, host);
	return spec.balancer.vip?.interface ?? facts?.devices?.[own] ?? 'eth0';
};

/** VRRP goes between addresses of the virtual IP's own family. */
const ownAddress = ({balancer}: ClusterSpec, host: Host): string => addressOf(host, family(balancer.vip!.address)!) ?? host.address;

/** The virtual IP with the prefix it is added with: its own route goes nowhere, and it is the source of nothing. */
export const vipCidr = ({balancer}: ClusterSpec): string => {
	const {address} = balancer.vip!;
	return `${address}/${family(address) === 'ipv6' ? 128 : 32}`;
};

/**
 * keepalived.conf. All have one priority, so the address stays where it is until its holder is gone or its check fails: then it is
 * worth less than the others. Where no API server answers at all, nobody is, and it stays. VRRP version 3 counts in hundredths
 * of a second: three announcements and a bit make 1.9 s.
 */
export const keepalivedConfig = (place: Place): string => {
	const {spec, host} = place;
	const {routerId} = spec.balancer.vip!;
	const peers = hostsWith(spec, 'balancer').filter(({name}) => name !== host.name);
	const device = vipDevice(place);
	return `global_defs {
	router_id ${host.name}
	vrrp_version 3
	script_user nobody nogroup
	enable_script_security
}

vrrp_script balancer {
	script ${vipCheckFile}
	interval 1
	timeout 2
	fall 2
	rise 2
	weight -50
}

vrrp_instance kube_apiserver {
	state BACKUP
	interface ${device}
	virtual_router_id ${routerId}
	priority 100
	advert_int 0.5
	unicast_src_ip ${ownAddress(spec, host)}
	unicast_peer {
${peers.map(peer => `\t\t${ownAddress(spec, peer)}\n`).join('')}	}
	virtual_ipaddress {
		${vipCidr(spec)} dev ${device}
	}
	track_script {
		balancer
	}
}
`;
};

/** Whether an API server answers through the balancer of this host. */
export const vipCheck = (place: Place): string => `#!/bin/bash
exec 3<>/dev/tcp/127.0.0.1/${healthPort} || exit 1
printf 'GET ${readyPath(place)} HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3
IFS= read -r -t 2 line <&3
[[ $line =~ ^HTTP/1\\.[01]\\ (${alive(place).join('|')})\\  ]]
`;
