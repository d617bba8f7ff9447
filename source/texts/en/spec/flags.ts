/** Flags that a version does not know, or that are not the person's to set. */
export const flags = {
	unknown: (name: string, daemon: string, version: string) => `${daemon} ${version} knows no flag ${name}`,
	gone: (name: string, daemon: string, version: string, since: string, orBefore: boolean) =>
		`${daemon} ${version} knows no flag ${name}: gone ${orBefore ? 'by' : 'since'} ${since}`,
	early: (name: string, daemon: string, version: string, since: string) =>
		`${daemon} ${version} does not know ${name} yet: there from ${since} on`,
	hint: (reason: string, hint: string) => `${reason}; ${hint}`,
	use: (successor: string) => `use ${successor}`,
	meant: (nearest: string) => `did you mean ${nearest}?`,
	directory: (directory: string, daemon: string) =>
		`${daemon} gets all of the directory that it writes to, and ${directory} is not one for it alone: take one of its own, as /var/log/${daemon} or /var/lib/${daemon}`,
	value: {
		loopback: (address: string) =>
			`${address} is loopback: the other hosts and the balancer would no longer reach this API server. Leave it out, and it listens on every address`,
		plugin: (name: string, version: string, since: string, instead: string) =>
			`kube-apiserver ${version} knows no admission plugin ${name} and does not start with it: gone since ${since}; ${instead}`,
		instead: {
			podSecurity: 'use Pod Security admission, which is always on: label namespaces with pod-security.kubernetes.io/enforce',
			cloudVolumes: 'CSI drivers say where their volumes can be used',
		},
		nodeRestriction: (name: string) =>
			`${name} cannot be taken away: without it a kubelet, or who steals its key, can change other nodes and their pods`,
		admissionControl:
			'the API server refuses it beside enable-admission-plugins, which kinstall sets; use enable-admission-plugins or disable-admission-plugins',
	},
	ours: (name: string, why: string) => `${name} is not yours to set: ${why}`,
	why: {
		files: 'kinstall makes these certificates and keys, and knows when they change',
		config: 'kinstall writes this file and restarts the daemon when it changes',
		identity: 'this is how the daemon says who it is',
		addresses: 'the endpoint, the balancer and the other hosts look for it there',
		health: 'kinstall asks there whether the daemon is well',
		members: 'the members of etcd would not find each other',
		network: 'this is network in cluster.yaml',
		security: 'without it anybody could read or change the cluster',
		ends: 'it makes the daemon print something and end',
		bootstrap: 'kinstall lets a kubelet ask for its certificate, and a person approve it',
		nodes: 'the plan gives every node its pods',
	},
	instead: {
		certificates: 'users come with client certificates or tokens of the API',
		always: 'kubelets are always asked over https',
		nothing: 'nothing takes its place',
		cloud: 'cloud providers are installed in the cluster now',
		tolerations: 'use default-not-ready-toleration-seconds of kube-apiserver',
		profiles: 'profiles in KubeSchedulerConfiguration took its place',
		runtimeNetwork: "containerd's configuration names the folders of CNI, and kinstall writes it",
		sandbox: "the sandbox image stands in containerd's configuration; artifacts.images brings it along",
		runtime: 'containerd is the only runtime here',
		kubeletConfig: (field: string) => `kinstall sets ${field} in the kubelet's configuration`,
		journal: 'journald keeps what the daemon logs',
		etcdGate: (gate: string) => `use feature-gates: ${gate}=true`,
	},
};
