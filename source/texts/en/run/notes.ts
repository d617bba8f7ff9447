/** What a plan tells of itself: of choices that a person should know. */
export const notes = {
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
	nfsNotRun:
		'the image of the NFS provisioner was never run by those who made kinstall: another program, with its rights and its mount, made volumes on a real NFS server in its place',
	calicoNotRun: 'calico was never run by those who made kinstall: an API server took its objects, no node had its images',
	podsUnreached: (hosts: string, network: string) =>
		`${hosts}: a control plane that is no node has no way to pods over ${network}: its API server reaches no webhook and no aggregated API that runs in a pod`,
};
