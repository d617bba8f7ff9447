import {containerdConfig} from '../../catalog/configs/containerd.ts';
import {kubeProxyConfiguration} from '../../catalog/configs/kube-proxy.ts';
import {kubeletConfiguration} from '../../catalog/configs/kubelet.ts';
import {kubeProxyConfigFile} from '../../catalog/flags/kube-proxy.ts';
import {kubeletBootstrap, kubeletConfigFile} from '../../catalog/flags/kubelet.ts';
import {lives} from '../../catalog/place.ts';
import {renderFlags} from '../../catalog/render-flags.ts';
import {firstControlPlane, kubeletClient, kubeletServing, nodes, nodeUrl, pkiDirectory, signsRequests} from '../../catalog/topology.ts';
import {distributionVars} from '../distribution.ts';
import {proxyFiles, proxyLines} from '../http-proxy.ts';
import {registryFiles} from '../registry-files.ts';
import {serviceLines, startsAfter} from '../service-lines.ts';
import {tokenId} from '../token-id.ts';
import type {Vars} from '../types.ts';
import {type Unit, unitFile, unitVars} from '../unit.ts';
import {yaml} from '../yaml.ts';
import {identityFiles} from './install.ts';
import {file, type Phase, type Site} from './phase.ts';

const identity = (site: Site, ...names: string[]) => identityFiles(site).filter(({path}) => names.some(name => path.endsWith(name)));

const runtimeConfig = (site: Site) => file('/etc/containerd/config.toml', containerdConfig(site));

const runtimeCommand = ['/usr/local/bin/containerd', '--config=/etc/containerd/config.toml'];

const runtimeUnit = (site: Site): Unit => ({
	name: 'containerd.service',
	description: 'containerd, the container runtime',
	documentation: 'https://containerd.io',
	after: startsAfter('containerd', site),
	type: 'notify',
	exec: runtimeCommand,
	service: [...serviceLines('containerd', site, runtimeCommand), ...proxyLines(site, 'containerd')],
	reads: [runtimeConfig(site), ...proxyFiles(site, 'containerd')],
});

export const runtime: Phase = {
	id: '50-runtime',
	title: 'Container runtime',
	again: 'one-by-one',
	hosts: nodes,
	files: site => [runtimeConfig(site), ...registryFiles(site), ...proxyFiles(site, 'containerd'), unitFile(runtimeUnit(site))],
	vars: site => ({...unitVars(runtimeUnit(site)), images: site.spec.artifacts.images, ...distributionVars(site.spec)}),
};

const kubeletConfig = (site: Site) => file(kubeletConfigFile, yaml(site.spec, kubeletConfiguration(site)));

const kubeletUnit = (site: Site): Unit => ({
	name: 'kubelet.service',
	description: 'kubelet, the agent of this node',
	documentation: 'https://kubernetes.io/docs/',
	after: startsAfter('kubelet', site),
	type: 'notify',
	exec: ['/usr/local/bin/kubelet', ...renderFlags('kubelet', site)],
	service: [
		...serviceLines('kubelet', site, []),
		// Its cloud providers ask 169.254.169.254 for credentials at start, and wait for no answer.
		...proxyLines(site, 'kubelet'),
		...(lives({until: '1.27'}, site.spec.kubernetes) ? ['Environment=AWS_EC2_METADATA_DISABLED=true'] : []),
	],
	reads: [
		kubeletConfig(site),
		...proxyFiles(site, 'kubelet'),
		...identity(site, '/kubelet.conf', `${pkiDirectory}/ca.crt`),
		...[kubeletClient, kubeletServing].flatMap(pair => identity(site, `${pkiDirectory}/${pair}.crt`, `${pkiDirectory}/${pair}.key`)),
	],
});

const controlPlaneLabels = (version: string): string[] => [
	...(lives({since: '1.20'}, version) ? ['node-role.kubernetes.io/control-plane='] : []),
	...(lives({until: '1.24'}, version) ? ['node-role.kubernetes.io/master='] : []),
];

const labels = ({spec, host}: Site): string[] => [
	...Object.entries(host.labels).map(([key, value]) => `${key}=${value}`),
	...(host.roles.includes('control-plane') ? controlPlaneLabels(spec.kubernetes) : []),
];

/** For a kubelet that asks for its certificates. */
const bootstrapVars = (site: Site): Vars => ({
	endpoint: nodeUrl(site.spec),
	tokenId: tokenId(site.spec, site.host.name),
	flags: renderFlags('kubelet', site, kubeletBootstrap),
});

export const kubelet: Phase = {
	id: '55-kubelet',
	title: 'Kubelets join',
	again: 'one-by-one',
	hold: spec => (signsRequests(spec) ? 'approve-csrs' : undefined),
	hosts: nodes,
	files: site => [kubeletConfig(site), ...proxyFiles(site, 'kubelet'), unitFile(kubeletUnit(site))],
	vars: site => ({
		...unitVars(kubeletUnit(site)),
		node: site.host.name,
		podCidrs: site.podCidrs[site.host.name] ?? [],
		labels: labels(site),
		controlPlane: firstControlPlane(site.spec).name,
		asks: signsRequests(site.spec),
		...(signsRequests(site.spec) && bootstrapVars(site)),
	}),
};

const proxyConfig = (site: Site) => file(kubeProxyConfigFile, yaml(site.spec, kubeProxyConfiguration(site)));

const proxyUnit = (site: Site): Unit => ({
	name: 'kube-proxy.service',
	description: 'kube-proxy, Services on this node',
	documentation: 'https://kubernetes.io/docs/',
	after: startsAfter('kube-proxy', site),
	type: 'exec',
	exec: ['/usr/local/bin/kube-proxy', ...renderFlags('kube-proxy', site)],
	service: serviceLines('kube-proxy', site, []),
	reads: [proxyConfig(site), ...identity(site, '/kube-proxy.conf', '/kube-proxy.key')],
});

export const kubeProxy: Phase = {
	id: '60-kube-proxy',
	title: 'Services',
	again: 'together',
	hosts: nodes,
	files: site => [proxyConfig(site), unitFile(proxyUnit(site))],
	vars: site => ({...unitVars(proxyUnit(site)), port: 10256, mode: site.spec.proxy.mode, config: kubeProxyConfigFile}),
};
