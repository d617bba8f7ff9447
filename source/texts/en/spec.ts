/** What a field of cluster.yaml is for: shown by editors through the JSON Schema. */
const fields = {
	apiVersion: 'The format of this file.',
	name: "The cluster's name, as kubeconfigs show it.",
	kubernetes:
		'The Kubernetes to install: an exact version, a minor for its newest patch release that is known here, or stable for the newest minor.',
	domain: "The cluster's DNS domain.",
	endpoint: 'Where clients and nodes find the API server.',
	endpointHost: "A control plane's or balancer's address, a virtual IP, or a DNS name.",
	endpointPort: 'Another port than 6443 when a balancer is a control plane, too.',
	network: 'Ranges of addresses that exist only inside the cluster.',
	pods: 'Where pods get their addresses: a CIDR, or one of each family.',
	services: 'Where Services get their addresses: a CIDR, or one of each family.',
	nodeMask: "The prefix length of one node's part of the IPv4 range of pods.",
	hosts: 'The machines of the cluster.',
	hostName: "The host's name, which is also its Node's name.",
	address: 'The address under which the other hosts reach it: IPv4 or IPv6.',
	addresses: 'Its address of the other family, in a cluster of both.',
	roles: 'What runs there.',
	local: 'This machine: commands run here, without ssh.',
	node: 'Whether pods may run there (kubelet, containerd, kube-proxy). Control planes and workers are nodes unless told otherwise.',
	ssh: 'How the host is reached. What is absent is left to your own ssh configuration.',
	sshHost: "The name or address that ssh dials, when it is not the host's address.",
	sshUser: 'The user to log in as.',
	sshPort: 'The port of sshd.',
	identityFile: 'The private key to log in with.',
	jump: 'A jump host, as in ProxyJump.',
	sudo: 'Run commands through sudo, which must not ask for a password.',
	labels: 'Labels of the Node.',
	sshConfig: 'A configuration file for ssh instead of ~/.ssh/config, relative to this file.',
	pki: 'Certificates and keys.',
	authorities: 'Three authorities (Kubernetes, etcd, front proxy), or one for all.',
	key: 'The type of every private key.',
	days: 'How long certificates are valid.',
	caDays: 'How long authorities are valid.',
	names: "Further DNS names and addresses for the API server's certificate.",
	subject: "Attributes of the certificates' subjects.",
	country: 'C: two letters.',
	state: 'ST.',
	locality: 'L.',
	organization: 'O, of authorities alone: on other certificates it would be a Kubernetes group.',
	unit: 'OU.',
	own: 'Your own authorities, root or intermediate.',
	ownCertificate: 'The certificate, relative to this file; an intermediate may be followed by those above it.',
	ownKey: 'Its key. Without it, kinstall writes signing requests for you to have signed.',
	security: 'What makes the cluster harder to misuse.',
	audit: 'What the API server writes down. metadata: who asked for what, without contents. policy: what a file of yours says.',
	auditPolicy: 'For security.audit policy: your own Policy of audit.k8s.io/v1, relative to this file.',
	auditLog: 'When the audit log is turned over, on each control plane.',
	auditMaxSize: 'The log is turned over at this many megabytes.',
	auditMaxAge: 'Files of the log that were turned over are deleted after this many days.',
	auditMaxBackup: 'So many files of the log that were turned over are kept.',
	encryption: 'What Secrets are encrypted with in etcd; the key lies in pki/: keep it. identity decrypts what was encrypted before.',
	encryptionKey: 'Raise it by one for a new key: Secrets are written anew with it, and older keys go on reading.',
	approver: "Approve renewals of kubelets' serving certificates by a unit on the control planes; without it each one waits for a person.",
	podSecurity:
		'Pod Security where a namespace says nothing (from 1.23 on). warn: tell who makes a pod that baseline would refuse. baseline, restricted: refuse it.',
	anonymous:
		'health: anonymous requests reach /livez, /readyz, /healthz and cluster-info alone (from 1.32 on). all: whatever RBAC gives them.',
	nonRoot: 'Run etcd, API server, controller manager and scheduler as users of their own.',
	extraFlags: "Flags added to the daemons' own, or put in their place, without the dashes.",
	extraFlagsOf: (daemon: string) => `Flags of ${daemon}.`,
	balancer: 'What stands before the API servers.',
	balancerKind: 'What balances: nginx, haproxy (which also asks each API server whether it is ready), or none.',
	onNodes: 'Also a balancer on every node: its kubelet and kube-proxy reach all API servers through 127.0.0.1.',
	localPort: 'Where the balancer of a node listens on 127.0.0.1.',
	vip: 'A virtual IP that the balancers hold between them.',
	vipKind: 'keepalived, or none: an endpoint that belongs to no host is then yours to bring.',
	vipAddress: 'The virtual IP, when endpoint.host is a name or another address.',
	vipInterface: "The network interface for it on every balancer, when it is not the one with the host's address.",
	routerId: 'The virtual router id of VRRP.',
	front:
		'A way to the applications on the hosts with the role balancer: TLS for *.domain ends there on 443, port 80 leads to it, and requests go on to Traefik on the nodes. Needs the addon traefik.',
	frontDomain: 'The domain whose names below it are served: the certificate is for *.domain.',
	frontTls: "A certificate of your own; without it the cluster's authority signs one.",
	ownPairCertificate: 'A PEM file with the certificate, and behind it those that lead to its root; relative to this file.',
	ownPairKey: 'A PEM file with its private key, not encrypted; relative to this file.',
	cni: 'The pod network.',
	cniKind: 'routed: a bridge on each node and routes between the nodes. flannel and calico: as DaemonSets. none: you install another one.',
	flannel: 'Only for cni.kind flannel.',
	flannelBackend: 'vxlan: packets between nodes travel in UDP, over any network. host-gw: by routes, where all hosts share one subnet.',
	calico: 'Only for cni.kind calico.',
	calicoEncapsulation: 'What packets between nodes travel in: UDP (vxlan), or IP in IP (ipip, with BGP between the nodes).',
	calicoMtu: "The MTU of pods. Without it, calico takes the hosts' and what the encapsulation needs off it.",
	dns: "The cluster's DNS.",
	dnsKind: 'coredns: names of Services resolve in pods. none: you install another one.',
	proxy: 'How Services are reached (kube-proxy).',
	proxyMode: 'What kube-proxy writes its rules with: iptables; nftables, from 1.31 and Linux 5.13 on; or ipvs, deprecated from 1.35 on.',
	httpProxy: 'An HTTP proxy between here and the internet. What belongs to the cluster is asked directly by itself.',
	httpProxyHttp: 'The proxy for http://, without user and password; also for https:// when no other one is told.',
	httpProxyHttps: 'The proxy for https://; also for http:// when no other one is told.',
	httpProxyNo: 'What else is asked directly: names, .domains, addresses, CIDRs.',
	httpProxyFor:
		"Who takes the proxy: kinstall's own downloads, the hosts' package manager, containerd, and only when told so kubelet and kube-apiserver.",
	httpProxyCredentials: 'A file with one line USER:PASSWORD, relative to this file.',
	registries: 'Registries of your own: mirrors that are asked before others, and places for your own images.',
	registryHost: 'The registry as image names begin with it: a name or an address, and a port.',
	registryMirrorOf: 'Registries whose images it has, too. It is asked before them.',
	registryPaths: 'Where it has the images of one of these, when that is not its root: a project of Harbor.',
	registryCa: 'The authority of its certificate, PEM, relative to this file.',
	registryPlainHttp: 'It speaks http without TLS.',
	registryCredentials: 'A file with one line USER:PASSWORD, relative to this file.',
	registryPullSecret: 'Credentials as a Secret of the cluster, which the default ServiceAccount of each namespace names.',
	registryNamespaces: 'The namespaces whose pods have it.',
	registryOnNodes: 'Whether containerd of every node has the credentials, for whichever pod.',
	time: 'Who sets the clocks of the hosts.',
	timeKind: 'host: what is there already is left alone. chrony: kinstall runs it on every host.',
	timeServers: 'NTP servers, by name or address. Only for time.kind chrony.',
	timeFrom: 'A host that gives the others its time, and alone asks the servers, if there are any. Only for time.kind chrony.',
	addons: 'What else runs in the cluster: addons that kinstall knows, by their kind, and manifests of your own, by their file.',
	addonFile: 'Kubernetes objects of your own, relative to this file: YAML with any number of documents.',
	metricsServer: 'metrics-server: what kubectl top and HorizontalPodAutoscalers ask how much pods and nodes use.',
	metricsReplicas: 'How many of it run; of two or more one stays up while nodes are drained.',
	traefik: 'Traefik: an ingress controller, which serves what Ingresses say on a port of the nodes.',
	traefikDomain: 'The domain below which applications have their names: the certificate is for *.domain.',
	traefikReplicas: 'How many of it run. Without it, one on each node that takes ordinary pods.',
	defaultClass: 'Whether it also takes Ingresses that name no class.',
	nodePorts: 'The ports on the nodes where it runs.',
	nodePortHttp: 'The port for http.',
	nodePortHttps: 'The port for https.',
	traefikTls: "A certificate of your own for names that no Ingress has another one for; without it the cluster's authority signs one.",
	headlamp: 'Headlamp: a web interface to the cluster. Everybody logs in with a token of their own and has its rights.',
	headlampHost: 'The name under which Traefik serves it, over TLS.',
	headlampPort: 'A port of every node that leads to it, without TLS.',
	artifacts: 'Where the binaries come from.',
	from: 'auto: the folder, the cache, mirrors, the official download, in this order. bundle: one file by `kinstall bundle create`, and nothing else.',
	path: "A folder with archives under upstream's own names, or the bundle, relative to this file.",
	url: 'The base URL of a mirror of every official place.',
	mirrors: 'Mirrors of your own, asked in their order; each file is checked by the same sum, wherever it came from.',
	mirrorsOf: {
		kubernetes: 'Base URLs in the place of https://dl.k8s.io.',
		etcd: 'Base URLs in the place of https://github.com/etcd-io/etcd/releases/download.',
		containerd: 'Base URLs in the place of https://github.com/containerd/containerd/releases/download.',
		runc: 'Base URLs in the place of https://github.com/opencontainers/runc/releases/download.',
		cniPlugins: 'Base URLs in the place of https://github.com/containernetworking/plugins/releases/download.',
		github: 'Base URLs in the place of https://github.com.',
		all: 'Base URLs of mirrors of every official place, which have it as HOST/PATH.',
	},
	preset: 'Public mirrors for a region, asked before the official places. cn: mainland China.',
	sums: 'published: checksums that upstream published. beside: for own builds, the .sha256 next to each file.',
	images: 'Image archives to import on every node, relative to the folder.',
	distribution: 'How binaries, packages and images come to the hosts.',
	compress: 'auto: what travels to a host is compressed where its link is so slow that it pays. Or never, or always.',
	limit: 'How much a second all hosts together may take. Without it, whatever the link gives.',
	atOnce: 'How many hosts take files at the same time. Without it, all do.',
};

