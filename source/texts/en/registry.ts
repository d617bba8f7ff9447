/** Texts of registries: plain strings, or functions that put values into a sentence. */

type Files = {readonly ca: string | undefined; readonly credentials: string | undefined};

export const registry = {
	/** What a registry answers, or why it does not. */
	troubles: {
		refused: () => 'nothing listens there',
		silent: () => 'no answer comes from there',
		unknown: () => 'nobody knows an address of it',
		authority: (_: string, {ca}: Files) =>
			ca === undefined
				? 'its certificate is signed by an authority that is not known there'
				: `its certificate is not signed by the authority in ${ca}`,
		name: (words: string) => `its certificate is not for this name: ${words}`,
		expired: () => 'its certificate is not valid today',
		noTls: () => 'it does not speak TLS',
		credentials: (status: string, {credentials}: Files) =>
			credentials === undefined ? `it wants credentials (${status})` : `it does not take the credentials of ${credentials} (${status})`,
		forbidden: (status: string) => `whoever these credentials are of may not do that (${status})`,
		tokens: () => 'it gives out tokens, which containerd before 2.1 cannot get with the credentials of its node',
		proxy: (status: string) =>
			`the HTTP proxy on the way to it ${status === '407' ? 'wants credentials, or others' : 'makes no connection'} (${status})`,
		absent: (status: string) => `it does not have it (${status})`,
		declines: (status: string) => `it answers with an error (${status})`,
		answers: (status: string) => `it does not answer like a registry (${status})`,
		refuses: (status: string) => `it does not take what is pushed (${status})`,
		other: (words: string) => `it failed: ${words}`,
	},
	nexts: {
		refused: () => 'Start the registry, open the way to it, or correct registries in cluster.yaml.',
		silent: () => 'Start the registry, open the way to it, or correct registries in cluster.yaml.',
		unknown: () => 'Correct registries[].host in cluster.yaml, or make its name known.',
		authority: ({ca}: Files) =>
			ca === undefined ? 'Name its authority in registries[].ca.' : `Put the certificate of the authority that signed it into ${ca}.`,
		name: () => 'Name the registry as its certificate does, or give it a certificate for this name.',
		expired: () => 'Renew its certificate, or set the clock.',
		noTls: () => 'Set plainHttp: true for it in registries, or correct its port.',
		credentials: ({credentials}: Files) =>
			credentials === undefined
				? 'Name a file with USER:PASSWORD in registries[].credentials.'
				: `Correct ${credentials}: one line USER:PASSWORD.`,
		forbidden: () => 'Give this user the right to it, or take another one.',
		tokens: () => 'Let pods bring the credentials (registries[].pullSecret), or let the registry take passwords.',
		proxy: () => 'See whether the proxy lets this machine through and has its credentials right, or name the registry in httpProxy.no.',
		absent: () => 'Put it there, or see to it that this machine reaches the registry of its name.',
		declines: () => 'See to it that the registry works, and try again.',
		answers: () => 'Correct host and port in registries of cluster.yaml.',
		refuses: () => 'See to it that the registry has room and takes pushes, and that the project exists.',
		other: () => 'See to it that the registry works, and try again.',
	},
	check: {
		what: (host: string, why: string) => `the registry ${host}: ${why}`,
		why: 'containerd there shall pull images from it (registries)',
	},
};
