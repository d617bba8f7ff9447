import {renderFlags} from '../../catalog/render-flags.ts';
import {hostsWith, pkiDirectory} from '../../catalog/topology.ts';
import {serviceLines} from '../service-lines.ts';
import {type Unit, unitFile, unitVars} from '../unit.ts';
import {identityFiles} from './install.ts';
import type {Phase, Site} from './phase.ts';

const command = (site: Site): string[] => ['/usr/local/bin/etcd', ...renderFlags('etcd', site)];

const unit = (site: Site): Unit => ({
	name: 'etcd.service',
	description: 'etcd, the store of Kubernetes',
	documentation: 'https://etcd.io/docs/',
	type: 'notify',
	exec: command(site),
	service: serviceLines('etcd', site, command(site)),
	reads: identityFiles(site).filter(({path}) => path.startsWith(`${pkiDirectory}/etcd/`)),
});

export const etcd: Phase = {
	id: '20-etcd',
	title: 'etcd',
	again: 'one-by-one',
	hosts: spec => hostsWith(spec, 'etcd'),
	files: site => [unitFile(unit(site))],
	vars: site => ({...unitVars(unit(site)), members: hostsWith(site.spec, 'etcd').length}),
};
