import {
	approverJudge,
	approverJudgeFile,
	approverNodes,
	approverNodesFile,
	approverReadyFile,
	approverScript,
	approverScriptFile,
	approverUnit,
} from '../../catalog/configs/approver.ts';
import {approvesRenewals, hostsWith, signsRequests} from '../../catalog/topology.ts';
import {serviceLines, startsAfter} from '../service-lines.ts';
import type {File} from '../types.ts';
import {type Unit, unitFile, unitVars} from '../unit.ts';
import {identityFiles} from './install.ts';
import {file, type Phase, type Site} from './phase.ts';

const programs = ({spec}: Site): File[] => [
	file(approverScriptFile, approverScript, 0o755),
	file(approverJudgeFile, approverJudge),
	file(approverNodesFile, approverNodes(spec)),
];

const unit = (site: Site): Unit => ({
	name: approverUnit,
	description: "Approval of renewals of kubelets' serving certificates",
	after: startsAfter('kinstall-csr-approver', site),
	type: 'exec',
	exec: [approverScriptFile],
	service: serviceLines('kinstall-csr-approver', site, []),
	reads: [...identityFiles(site).filter(({path}) => path.includes('csr-approver')), ...programs(site)],
});

export const approver: Phase = {
	id: '65-approver',
	title: 'Approver of renewals',
	again: 'one-by-one',
	// Also where it is not wanted: one that an earlier plan started is ended.
	hosts: spec => (signsRequests(spec) ? hostsWith(spec, 'control-plane') : []),
	files: site => (approvesRenewals(site.spec) ? [...programs(site), unitFile(unit(site))] : []),
	vars: site => ({...unitVars(unit(site)), wanted: approvesRenewals(site.spec), ready: approverReadyFile}),
};
