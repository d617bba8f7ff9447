import {balancerAuthority} from '../../catalog/configs/balancer.ts';
import {haproxyConfig, haproxyConfigFile} from '../../catalog/configs/haproxy.ts';
import {nginxConfig, nginxConfigFile} from '../../catalog/configs/nginx.ts';
import {balancerAnswers, balances} from '../../catalog/topology.ts';
import {serviceLines} from '../service-lines.ts';
import {type Unit, unitFile, unitVars} from '../unit.ts';
import {file, type Phase, type Site} from './phase.ts';

export type BalancerKind = 'nginx' | 'haproxy';

/** The words of a daemon with a configuration; those that try it run first. */
type Command = {readonly tries: string; readonly exec: readonly string[]};

export const commandOf: Readonly<Record<BalancerKind, (config: string) => Command>> = {
	nginx: config => ({tries: `/usr/sbin/nginx -t -q -c ${config}`, exec: ['/usr/sbin/nginx', '-c', config, '-g', '"daemon off;"']}),
	haproxy: config => ({tries: `/usr/sbin/haproxy -c -f ${config}`, exec: ['/usr/sbin/haproxy', '-db', '-f', config]}),
};

type Program = Command & {readonly config: string; readonly content: (site: Site) => string};

export const balancerPrograms: Readonly<Record<BalancerKind, Program>> = {
	nginx: {config: nginxConfigFile, content: nginxConfig, ...commandOf.nginx(nginxConfigFile)},
	haproxy: {config: haproxyConfigFile, content: haproxyConfig, ...commandOf.haproxy(haproxyConfigFile)},
};

const kindOf = ({spec}: Site): BalancerKind => (spec.balancer.kind === 'haproxy' ? 'haproxy' : 'nginx');

/** The configuration, and the authority where it asks the API servers by their certificates. */
const configs = (site: Site) => {
	const {config, content} = balancerPrograms[kindOf(site)];
	const main = file(config, content(site));
	const certificate = site.pki.certificates['ca']?.certificate ?? '';
	return main.content.includes(balancerAuthority) ? [main, file(balancerAuthority, certificate)] : [main];
};

const unit = (site: Site): Unit => {
	const kind = kindOf(site);
	return {
		name: 'kinstall-balancer.service',
		description: `Balancer in front of the API servers (${kind})`,
		type: 'exec',
		before: [balancerPrograms[kind].tries],
		exec: balancerPrograms[kind].exec,
		service: serviceLines('kinstall-balancer', site, []),
		reads: configs(site),
	};
};

/** What another kind of balancer, or this one with another task, had here. */
const others = (site: Site): string[] => {
	const own = configs(site).map(({path}) => path);
	return [balancerAuthority, nginxConfigFile, haproxyConfigFile].filter(path => !own.includes(path));
};

export const balancer: Phase = {
	id: '25-balancer',
	title: 'Balancer',
	again: 'one-by-one',
	hosts: spec => spec.hosts.filter(host => balances(spec, host)),
	files: site => [...configs(site), unitFile(unit(site))],
	vars: site => ({...unitVars(unit(site)), answers: balancerAnswers(site.spec, site.host), gone: others(site)}),
};
