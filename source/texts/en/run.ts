/** Texts of the runs and their scripts: plain strings, or functions that put values into a sentence. */
import {verdict} from './run/verdict.ts';

type Cause = {readonly pattern: RegExp; readonly cause: string; readonly mend: string};

const causes: readonly Cause[] = [
	{
		pattern: /^other bytes: /m,
		cause: 'a mirror has another file than the one that was verified here',
		mend: 'Put the right file there, or take that mirror out of artifacts.mirrors in cluster.yaml, then apply again.',
	},
	{
		pattern: /address already in use/i,
		cause: 'another program holds the port',
		mend: 'On that host `ss -ltnp` names it; stop it, then retry.',
	},
	{pattern: /no space left on device/i, cause: 'the disk is full', mend: 'Make room on that host (`df -h`), then retry.'},
	{
		pattern: /certificate has expired or is not yet valid|is not yet valid/i,
		cause: "the host's clock is off",
		mend: 'Compare `date` on the hosts, set the clock right, then retry.',
	},
	{
		pattern: /sudo: a password is required|sudo: a terminal is required/i,
		cause: 'sudo asks for a password',
		mend: 'Let this user run sudo without one (NOPASSWD in /etc/sudoers.d), or connect as root.',
	},
	{
		pattern: /Unit kinstall-\S+ (already exists|was already loaded)/i,
		cause: 'another kinstall works on this host',
		mend: 'Wait for it, or end it there with `systemctl stop "kinstall-*"`, then retry.',
	},
	{
		pattern: /Unable to locate package|[EW]: Failed to fetch|has no installation candidate/i,
		cause: 'the package source of the host does not answer or lacks the package',
		mend: 'Try `apt-get update` on that host and mend its sources, then retry.',
	},
	{
		pattern: /request cluster ID mismatch|cluster ID mismatch/i,
		cause: "etcd's data belongs to another cluster",
		mend: 'If the data in /var/lib/etcd of that host is of no use, move it away, then retry.',
	},
	{
		pattern: /has already been bootstrapped/i,
		cause: "this member's data is gone, but the other members still know it",
		mend: 'Take the member out with `etcdctl member remove` and add it again, then retry.',
	},
	{
		pattern: /database space exceeded/i,
		cause: 'etcd has used up its space',
		mend: 'Compact and defragment it (`etcdctl compact`, `etcdctl defrag`), clear the alarm, then retry.',
	},
	{
		pattern: /x509: certificate signed by unknown authority/i,
		cause: 'the other side shows a certificate of another authority',
		mend: 'Something there still runs with certificates of an earlier install: compare them with `kinstall diff`, then retry.',
	},
	{
		pattern: /x509: certificate is valid for .*, not /i,
		cause: 'a certificate lacks the name or address that is asked for',
		mend: 'Add it to `pki.names` in cluster.yaml, and begin the installation again.',
	},
	{
		pattern: /running with swap on is not supported/i,
		cause: 'swap is on',
		mend: 'Switch it off on that host (`swapoff -a`, and in /etc/fstab), then retry.',
	},
	{
		pattern: /misconfiguration: kubelet cgroup driver/i,
		cause: 'kubelet and containerd use different cgroup drivers',
		mend: 'See with `kinstall diff` whether somebody changed /etc/containerd/config.toml, then retry.',
	},
	{
		pattern: /exec format error/i,
		cause: 'the binary is for another kind of CPU',
		mend: 'Take artifacts for the CPU of that host (`uname -m`), then retry.',
	},
	{
		pattern: /Could not get lock|is locked by another process/i,
		cause: 'another program is installing packages on this host',
		mend: 'Wait until it has ended, then retry.',
	},
	{
		pattern: /Read-only file system/i,
		cause: 'the file system can only be read',
		mend: 'See in `dmesg` of that host why, and mount it writable, then retry.',
	},
	{
		pattern: /too many open files/i,
		cause: 'the host allows too few open files or watches',
		mend: 'Raise fs.inotify.max_user_instances and the limit of open files there, then retry.',
	},
	{
		pattern: /oom-kill|out of memory/i,
		cause: 'the host has no memory left',
		mend: 'Stop something there, or give it more memory, then retry.',
	},
	{pattern: /Unit \S+ is masked/i, cause: 'the unit is masked there', mend: '`systemctl unmask` it on that host, then retry.'},
	{
		pattern: /unknown flag|flag provided but not defined/i,
		cause: 'a flag is unknown to this version',
		mend: 'Correct `extraFlags` in cluster.yaml, and begin the installation again.',
	},
	{
		pattern:
			/^(mux_client_\w+: |client_loop: |ssh: connect to host |Timeout, server |Connection (closed|reset) by |Connection timed out during banner)/m,
		cause: 'the connection to the host broke',
		mend: 'Is it up, is its cable plugged in? When `ssh` reaches it again, retry: what is done stays done.',
	},
	{
		pattern: /no route to host|i\/o timeout/i,
		cause: 'another host does not answer: a firewall, or no route',
		mend: 'Look at firewall and routes between the two, then retry.',
	},
];

