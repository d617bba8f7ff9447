/** What the check found: what it is, why that matters, what to do. */
export const check = {
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
			[`no route tells which interface ${address} belongs on`, 'keepalived puts it on one', 'Name it: `balancer.vip.interface`.'] as const,
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
};
