import {balancerConfigFile, nginxConfig} from '../../catalog/configs/nginx.ts';
import {hostsWith} from '../../catalog/topology.ts';
import {serviceLines} from '../service-lines.ts';
import {type Unit, unitFile, unitVars} from '../unit.ts';
import {file, type Phase, type Site} from './phase.ts';

const config = (site: Site) => file(balancerConfigFile, nginxConfig(site));

const unit = (site: Site): Unit => ({
	name: 'kinstall-balancer.service',
	description: 'Balancer in front of the API servers (nginx)',
	type: 'exec',
	before: [`/usr/sbin/nginx -t -q -c ${balancerConfigFile}`],
	exec: ['/usr/sbin/nginx', '-c', balancerConfigFile, '-g', '"daemon off;"'],
	service: serviceLines('kinstall-balancer', site, []),
	reads: [config(site)],
});

export const balancer: Phase = {
	id: '25-balancer',
	title: 'Balancer',
	again: 'one-by-one',
	hosts: spec => (spec.balancer.kind === 'nginx' ? hostsWith(spec, 'balancer') : []),
	files: site => [config(site), unitFile(unit(site))],
	vars: site => ({...unitVars(unit(site)), port: site.spec.endpoint.port}),
};