const types: Readonly<Record<string, string>> = {
	string: 'text',
	number: 'a number',
	int: 'a whole number',
	boolean: 'true or false',
	object: 'a map',
	record: 'a map',
	array: 'a list',
	null: 'nothing',
};

/** Flags that a version does not know, or that are not the person's to set. */
const flags = {
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

const list = (values: readonly unknown[]): string => values.join(', ');
const more = (count: number): string => (count === 0 ? '' : count === 1 ? ' and of one more host' : ` and of ${count} more hosts`);

/** Reasons of problems in cluster.yaml: what is wrong, and why that matters where it is not plain. */
const reasons = {
	syntax: (file: string, line: number, column: number, detail: string) => `not valid YAML at ${file}:${line}:${column}: ${detail}`,
	unreadable: (file: string, detail: string) => `${file} is not valid YAML: ${detail}`,
	empty: (file: string) => `${file} is empty`,
	missing: 'missing',
	wrongType: (expected: string, actual: string) => `must be ${types[expected] ?? expected}, but is ${types[actual] ?? actual}`,
	quote: 'must be text: put it in quotes',
	notOneOf: (actual: unknown, values: readonly unknown[]) =>
		`is ${JSON.stringify(actual)}, but must be ${values.length > 1 ? 'one of ' : ''}${list(values)}`,
	unknownKey: (nearest: string | undefined, known: readonly string[]) =>
		nearest === undefined ? `unknown key; known here: ${list(known)}` : `unknown key; did you mean ${nearest}?`,
	tooSmall: (minimum: unknown) => `must be at least ${minimum}`,
	tooBig: (maximum: unknown) => `must be at most ${maximum}`,
	tooFew: (minimum: unknown) => `must have at least ${minimum} ${minimum === 1 ? 'entry' : 'entries'}`,
	tooMany: (maximum: unknown) => `must have at most ${maximum} entries`,
	badKey: 'is not allowed as a key here',

	upperCase: (name: string) => `${JSON.stringify(name)} has upper-case letters, which Kubernetes does not allow in a name`,
	spaces: (name: string) => `${JSON.stringify(name)} has a space in it`,
	underscore: (name: string) => `${JSON.stringify(name)} has an underscore, which is not allowed in a host name`,
	tooLong: (length: number, maximum: number) => `has ${length} characters; at most ${maximum} are allowed`,
	notName: (name: string) =>
		`${JSON.stringify(name)} is not a valid name: lower-case letters, digits and "-", with a letter or digit at both ends`,
	notHostName: (name: string) =>
		`${JSON.stringify(name)} is not a valid host name: lower-case letters, digits, "-" and ".", with a letter or digit at both ends of each part`,
	addressAsName: 'is an address; a host needs a name',
	localhost: 'every machine calls itself localhost',
	notAddress: (text: string) => `${JSON.stringify(text)} is not an IP address`,
	nameAsAddress: (text: string) => `${JSON.stringify(text)} is a name; an IP address is needed here, and ssh.host may hold the name`,
	uselessAddress: (text: string, kind: string) => `${text} is a ${kind} address, which the other hosts cannot reach`,
	notEndpoint: (text: string) => `${JSON.stringify(text)} is neither an IP address nor a DNS name`,
	notCidr: (text: string) => `${JSON.stringify(text)} is not a CIDR: an address, a slash and the length of the prefix`,
	noPrefix: (text: string) => `${text} is an address; a CIDR also has the length of the prefix`,
	notVersion: (text: string) => `${JSON.stringify(text)} is not a version: two or three numbers, or stable`,
	notLabelKey: (text: string) =>
		`${JSON.stringify(text)} is not a label's name: at most 63 letters, digits, "-", "_" and ".", after an optional DNS name and "/"`,
	notLabelValue: (text: string) => `${JSON.stringify(text)} is not a label's value: at most 63 letters, digits, "-", "_" and "."`,
	notWord: (text: string) => `${JSON.stringify(text)} must have no spaces and must not begin with "-"`,
	notPath: (text: string) => `${JSON.stringify(text)} is not a path`,
	notRate: (text: string) =>
		`${JSON.stringify(text)} is not a rate of at least 1kB/s: a number and kB/s, MB/s, GB/s, KiB/s, MiB/s or GiB/s`,
	notUrl: (text: string) => `${JSON.stringify(text)} is not an http or https URL`,

	notProxy: 'is not the address of a proxy: http or https, a host, and a port',
	proxyCredentials:
		'has a user or a password in it, and this file is shown and shared: they belong into a file, named by httpProxy.credentials',
	notDirect: (text: string) => `${JSON.stringify(text)} is neither a name, a .domain, an address nor a CIDR`,
	noProxyAddress: 'is missing: nothing says where the proxy is',

	registryScheme: (text: string) =>
		`${JSON.stringify(text)} has more than a host and a port: image names have no more, and plainHttp says whether there is TLS`,
	registryCredentials:
		'has credentials in it, and this file is shown and shared: they belong into a file, named by registries[].credentials',
	notRegistry: (text: string) =>
		`${JSON.stringify(text)} is not a registry as image names begin with it: a host with a dot in its name, or with a port`,
	notRegistryName: (text: string) => `${JSON.stringify(text)} is not the name of a registry as image names begin with it`,
	notRepositoryPath: (text: string) =>
		`${JSON.stringify(text)} is not a place in a registry: lower-case letters, digits, ".", "_" and "-", in parts between "/"`,
	registryTwice: (host: string, first: string) => `${host} is in ${first} already`,
	registryPlainCa: 'says of a certificate whose authority is, and plainHttp says that there is none',
	registryNoCredentials: 'is about credentials, and there are none',
	registryOwnMirror: 'is the registry itself',
	registryOtherPath: (name: string) => `mirrorOf does not say that it has the images of ${name}`,

	notCountry: (text: string) => `${JSON.stringify(text)} is not a country: two upper-case letters are needed`,
	notSubjectText: (text: string) => `${JSON.stringify(text)} must have 1 to 64 characters, with no spaces at its ends`,
	notInterface: (text: string) =>
		`${JSON.stringify(text)} is not the name of a network interface: up to 15 letters, digits, ".", "_" and "-"`,
	notFlagName: (text: string) => `${JSON.stringify(text)} is not a flag's name: lower-case letters, digits and "-", without leading dashes`,
	notFlagValue: (text: string) => `${JSON.stringify(text)} must be one word without quotes, "\\", "$" and ";": a unit's line holds it`,

	oldVersion: (version: string, oldest: string, newest: string) => `${version} is too old: ${oldest} to ${newest} can be installed`,
	newVersion: (version: string, oldest: string, newest: string) =>
		`${version} is not known to this kinstall: ${oldest} to ${newest} can be installed`,
	notExact: (version: string) => `${version} names no exact version, and nothing here says which one is meant`,
	noHosts: 'has no host',
	noControlPlane: 'no host has the role control-plane',
	noEtcd: 'no host has the role etcd',
	noNode: 'no host is a node, so no pod could run: add a worker, or let a control plane be a node',
	evenEtcd: (count: number, names: readonly string[]) =>
		`${count} hosts have the role etcd (${list(names)}); an even number survives no more failures than one less, so take ${count - 1} or ${count + 1}`,
	sameName: (name: string, path: string) => `${name} is already the name of ${path}`,
	sameAddress: (address: string, name: string) => `${address} is already the address of ${name}`,
	sameRole: (role: string) => `${role} is there twice`,
	severalLocal: (names: readonly string[]) => `only one host can be this machine, but these have local: true: ${list(names)}`,
	workerNoNode: 'a worker is a node: leave the role worker or node: false out',

	hostBitsSet: (cidr: string, right: string) => `${cidr} is an address within ${right}: the bits after the prefix must be zero`,
	specialRange: (cidr: string, kind: string) => `${cidr} is in a ${kind} range`,
	sameFamily: (one: string, other: string) => `${other} is of the same family as ${one}: only one range of each family is possible`,
	overlap: (one: string, what: string, other: string, otherWhat: string) => `${one} (${what}) overlaps ${other} (${otherWhat})`,
	coversHost: (cidr: string, what: string, name: string, address: string, others: number) =>
		`${cidr} (${what}) contains ${address}, the address of ${name}${more(others)}`,
	coversEndpoint: (cidr: string, what: string, host: string) => `${cidr} (${what}) contains ${host}, the endpoint`,
	pods: 'pods',
	services: 'services',
	familiesDiffer: (services: readonly string[], pods: readonly string[]) =>
		`services are ${list(services)}, but pods are ${list(pods)}: the same families are needed in the same order`,
	hostFamily: (name: string, actual: string, first: string) =>
		`${name} has an ${actual} address, but the cluster's first family is ${first}`,
	otherFamily: (other: string, address: string, family: string) =>
		`${other} is of the same family (${family}) as the host's address ${address}: a further address is of the other one`,
	routedFamily: (cidr: string, family: string, name: string, others: number) =>
		`${cidr} needs routes over ${family}, but hosts[].addresses lacks the ${family} address of ${name}${more(others)}: add it, leave the range out, or set cni.kind to none`,
	dualStackVersion: (version: string, since: string) =>
		`${version} runs pods and Services of one family: two are possible from ${since} on`,
	podsTooMany: (cidr: string, mask: number, bits: number) =>
		`the controller manager cannot cut ${cidr} into parts of /${mask}: at most ${bits} bits may lie between`,
	podsTooFew: (cidr: string, prefix: number, fit: number, nodes: number) =>
		`${cidr} has room for ${fit} nodes (each gets a /${prefix}), but there are ${nodes}`,
	servicesTooLarge: (cidr: string, widest: number) => `${cidr} is larger than the API server allows: /${widest} at most`,
	servicesTooSmall: (cidr: string, narrowest: number) =>
		`${cidr} is too small: /${narrowest} is the least, as the DNS gets the tenth address`,

	endpointIsName: (name: string) => `${name} is the name of a host, which the other hosts cannot resolve: take its address`,
	endpointNobody: (host: string, name: string) =>
		`${host} is ${name}, which is neither a control plane nor a balancer: nothing would answer there`,
	endpointPortTaken: (name: string, port: number) =>
		`${name} is balancer and control plane at once: its API server already listens on ${port}, so the balancer needs another port`,
	endpointPortUsed: (name: string, port: number, what: string) => `on ${name}, port ${port} belongs to ${what}`,
	endpointPortWrong: (name: string) => `the API server of ${name} listens on 6443, and no balancer stands before it`,
	theEndpoint: 'the endpoint',
	frontNobody: 'serves on hosts with the role balancer, and there is none',
	frontNoIngress: 'passes requests to Traefik, and addons has none',
	frontPort: (port: number, field: string) => `serves on 80 and 443 of the balancers, and ${field} is ${port}`,
	starDomain: 'names the domain alone: the star stands for every name below it',
	hostNoIngress: 'needs the addon traefik, which would serve that name',
	nodePortSame: (port: number) => `${port} is the port for http already`,
	nodePortRange: (port: number, range: string) => `${port} is outside of ${range}, from which API servers give Services ports on nodes`,
	noBalancer: (kind: string) => `is ${kind}, but no host has the role balancer`,
	noneOnNodes: 'is none, but balancer.onNodes asks for a balancer on every node',
	vipIdle:
		'says something of a virtual IP, but keepalived holds none: give endpoint.host an address of no host, and several hosts the role balancer',
	timeNeedsSource: 'is needed, or time.from: chrony must take the time from somewhere',
	timeIdle: 'is only for time.kind chrony: the clocks of the hosts are left alone',
	timeNobody: (name: string) => `${name} is the name of no host`,
	vipNobody: 'keepalived holds a virtual IP on hosts with the role balancer, and there is none',
	vipUnknown: (host: string) => `is needed, as the endpoint (${host}) is no address that belongs to no host`,
	vipTaken: (address: string, name: string) => `${address} is the address of ${name}: a virtual IP belongs to no host`,
	vipFamily: (address: string, family: string, name: string) => `${name} has no ${family} address, so it cannot hold ${address}`,
	balancerUnused: (names: readonly string[]) => `is none, but these hosts have the role balancer: ${list(names)}`,
	daysOverCa: (days: number, caDays: number) => `certificates would be valid for ${days} days, longer than their authority (${caDays})`,
	ownUnused: (id: string) => `pki.authorities is one, so pki.own.ca would sign everything and ${id} nothing: leave it out, or have three`,
	nftablesVersion: (version: string, since: string) => `kube-proxy of ${version} cannot use nftables: that needs ${since} or later`,
	podSecurityVersion: (version: string, since: string) =>
		`kube-apiserver of ${version} has no Pod Security admission: it is there from ${since} on`,
	auditNeedsPolicy: 'is needed when security.audit is policy',
	policyUnused: (audit: string) => `would not be read: security.audit is ${audit}`,
	auditBothKinds: 'a rule is for resources or for other URLs, not for both: no API server starts with that',
	auditTwoRules: 'a rule for each',
	auditUrl: (url: string) => `"${url}" is no path of a URL: it begins with /, and * may stand at its end alone`,
	auditGroup: (group: string) => `"${group}" is no API group: it is named without its version, and that of pods and Secrets is ""`,
	auditNames: 'names need the resources that they are names of',
	inDocument: (file: string, document: number) => `${file}: document ${document}`,
	manifestWord: 'must be one word without spaces',
	manifestKind: 'is no kind: it begins with an upper-case letter and has letters and digits alone',
	manifestList: 'is no object: let each of its items be a document of its own',
	objectTwice: (object: string, by: string) => `${object} is there twice: ${by} has it`,
	objectOfAddon: (addon: string) => `kinstall's addon ${addon}`,
	addonTwice: (what: string, path: string) => `${what} is already ${path}`,
	addonUnreached: (addon: string, host: string, cni: string) =>
		`the API server of ${host} could not ask ${addon}: that host is no node, and ${cni} leads to pods from nodes alone; let it be a node, or take routed`,
	fromNeeds: (from: string) => `is needed when artifacts.from is ${from}`,
};

/** Reasons of problems in what was typed or pasted in the wizard. */
const pasted = {
	nothing: 'nothing was given',
	notRange: (text: string) => `${JSON.stringify(text)} is neither an address nor a range of addresses`,
	reversed: (first: string, last: string) => `the range ends (${last}) before it begins (${first})`,
	tooMany: (count: string, maximum: number) => `the range has ${count} addresses; at most ${maximum} can be taken at once`,
	mixed: 'a range must begin and end in the same family',
	twice: (what: string) => `${what} is there twice`,
	noAddress: 'no IP address in this line',
	twoAddresses: 'more than one IP address in this line',
};

/** Why a host of somebody else's file cannot be taken. */
const imported = {
	noAddress: (text: string) => `${JSON.stringify(text)} is a name, and the text gives no address for it`,
	twice: (what: string, by: string) => `${what} is there twice: ${by} has it`,
};

/** Texts of the `spec` room: plain strings, or functions that put values into a sentence. */
export const spec = {title: 'A cluster for kinstall', fields, reasons, flags, pasted, imported};
