import type {Flag} from '../place.ts';

export const kubeProxyConfigFile = '/etc/kubernetes/kube-proxy-config.yaml';

export const kubeProxy: readonly Flag[] = [{name: 'config', value: kubeProxyConfigFile}];
