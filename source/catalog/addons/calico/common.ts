/** What calico's pods have in common. */
const version = 'v3.28.5';
/** All three are of one version. */
export const image = (name: 'cni' | 'node' | 'kube-controllers'): string => `docker.io/calico/${name}:${version}`;

export const namespace = 'kube-system';

export const linux = {'kubernetes.io/os': 'linux'};

/** Environment variables of a container. */
export const variables = (values: Readonly<Record<string, string>>) => Object.entries(values).map(([name, value]) => ({name, value}));
