import {namedConfig, namedConfigFile, nameServer, zoneFile, zoneFileOf} from '../../catalog/configs/zone.ts';
import {serviceLines} from '../service-lines.ts';
import {type Unit, unitFile, unitVars} from '../unit.ts';
import {file, type Phase, type Site} from './phase.ts';

const files = ({spec, host}: Site) =>
	spec.zone ? [file(namedConfigFile, namedConfig(spec, spec.zone, host)), file(zoneFileOf(spec.zone), zoneFile(spec, spec.zone))] : [];

const unit = (site: Site): Unit => ({
	name: 'kinstall-names.service',
	description: 'Names of the cluster (bind9)',
	type: 'exec',
	// Without a lock file: its folder would have to be made anew after each boot.
	exec: ['/usr/sbin/named', '-f', '-u bind', '-X none', `-c ${namedConfigFile}`],
	service: serviceLines('kinstall-names', site, []),
	reads: files(site),
});

export const names: Phase = {
	id: '07-names',
	title: 'Names',
	again: 'together',
	hosts: spec => [nameServer(spec) ?? []].flat(),
	files: site => [...files(site), unitFile(unit(site))],
	vars: site => ({...unitVars(unit(site)), config: namedConfigFile, address: site.host.address}),
};
