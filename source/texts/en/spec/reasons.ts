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

const list = (values: readonly unknown[]): string => values.join(', ');
const more = (count: number): string => (count === 0 ? '' : count === 1 ? ' and of one more host' : ` and of ${count} more hosts`);

/** Reasons of problems in cluster.yaml: what is wrong, and why that matters where it is not plain. */
export const reasons = {
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
	zoneNobody: (name: string) => `${name} is no host of this cluster`,
	zoneForwardIdle: 'kinstall runs no name server that could forward: zone.on is absent',
	notExport: (text: string) => `${JSON.stringify(text)} is not an absolute path, which an NFS server exports`,
	notAcmeServer: "is not an https URL of an ACME authority's directory, without user and password",
	notEmail: (text: string) => `${JSON.stringify(text)} is not an address of e-mail`,
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
	registryOfDocker: 'Docker Hub answers at another name than its images have: name that, with mirrorOf: [docker.io]',
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
	nodePortTaken: (port: number) => `${port} is one of Traefik's ports on the nodes`,
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
	certManagerVersion: (version: string, since: string) => `cert-manager 1.21 does not run on ${version}: it needs ${since} or later`,
	issuerKind: 'must say with one of selfSigned, ca and acme who signs',
	issuerTwice: (name: string, path: string) => `${name} is already ${path}`,
	addonUnreached: (addon: string, host: string, cni: string) =>
		`the API server of ${host} could not ask ${addon}: that host is no node, and ${cni} leads to pods from nodes alone; let it be a node, or take routed`,
	pullNeedsMirror: 'is needed when distribution.from is mirror and artifacts.from is folder: hosts would have nobody to ask',
	pullFromBundle: 'an install from a bundle makes no connection but ssh, so that its hosts ask no mirror',
	pullCredentials: 'holds a password, and hosts shall ask there (distribution.from): it would stand in the plan and on their command lines',
	fromNeeds: (from: string) => `is needed when artifacts.from is ${from}`,
};
