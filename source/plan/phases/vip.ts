import {keepalivedConfig, keepalivedConfigFile, vipCheck, vipCheckFile, vipCidr, vipDevice} from '../../catalog/configs/keepalived.ts';
import {holdsVip, hostsWith} from '../../catalog/topology.ts';
import {serviceLines, startsAfter} from '../service-lines.ts';
import {type Unit, unitFile, unitVars} from '../unit.ts';
import {file, type Phase, type Site} from './phase.ts';

const configs = (site: Site) => [file(keepalivedConfigFile, keepalivedConfig(site)), file(vipCheckFile, vipCheck(site), 0o755)];

const runtime = '/run/kinstall-vip';

const unit = (site: Site): Unit => ({
	name: 'kinstall-vip.service',
	description: 'Virtual IP of the API servers (keepalived)',
	after: startsAfter('kinstall-vip', site),
	type: 'exec',
	exec: [
		'/usr/sbin/keepalived',
		...['--dont-fork', '--vrrp', `--use-file=${keepalivedConfigFile}`],
		...[`--pid=${runtime}/keepalived.pid`, `--vrrp_pid=${runtime}/vrrp.pid`],
	],
	service: [
		...serviceLines('kinstall-vip', site, []),
		// One that was killed leaves the address behind, which then two hosts have.
		`ExecStopPost=-/bin/sh -c 'ip address del ${vipCidr(site.spec)} dev ${vipDevice(site)} 2>/dev/null'`,
	],
	reads: configs(site),
});

export const vip: Phase = {
	id: '26-vip',
	title: 'Virtual IP',
	again: 'one-by-one',
	hosts: spec => spec.hosts.filter(host => holdsVip(spec, host)),
	files: site => [...configs(site), unitFile(unit(site))],
	vars: site => ({
		...unitVars(unit(site)),
		address: site.spec.balancer.vip!.address,
		port: site.spec.endpoint.port,
		holders: hostsWith(site.spec, 'balancer').map(({name}) => name),
	}),
};
