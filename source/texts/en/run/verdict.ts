/** What a verdict on a kubelet's request says. Alone in its file, as it also goes to hosts (`source/approver/`). */
export const verdict = {
	unreadable: (words: string) => `it cannot be read: ${words}`,
	commonName: (got: string, wanted: string) => `its subject is ${got}, not ${wanted}`,
	organization: (got: string) => `its groups are ${got || 'none'}, not system:nodes alone`,
	signature: 'it is not signed with the key it asks for',
	usages: (got: string, wanted: string) => `its usages are ${got}; a kubelet asks for ${wanted} alone`,
	unknownRequestor: (name: string) => `${name} is no node of this cluster, nor a token made for one`,
	clientNames: (names: string) => `a client certificate has no names, this one asks for ${names}`,
	otherNames: (names: string) => `it asks for ${names}; a kubelet asks for addresses and DNS names alone`,
	noNames: 'it names no address and no name',
	strangeNames: (names: string, node: string) => `${names} is not ${node}'s in cluster.yaml`,
	noDisk: (node: string) => `the disk of ${node} could not be read`,
	foreignDisk: (node: string) => `${node} has no client certificate of this cluster on its disk`,
	otherDisk: (node: string) => `the client certificate on ${node}'s disk is not the one that was issued to it`,
	signer: (signer: string) => `kinstall does not judge requests for ${signer}`,
	token: (node: string, requestor: string) => `sent with the token that was made for ${node} alone (${requestor})`,
	renewal: (node: string) => `sent by ${node} itself, with the certificate it has`,
	node: (node: string) => `sent by ${node}, which showed its client certificate`,
	diskIssued: (node: string, serial: string, fingerprint: string) =>
		`the client certificate on ${node}'s disk (serial ${serial}, sha256 ${fingerprint.slice(0, 16)}...) is the one that was issued to it`,
	diskOurs: (node: string, serial: string, fingerprint: string) =>
		`the client certificate on ${node}'s disk (serial ${serial}, sha256 ${fingerprint.slice(0, 16)}...) is signed by this cluster`,
	sameKey: (node: string) => `it asks for the very key that ${node}'s kubelet waits with on its disk (kubelet-client.key.tmp)`,
	otherKey: (node: string) => `${node}'s kubelet waits with another key on its disk: somebody else may have its token`,
	keyNotSeen: (node: string) => `its key was not compared: no key that waits was read on ${node}'s disk`,
	keyInMemory: 'its key cannot be compared: until the certificate comes, a running kubelet keeps it in memory alone',
	unserved: (names: string, node: string) =>
		`${node}'s kubelet does not serve ${names} with a valid certificate of this cluster now: a first request, or one for other names`,
	serves: (node: string, names: string) =>
		`${node}'s kubelet answers there with a valid certificate of this cluster for the same names: ${names}`,
};
