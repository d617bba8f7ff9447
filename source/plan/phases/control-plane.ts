import {stringify} from 'yaml';
import {mightiestKubeconfig} from '../../catalog/administrators.ts';
import {identity, prefixOf} from '../../catalog/configs/encryption.ts';
import {kubeSchedulerConfiguration} from '../../catalog/configs/kube-scheduler.ts';
import {kubeSchedulerConfigFile} from '../../catalog/flags/kube-scheduler.ts';
import {renderFlags} from '../../catalog/render-flags.ts';
import {firstControlPlane, hostsWith, pkiDirectory, signsRequests} from '../../catalog/topology.ts';
import type {ClusterSpec} from '../../spec/types.ts';
import {apiserverFiles, encryptionFiles} from '../apiserver-files.ts';
import {refreshFiles, refreshTimer} from '../apiserver-refresh.ts';
import {proxyFiles, proxyLines} from '../http-proxy.ts';
import {serviceLines, startsAfter} from '../service-lines.ts';
import type {File} from '../types.ts';
import {type Unit, unitFile, unitVars} from '../unit.ts';
import {identityFiles} from './install.ts';
import {file, type Phase, type Site} from './phase.ts';

type Component = {
	id: string;
	title: string;
	name: 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler';
	description: string;
	type: 'notify' | 'exec';
	port: number;
	/** What it reads beside its certificates and kubeconfig. */
	configs?: (site: Site) => readonly File[];
	/** What it reads beside that, and another phase places. */
	placedElsewhere?: (site: Site) => readonly File[];
	/** More lines of [Service]. */
	service?: (site: Site) => readonly string[];
};

const component = ({
	id,
	title,
	name,
	description,
	type,
	port,
	configs = () => [],
	placedElsewhere = () => [],
	service = () => [],
}: Component): Phase => {
	const unit = (site: Site): Unit => {
		const exec = [`/usr/local/bin/${name}`, ...renderFlags(name, site)];
		const more = [...service(site), ...(name === 'kube-apiserver' ? proxyLines(site, name) : [])];
		const words = [...exec, ...more].join(' ');
		return {
			name: `${name}.service`,
			description,
			documentation: 'https://kubernetes.io/docs/',
			after: startsAfter(name, site),
			type,
			exec,
			service: [...serviceLines(name, site, exec), ...more],
			// Every file that a flag or a line names, so that a new certificate restarts the daemon.
			reads: [...identityFiles(site), ...configs(site), ...placedElsewhere(site)].filter(({path}) => words.includes(path)),
		};
	};
	return {
		id,
		title,
		again: 'one-by-one',
		hosts: spec => hostsWith(spec, 'control-plane'),
		files: site => [...configs(site), unitFile(unit(site))],
		vars: site => ({...unitVars(unit(site)), port}),
	};
};

const serving = component({
	id: '30-apiserver',
	title: 'API server',
	name: 'kube-apiserver',
	description: 'Kubernetes API server',
	// It says ready some two seconds before /readyz does: the script polls.
	type: 'notify',
	port: 6443,
	configs: site => [...apiserverFiles(site), ...refreshFiles(site), ...proxyFiles(site, 'kube-apiserver')],
	placedElsewhere: encryptionFiles,
	service: ({spec}) => (spec.security.audit === 'none' ? [] : ['LogsDirectory=kubernetes', 'LogsDirectoryMode=0700']),
});

export const apiserver: Phase = {
	...serving,
	vars: site => ({...serving.vars!(site), timer: refreshTimer}),
};

const encrypts = ({security}: ClusterSpec): boolean => security.encryption !== 'none';

export const encryption: Phase = {
	id: '38-encryption',
	title: 'Encryption of Secrets',
	again: 'one-by-one',
	hosts: spec => (encrypts(spec) ? hostsWith(spec, 'control-plane') : []),
	files: encryptionFiles,
	vars: site => serving.vars!(site),
};

export const secrets: Phase = {
	id: '39-secrets',
	title: 'Secrets written anew',
	again: 'together',
	// etcd itself knows what its Secrets were written with.
	hosts: spec => (encrypts(spec) ? hostsWith(spec, 'etcd').slice(0, 1) : []),
	vars: ({spec, pki}) => ({
		controlPlane: firstControlPlane(spec).name,
		// Rights are bound only after this.
		kubeconfig: mightiestKubeconfig(spec),
		range: `${spec.extraFlags['kube-apiserver']['etcd-prefix'] ?? '/registry'}/secrets`,
		prefix: prefixOf(pki.encryption?.slots[0] ?? identity),
	}),
};

const managing = component({
	id: '32-controller-manager',
	title: 'Controller manager',
	name: 'kube-controller-manager',
	description: 'Kubernetes controller manager',
	type: 'exec',
	port: 10257,
});

export const controllerManager: Phase = {
	...managing,
	// A key that an earlier plan placed to sign requests with lies there no longer than it is used.
	vars: site => ({...managing.vars?.(site), gone: signsRequests(site.spec) ? [] : [`${pkiDirectory}/ca.key`]}),
};

export const scheduler = component({
	id: '34-scheduler',
	title: 'Scheduler',
	name: 'kube-scheduler',
	description: 'Kubernetes scheduler',
	type: 'exec',
	port: 10259,
	configs: site => [file(kubeSchedulerConfigFile, stringify(kubeSchedulerConfiguration(site)))],
});
