import {refreshScript, refreshScriptFile, refreshTime} from '../catalog/configs/apiserver-refresh.ts';
import {file, type Site} from './phases/phase.ts';
import {serviceLines} from './service-lines.ts';
import type {File} from './types.ts';
import {timerFile, type Unit, unitFile} from './unit.ts';

export const refreshTimer = 'kinstall-apiserver-refresh.timer';

const unit = (site: Site): Unit => ({
	name: 'kinstall-apiserver-refresh.service',
	description: 'Restart of the API server before the certificate in its memory expires',
	type: 'oneshot',
	timed: true,
	exec: [refreshScriptFile],
	service: serviceLines('kinstall-apiserver-refresh', site, []),
	reads: [],
});

/** Script, service and timer that restart one API server in time. */
export const refreshFiles = (site: Site): File[] => [
	file(refreshScriptFile, refreshScript(site.spec, site.host), 0o755),
	unitFile(unit(site)),
	timerFile(unit(site), refreshTime(site.spec, site.host)),
];