export const run = {
	causes,
	exited: (code: number) => `the command ended with exit code ${code}`,
	noPackager: 'Install them with the package manager of this host, then retry.',
	notes: {
		issuedAnew: (crt: string, added: string, removed: string) =>
			`${crt} is issued anew for the same key, as its names changed: ${[...(added ? [`${added} added`] : []), ...(removed ? [`${removed} removed`] : [])].join('; ')}`,
		certificatesKeep: (count: number, found: number, wanted: number) =>
			count === 1
				? `1 certificate keeps the lifetime it was made with (${found} days, not ${wanted}): renew it by removing it from pki/`
				: `${count} certificates keep the lifetime they were made with (${found} days, not ${wanted}): renew them by removing them from pki/`,
		authoritiesKeep: (count: number, found: number, wanted: number) =>
			count === 1
				? `1 authority keeps the lifetime it was made with (${found} days, not ${wanted}): a new one means removing it and everything it signed from pki/`
				: `${count} authorities keep the lifetime they were made with (${found} days, not ${wanted}): new ones mean removing them and everything they signed from pki/`,
		signedElsewhere: (authority: string) =>
			`${authority} has no key here: what it signs is signed elsewhere, now and at each renewal, from the requests in pki/requests/`,
		notTried: (version: string, supported: string) =>
			`${version} is not among the versions that are tried on hosts (${supported}): its flags and files follow from the same rows, but nobody installed it`,
		anonymousOpen: (flag: string) =>
			`anonymous requests are not limited to health checks: the API server takes no file for that beside ${flag} of extraFlags`,
		ipvsDeprecated: (since: string) =>
			`kube-proxy's mode ipvs is deprecated since ${since} and will be removed: nftables takes its place, and a later apply can change the mode`,
		renewalsByPerson:
			"Nobody approves renewals of kubelets' serving certificates (security.approver: false): a person must, with `kinstall csr`, before they end, or logs and exec fail.",
		endpointOutside: (at: string, targets: string) =>
			`the endpoint ${at} is yours to bring: nothing that kinstall installs answers there. It must lead to ${targets}, as TCP, before 36-kubectl`,
		vipAlone: (address: string, host: string) => `${address} has nowhere to go: ${host} is the only balancer`,
		balancersIdle: (address: string, host: string, names: string) =>
			`clients go to ${address} alone, which is ${host}: without it they find none of ${names}. An endpoint that is an address of no host would move between them`,
		noRequests:
			"nobody in this cluster can sign certificate requests: the kubelets' certificates are planned as files, 55-kubelet waits for no approval, there are no bootstrap tokens and no 42-cluster-info, and the kubelets renew nothing by themselves",
		noResolver:
			'no node has a name server in /etc/resolv.conf: CoreDNS answers for the cluster alone, without `forward` and `loop`, and a name outside of it fails at once',
		someResolvers: (hosts: string) => `CoreDNS keeps away from ${hosts}: there is no name server in /etc/resolv.conf that it could ask`,
		acmeNotRun: 'no certificate was ever asked of an ACME authority by those who made kinstall: API server and webhook took the issuer',
		nfsNotRun:
			'the provisioner of NFS volumes was never run by those who made kinstall: an API server took its objects, no node had its image',
		calicoNotRun: 'calico was never run by those who made kinstall: an API server took its objects, no node had its images',
		podsUnreached: (hosts: string, network: string) =>
			`${hosts}: a control plane that is no node has no way to pods over ${network}: its API server reaches no webhook and no aggregated API that runs in a pod`,
	},

	/** What a plan takes for granted of a host that was not looked at. */
	assumes: {
		notLooked: (host: string) => `${host}: not looked at yet; assumes amd64`,
		inFile: (host: string, place: string, what: string) => `${host} ${place}: assumes ${what}`,
		facts: {
			cgroup: 'cgroup v2',
			sysResource: 'CAP_SYS_RESOURCE',
			ownClock: 'a clock of its own',
			conntrack: "a connection table that is the host's own",
			resolver: 'that every node has a name server',
			devices: 'the interface eth0',
		},
	},
	/** Titles of phases by id. In English they are in the plan: another language has its own here. */
	phases: {} as Readonly<Record<string, string>>,

	/** Addons: pods that do not get ready. */
	pods: {
		waits: (what: string) => `${what} rolls out`,
		image: (image: string, message: string) => `the image ${image} does not come${message ? `: ${message}` : ''}`,
		imageNext: (image: string) =>
			`Can that host reach the registry? Where it cannot, bring the image along: an archive that holds ${image}, named in artifacts.images.`,
		notMade: (container: string, message: string) => `its container ${container} cannot be made: ${message}`,
		crashes: (container: string, times: number, code: number) =>
			`its container ${container} ended with exit code ${code} and was started again ${times === 1 ? 'once' : `${times} times`}`,
		unscheduled: (message: string) => `no node takes it: ${message}`,
		notReady: (phase: string) => `it runs but is not ready (${phase})`,
		none: 'no pod was made for it, or their number is not the planned one',
		failed: (what: string, pod: string | undefined, node: string | undefined, reason: string) =>
			`${what} does not get ready: ${pod ? `${pod}${node ? ` on ${node}` : ''}: ` : ''}${reason}`,
		next: (namespace: string) => `\`kubectl -n ${namespace} describe pods\` says more. Mend it, then retry: what is done stays done.`,
	},
	comesOverSsh: (name: string) => `${name} comes over ssh: no mirror gave it`,
	waitsForClient: 'its client certificate waits for approval',
	waitsForServing: 'its serving certificate waits for approval',
	notJoined: (words: string) => `the kubelet got no client certificate: ${words.trim()}`,
	notJoinedNext: 'Was its request denied? Retry makes a new one.',
	verdict,
	user: {
		systemName: (name: string) => `${name}: this name and those that begin with system: belong to Kubernetes itself`,
		personName: (name: string) =>
			`"${name}" is no name for a user: up to 63 letters, digits and . _ @ - are, with a letter or digit at both ends`,
		accountName: (name: string) =>
			`"${name}" is no name for a ServiceAccount: up to 63 lower-case letters, digits, . and - are, with a letter or digit at both ends`,
		masters: (group: string) =>
			`who is in ${group} may do everything, and as certificates cannot be revoked, nothing can take that from one person alone before its end; --cluster-admin gives the same rights by a ClusterRoleBinding, which can be removed`,
		systemGroup: (group: string) =>
			`${group}: groups that begin with system: belong to Kubernetes itself, and their rights could not be taken away again`,
		groupName: (group: string) =>
			`"${group}" is no name for a group: 1 to 64 characters are, without control characters or spaces at the ends`,
		accountGroups: 'a ServiceAccount is in the groups that Kubernetes puts it in, and in no other',
		noRights: 'the user would have no rights: say --cluster-admin, --role, or (with a certificate) --group',
		days: 'a whole number of days from 1 to 36500',
		roleForm: (typed: string) => `"${typed}" is not NAMESPACE/ROLE`,
		noNamespace: (namespace: string) => `the cluster has no namespace ${namespace}; nothing was changed`,
		noRole: (namespace: string, role: string) =>
			`neither is there a Role ${role} in ${namespace}, nor a ClusterRole of that name; nothing was changed`,
		someRoles: 'view, edit and admin are in every cluster.',
	},
	notCredentials: (file: string) => `${file} must hold one line USER:PASSWORD`,
	noCertificate: (file: string) => `${file} holds no certificate in PEM that can be read`,
	notPrivate: (directory: string) =>
		`${directory} is not a directory that belongs to you alone (mode 0700): somebody else may have made it. Look at it, and remove it`,
	otherKey: (seen: string, shown: string) => `the host shows the key ${seen} now, not ${shown}: it was not accepted`,
	reachable: 'reachable',
	noAnswer: 'it did not answer in time',
	watchEnded: (code: number) => `the look at the cluster ended with exit code ${code}`,
	shell: {
		begins: (host: string, at: string) => `A shell on ${host} (${at}). "exit" brings you back to kinstall; what it does goes on meanwhile.`,
		thisMachine: 'this machine',
		unknown: (host: string, file: string) => `no host of ${file} is called ${host}`,
		unreached: 'the host could not be reached, or the connection broke',
	},
	stopped: 'stopped on request',
	killed: 'its process is gone, and said no last word: it was killed, or the machine was switched off',
	killedNext: 'Begin the installation again: what is done stays done.',
	unreadable: (code: string) => (code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`),
	noYaml: 'a cluster file ends in .yaml or .yml',
	ownFileUnreadable: (file: string, code: string) => `${file} cannot be read (${code})`,
	noPodCidrs: (words: string) => `it does not hold a list of CIDRs for each host: ${words}`,
	noJson: (words: string) => `it is no JSON: ${words}`,
	noJsonExample: 'remove it; `kinstall check` writes it anew',
	endless: 'an alias stands inside its own anchor, so the file has no end',
	noFolder: (code: string) => `it cannot be used as a folder (${code})`,
	unwritable: (code: string) => `kinstall cannot write in the cluster's folder (${code})`,
	unwritableExample:
		'make it a folder that you own and may write in, or copy cluster.yaml and pki/ to one: kinstall plan -f ./demo/cluster.yaml',
	foreignFolder: (entries: number) => `it holds ${entries} ${entries === 1 ? 'thing' : 'things'} and no plan; they would be lost`,
	planExample: 'kinstall plan -o ./plan-of-today',
	otherPlan: 'another version of kinstall wrote this plan',
	otherPlanExample: 'write it anew: kinstall plan -f ./demo/cluster.yaml',
	unreadableExample: 'kinstall apply -f ./demo/cluster.yaml',
	noManifest: 'it is no docker-archive: it holds no manifest.json',
	noManifestNext: 'Make it with `docker save` or `ctr images export`.',
	noImage: 'this image archive is not there',
	noImageNext: 'Correct `artifacts.images` or `artifacts.path` in cluster.yaml.',
	noControlPlane: 'no control plane answers:',
	check: {
		names: (who: readonly string[]) =>
			[
				`port 53 is taken by ${who.join(', ')}`,
				'kinstall-names.service, which answers for the zone, wants to listen there',
				'Stop it or move it to another address, or name another host in `zone.on`.',
			] as const,
		port: (port: number, unit: string) =>
			[
				`port ${port} is taken by another program`,
				`${unit} wants to listen there`,
				`See who it is with \`ss -ltnp sport = :${port}\`, and stop it or move it.`,
			] as const,
		disk: (path: string, free: number, need: number) =>
			[`${path} has ${free} MiB free, ${need} MiB are needed`, 'binaries and data would not fit', `Make room on ${path}.`] as const,
		systemd: (version: number, need: number) =>
			[
				`its systemd is ${version}, and the unit that approves renewals (security.approver) needs ${need}`,
				'an older one does not know LoadCredential=, by which that unit is handed its key: it would not start',
				'Set security.approver to false in cluster.yaml and approve renewals with `kinstall csr`, or take a newer release of the system (Debian 11, Ubuntu 22.04).',
			] as const,
		clock: (seconds: number) =>
			[
				`its clock is ${seconds.toFixed(1)} s off`,
				'certificates look expired or not yet valid, and etcd and leases suffer',
				'Set the clock right (chrony, systemd-timesyncd).',
			] as const,
		address: (address: string) =>
			[
				`none of its interfaces has ${address}`,
				'its daemons listen on that address',
				'Correct `address` in cluster.yaml, or the network of the host.',
			] as const,
		twin: (other: string) =>
			[
				`it has the same machine-id as ${other}`,
				'one is a copy of the other; network and journal mix them up',
				'Remove /etc/machine-id there and run systemd-machine-id-setup.',
			] as const,
		hostname: (name: string, other: string) =>
			[
				`it calls itself ${name}, as ${other} does`,
				'their logs cannot be told apart, and one may be a copy of the other',
				'Give it a name of its own with `hostnamectl set-hostname`.',
			] as const,
		mac: (mac: string, other: string) =>
			[
				`its interface has the hardware address ${mac}, as that of ${other}`,
				'on one network packets would go now to the one, now to the other',
				'Give the copied machine a hardware address of its own.',
			] as const,
		clocks: (seconds: number, other: string) =>
			[
				`its clock is ${Math.abs(seconds).toFixed(1)} s ${seconds > 0 ? 'ahead of' : 'behind'} that of ${other}`,
				'etcd complains of more than a second between its members, and leases are judged by clocks',
				'Let all hosts take their time from one source (chrony, systemd-timesyncd).',
			] as const,
		mtu: (mtu: number, other: string, usual: number) =>
			[
				`its interface has an MTU of ${mtu}, that of ${other} ${usual}`,
				'large packets may get lost between them, while small ones pass',
				'Set the same MTU on all hosts.',
			] as const,
		route: (to: string, device: string, cidr: string, what: string, narrow: boolean) =>
			[
				`its route to ${to} (${device}) overlaps ${cidr} (${what})`,
				narrow
					? 'what the cluster sends there would leave by that route'
					: 'that part of the other network could not be reached from this host any more',
				'Choose another range in cluster.yaml (screen Network), or take the route away.',
			] as const,
		ipvs: (modules: readonly string[]) =>
			[
				`its kernel has no ${modules.join(', ')}, and proxy.mode is ipvs`,
				'kube-proxy would not start, and no Service would be reachable from that host',
				'Set proxy.mode to nftables (Kubernetes 1.31 and later) or iptables in cluster.yaml, or install a kernel with these modules.',
			] as const,
		network: (files: readonly string[], kind: string) =>
			[
				`${files.join(', ')} in /etc/cni/net.d is not of cni.kind ${kind}`,
				'containerd takes the first by name, so pods could get another network than their neighbours',
				'Remove what is left over. A cluster that stands keeps its network: set cni.kind back, or reset the hosts and install anew.',
			] as const,
		httpProxy: {
			away: (proxy: string, said: 'refused' | 'silent' | 'unknown') =>
				[
					`${{refused: 'nothing listens at', silent: 'no answer comes from', unknown: 'it knows no address of'}[said]} the HTTP proxy ${proxy}`,
					'packages and images shall come through it (httpProxy.for)',
					'Start the proxy, open the way to it, or correct httpProxy in cluster.yaml.',
				] as const,
			credentials: (proxy: string, status: number, file: string | undefined) =>
				[
					`the HTTP proxy ${proxy} refuses it: ${file === undefined ? 'it wants credentials' : `it does not take the credentials of ${file}`} (${status})`,
					'packages and images shall come through it (httpProxy.for)',
					file === undefined ? 'Name a file with USER:PASSWORD in httpProxy.credentials.' : `Correct ${file}: one line USER:PASSWORD.`,
				] as const,
			answers: (proxy: string, status: number) =>
				[
					`the HTTP proxy ${proxy} gives it no way to the registry of the sandbox image: it answers ${status}`,
					'containerd shall pull images through it (httpProxy.for)',
					'Let the proxy allow that host and that registry, bring the images along (artifacts.images), or take containerd out of httpProxy.for.',
				] as const,
		},
		mirror: {
			lacks: (programs: readonly string[]) =>
				[
					`it has no ${programs.join(', no ')}, and shall take binaries from mirrors by itself`,
					'distribution.from is mirror: hosts download with curl or wget, and unpack with tar and gzip',
					`Install there: ${programs.map(name => name.split(' ')[0]).join(', ')}, and ca-certificates for https; on Debian and Ubuntu with apt-get install. Or set distribution.from to ssh.`,
				] as const,
			away: (url: string, why: string) =>
				[
					`it cannot take ${url}: ${why}`,
					'it shall take binaries from there by itself (distribution.from); other places are asked then, and what none of them has comes over ssh',
					'Mend the mirror or the way to it from this host, or correct artifacts.mirrors in cluster.yaml.',
				] as const,
			troubles: {
				refused: (words: string) => `no connection comes about (${words})`,
				silent: () => 'no answer comes from there',
				unknown: () => 'this host knows no address of it, or of the proxy',
				certificate: (words: string) => `its certificate is not one that this host trusts (${words})`,
				answers: (status: string) => `the answer is ${status}`,
				other: (words: string) => `it fails (${words})`,
			},
		},
		nft: (version: string, need: string) =>
			[
				`its nft is ${version}, and kube-proxy with nftables needs ${need}`,
				'kube-proxy would not start, and no Service would be reachable from that host',
				'Set proxy.mode to iptables in cluster.yaml, or install a newer nftables.',
			] as const,
		advertised: (device: string) =>
			[
				`its default route over IPv6 (${device}) comes by router advertisements, and the kernel heeds none once the host forwards packets, as nodes do`,
				'the route runs out some time after the install, and what is beyond the network cannot be reached over IPv6',
				`Write net.ipv6.conf.${device}.accept_ra = 2 to a file below /etc/sysctl.d and run sysctl --system, or give the host a route of its own.`,
			] as const,
		neighbour: (address: string, name: string, others: number) =>
			[
				`it reaches ${address} (${name})${others === 0 ? '' : ` and ${others} more`} by a gateway only`,
				'this pod network sends packets of pods straight to their node, and a gateway between does not know where pods are',
				'Take `cni.kind` `flannel` with the backend `vxlan`, or bring the nodes into one subnet.',
			] as const,
		notInBundle: (names: readonly string[]) =>
			[
				`packages are missing: ${names.join(', ')}, and the bundle does not bring them for this distribution`,
				'nothing is fetched from elsewhere where an install comes from a bundle',
				'Install them by hand, or make the bundle again on a machine of this distribution: kinstall bundle create.',
			] as const,
		packages: (names: readonly string[]) =>
			[
				`packages are missing: ${names.join(', ')}`,
				'kubelet, kube-proxy or the balancer call these programs, and without apt kinstall installs none',
				'Install them, or what your distribution has in their place, by hand.',
			] as const,
		vip: {
			taken: (address: string, mac: string) =>
				[
					`${address} is somebody's already: ${mac} answers for it`,
					"two machines with one address take each other's connections",
					'Choose an address that is free, or switch off what has it.',
				] as const,
			ofHost: (address: string) =>
				[
					`it has ${address} on an interface, and not from kinstall`,
					'the virtual IP is to move between the balancers',
					'Take it off there, with whatever put it there.',
				] as const,
			otherNetwork: (address: string, device: string) =>
				[
					`${address} is not of the network on ${device}`,
					'the hosts there would not find it, as they look for it among their neighbours',
					'Choose an address of that network, or name the interface: `balancer.vip.interface`.',
				] as const,
			noDevice: (address: string) =>
				[
					`no route tells which interface ${address} belongs on`,
					'keepalived puts it on one',
					'Name it: `balancer.vip.interface`.',
				] as const,
			lacksDevice: (device: string) =>
				[
					`it has no interface ${device}`,
					'keepalived would not start',
					'Correct `balancer.vip.interface`: it counts for every balancer.',
				] as const,
		},
		endpoint: {
			refused: (at: string, hosts: readonly string[], targets: readonly string[]) =>
				[
					`nothing listens at ${at} yet, asked from ${hosts.join(', ')}`,
					'it is yours to bring, and the nodes find the API servers there',
					`It must lead to ${targets.join(', ')} before 36-kubectl.`,
				] as const,
			silent: (at: string, hosts: readonly string[], targets: readonly string[]) =>
				[
					`${at} does not answer, asked from ${hosts.join(', ')}`,
					'it is yours to bring, and the nodes find the API servers there',
					`Is the way there open? It must lead to ${targets.join(', ')} before 36-kubectl.`,
				] as const,
			unknown: (at: string, hosts: readonly string[], targets: readonly string[]) =>
				[
					`the name of ${at} has no address on ${hosts.join(', ')}`,
					'it is yours to bring, and the nodes find the API servers there',
					`Let it be known there, in DNS or /etc/hosts; it must lead to ${targets.join(', ')}.`,
				] as const,
		},
		prepared: {
			packages: (names: readonly string[]) =>
				[
					`packages are missing: ${names.join(', ')}`,
					'kubelet, kube-proxy or the balancer call these programs',
					'The install gets them with apt; reset removes what came with them.',
				] as const,
			swap: (swaps: readonly string[]) =>
				[
					`it swaps to ${swaps.join(', ')}`,
					'the kubelet does not start while there is swap',
					'The install turns it off, in /etc/fstab, too; reset turns it on again.',
				] as const,
			modules: (names: readonly string[]) =>
				[
					`kernel modules are not loaded: ${names.join(', ')}`,
					'containers need overlay file systems, and Services need to see bridged packets, or what proxy.mode asks for',
					'The install loads them, now and at each boot; reset takes that back.',
				] as const,
			sysctls: (lines: readonly string[]) =>
				[
					`kernel parameters are otherwise than ${lines.join(', ')}`,
					'packets of pods are forwarded by the host, and must pass its rules',
					'The install sets them and notes what they were; reset puts that back.',
				] as const,
		},
		otherPlan: () =>
			[
				'the plan would be another one by now',
				'what is installed is what was shown',
				'Go back to the preview, look at the hosts again there, and read the new plan.',
			] as const,
		passedOver: (where: string, what: string) => `${where} does not have the right ${what}: another place was asked`,
		unprepared: 'nothing can travel to the hosts before it is here, whole and checked',
		unlooked: 'the hosts could not all be looked at',
		unpreparedNext: 'Mend that, then look again.',
		drift: (fields: string) =>
			[
				`it is not as it was when the plan was made: ${fields}`,
				'the plan would no longer be right for it',
				'Look at the change, then accept it: with `kinstall check`, or by looking at the hosts again on the preview.',
			] as const,
		shownKey: (what: string, fingerprint: string) => `${what} It shows ${fingerprint}`,
		connection: 'nothing can be done on a host that cannot be reached',
	},
	keysLost: (slots: readonly string[], hosts: readonly string[], file: string) =>
		[
			`the API servers read with what pki/encryption.yaml lacks (${slots.join('; ')})`,
			`${file} on ${hosts.join(', ')} has it: copy these providers with their keys from there into pki/encryption.yaml, for the same resources and behind the first provider, then retry. Without them nobody can read what was written with them.`,
		] as const,
	foreignFile: (file: string) =>
		[
			`${file} of this host cannot be read as an EncryptionConfiguration`,
			'Put it right there, or move it away if no Secret was written with its keys, then retry.',
		] as const,
	secretsLeft: (keys: readonly string[]) =>
		[
			`${keys.length} ${keys.length === 1 ? 'Secret is' : 'Secrets are'} still written as before, ${keys[0]} among them`,
			'See in the pane why the API server does not take them, then retry: what is written anew stays.',
		] as const,
	secretsRewritten: (count: number) => (count === 1 ? '1 Secret written anew' : `${count} Secrets written anew`),
	addonForeign: (objects: readonly string[]) =>
		[
			`${objects.join(', ')} ${objects.length === 1 ? 'was' : 'were'} installed by somebody else`,
			`Leave the addon out of cluster.yaml, or delete what is there. To hand it over to kinstall as it is: kubectl label -n NAMESPACE KIND NAME kinstall/addon=mine, then retry.`,
		] as const,
	addonAsked: (path: string) => `${path} is asked for`,
	addonSilent: (path: string, said: string) =>
		[`no API server gets an answer at ${path}: ${said}`, 'See why: kubectl get apiservices; kubectl -n kube-system get pods.'] as const,
	addonWebhook: 'what API servers ask before they take an object is not there yet',
	addonReadied: (object: string) => `${object} becomes ready`,
	addonUnready: (object: string, said: string) =>
		[`${object} does not become ready: ${said || 'it says nothing'}`, `See why: kubectl describe ${object}.`] as const,
	addonsUnseen: (seen: number, planned: number) => `of ${planned} objects that were applied the API shows ${seen}: nothing is deleted`,
	addonKept: (objects: readonly string[]) =>
		`In no plan any more, and left for the data in them: ${objects.join(', ')}. Delete them yourself when nobody needs that.`,
	vipHeld: (address: string, names: readonly string[]) =>
		names.length === 0
			? ([`no balancer holds ${address}`, 'Read `journalctl -u kinstall-vip` there.'] as const)
			: ([
					`${address} is held by ${names.join(' and ')} at once`,
					'They do not hear each other: let VRRP (IP protocol 112) pass between these hosts, then retry.',
				] as const),
	clockLeft: (host: string, left: string) =>
		[
			`nobody sets the clock of ${host} any more: ${left}`,
			'Install a time service there, or ask for `time.kind: chrony` again, then retry.',
		] as const,
	noTime: (host: string, sources: string) =>
		[
			`the clock of ${host} is not set by anybody: no server of time.servers or time.from answers${sources === '' ? '' : `\n${sources}`}`,
			'Let UDP port 123 pass to them, or name others in `time`, then retry.',
		] as const,
	notRestarted: (node: string) => [`not restarted, as ${node} did not come back`, `Mend ${node} first, then retry.`] as const,
	retryHint: 'Read the pane of this host, mend it, then retry: what is done stays done.',
	connection: {
		keyChanged: (at: string, forget: string) =>
			[
				`the host key of ${at} is not the one that is known`,
				`If the host was made anew, remove the old key with \`${forget}\`; if not, somebody may stand between.`,
			] as const,
		keyUnknown: (at: string) =>
			[
				`the host key of ${at} is not known yet`,
				'Compare its fingerprint, then accept it: with k on the Nodes screen, with `kinstall check --accept-host-keys`, or by connecting once with ssh.',
			] as const,
		refused: (at: string) =>
			[
				`${at} accepts none of the keys offered`,
				'Set `ssh.user` and `ssh.identityFile` of the host, or add your public key to its authorized_keys.',
			] as const,
		unresolved: (at: string) =>
			[`the name of ${at} has no address`, 'Give `address` or `ssh.host` an address, or a name this machine can resolve.'] as const,
		unreachable: (at: string) =>
			[`${at} does not answer`, 'Is it up, is its address right, does a firewall stand between? Try `ssh -v` to it.'] as const,
		other: (at: string) => [`no connection to ${at}`, 'Try `ssh -v` to it.'] as const,
	},
};
