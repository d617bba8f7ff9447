/** Texts of the `artifacts` room: plain strings, or functions that put values into a sentence. */
export const artifacts = {
	unknownRelease: (version: string, oldest: string, newest: string) =>
		`Kubernetes ${version} is not in the catalog, which knows ${oldest} to ${newest}.`,

	failed: (count: number) => (count === 1 ? 'An artifact could not be had:' : `Artifacts could not be had (${count} reasons):`),
	reason: (what: string, where: string, why: string) => `${what} at ${where}: ${why}`,
	next: (next: string) => `Next: ${next}`,

	noFile: 'there is no such file',
	notFound: (status: number) => `the server answered ${status}`,
	noSource: (from: string) => `artifacts.from is ${from}, but nothing says where that is`,
	nowhere: 'no mirror is named that may be asked for it',
	noSumBeside: (names: readonly string[]) => `no checksum lies beside the file (looked for ${names.join(', ')})`,
	noSumInFile: (file: string) => `the checksum file names no sha256 for ${file}`,
	notPinned: 'no published checksum is known for it, so only the .sha256 beside the file can be checked',
	notPinnedByChoice: 'artifacts.sums is "beside": only the .sha256 beside the file is checked',
	wrongSum: (algorithm: string, actual: string, expected: string, source: string) =>
		`wrong ${algorithm}: it is ${actual}, but ${source} says ${expected}`,
	truncated: (done: number, total: number) => `the connection ended after ${done} of ${total} bytes`,
	stalled: (seconds: number) => `nothing arrived for ${seconds} seconds`,
	cancelled: 'stopped',
	diskFull: 'the disk is full',
	noAccess: 'permission denied',
	refused: 'the connection was refused',
	unknownHost: 'the host name does not resolve',
	timedOut: 'the connection timed out',

	proxyRefused: (status: number) =>
		status === 407 || status === 401 ? `it wants credentials, or others (${status})` : `it answered ${status}`,
	through: (proxy: string, why: string) => `through the proxy ${proxy}: ${why}`,
	noProxyInNode: 'this Node.js cannot be told a proxy while it runs',
	nextNode:
		'take Node.js 24.14 or newer, or start kinstall with NODE_USE_ENV_PROXY=1 and HTTPS_PROXY, and take downloads out of httpProxy.for',
	nextProxy:
		'see whether the proxy is up, lets this machine through, and has its address and credentials right (httpProxy, or HTTP_PROXY and HTTPS_PROXY)',
	nextMissing:
		'put the file into the folder (artifacts.path) or onto a mirror (artifacts.url, artifacts.mirrors), or allow the official download',
	passedOver: (what: string, where: string, why: string) => `${where} does not have the right ${what}, and another place was asked: ${why}`,
	nextPassedOver:
		'nothing has to be done: the file that is used has the right sum; tell who runs that place, or take it out of artifacts.mirrors',
	nextWrongSum: 'do not use this file; fetch it again, and if the sum is still wrong, find out who changed it',
	nextWrongFolderSum: (file: string) => `remove ${file}, or set artifacts.sums to "beside" when it is your own build`,
	nextNotPinned: 'agree to files that are not pinned, or choose a version whose checksum is published',
	nextDisk: 'free space there, or point XDG_CACHE_HOME at another disk',
	nextAgain: 'run the same command again; what has arrived is kept',

	noMember: 'the archive has no such file',
	notRegular: 'it is a link or a directory, not a file',
	notExecutable: 'it is not a Linux executable (ELF)',
	wrongArch: (actual: string, expected: string) => `it is built for ${actual}, but the host is ${expected}`,
	badArchive: (detail: string) => `the archive cannot be read: ${detail}`,
	nextUnpack: 'use the official archive, or a build with the same names inside',
	nextArch: (arch: string) => `use the archive for ${arch}`,
	notFetched: 'it was not fetched',
};
