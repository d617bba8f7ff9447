import {chronyConfig, chronyConfigFile, setsClocks} from '../../catalog/configs/chrony.ts';
import {serviceLines} from '../service-lines.ts';
import {type Unit, unitFile, unitVars} from '../unit.ts';
import {file, type Phase, type Site} from './phase.ts';

const config = (site: Site) => file(chronyConfigFile, chronyConfig(site));

const unit = (site: Site): Unit => ({
	name: 'kinstall-time.service',
	description: 'Clock of this host (chrony)',
	type: 'exec',
	// A container's clock is its machine's: chrony then compares and gives time, and sets nothing.
	exec: ['/usr/sbin/chronyd', '-n', `-f ${chronyConfigFile}`, ...(site.facts?.ownClock === false ? ['-x'] : [])],
	service: serviceLines('kinstall-time', site, []),
	reads: [config(site)],
});

export const time: Phase = {
	id: '06-time',
	title: 'Clocks',
	again: 'together',
	hosts: spec => (setsClocks(spec) ? spec.hosts : []),
	files: site => [config(site), unitFile(unit(site))],
	vars: site => unitVars(unit(site)),
};
