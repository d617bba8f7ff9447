/** Texts of bundles: plain strings, or functions that put values into a sentence. */
export const bundle = {
	noTar: 'it is no tar archive',
	brokenTar: (at: number) => `it is damaged at byte ${at}`,
	cutOff: (size: number) => `it is cut off: it ends after ${size} bytes, and more belongs to it`,
	noLock: (name: string) => `it is no bundle: its first file is not ${name}`,
	badLock: (why: string) => `its bundle.json cannot be used: ${why}`,
	badField: (field: string) => `${field} is not what this version of kinstall reads`,
	absent: 'it is named in bundle.json, but not in the archive',
	unknown: 'it is in the archive, but bundle.json does not name it',
	twice: 'it is in the archive twice',
	wrongSize: (actual: number, expected: number) => `it has ${actual} bytes, but bundle.json says ${expected}`,
	unnameable: (name: string) => `${name} cannot go into a tar archive: the name is too long, or the file is larger than 8 GiB`,
	changedMeanwhile: (file: string) => `${file} changed while it was read`,
	inTheWay: 'there is a file already, and it is no bundle',
	imageName: 'a bundle takes names of letters, digits and _ + . ~ % = - alone',
	nextImageName: 'Give the file another name, in `artifacts.images`, too.',
	noArch: 'it does not say for which one architecture its images are',
	sameName: 'two image archives have this name',
	noArchive: (arch: string) => `no archive holds this image for ${arch}`,
	otherVersion: (actual: string, expected: string) => `the bundle is for ${actual}, but cluster.yaml says ${expected}`,
	otherArch: (actual: readonly string[], expected: string) =>
		`the bundle is for ${actual.join(', ')}, but there are hosts with ${expected}`,
	lacks: {
		artifact: 'the bundle does not hold this file',
		image: (arch: string) => `the bundle does not hold this image for ${arch}`,
		listed: 'artifacts.images names it, but the bundle does not hold it',
	},

	pulling: (reference: string, arch: string) => `Image ${reference} for ${arch} ...`,
	pull: {
		otherManifest: (asked: string, digest: string) => `its registry gave another manifest for ${asked}: ${digest}`,
		otherPlatforms: (arch: string) => `its registry has it for other platforms, not for linux/${arch}`,
		noManifest: (mediaType: string) => `what its registry has there is no image: ${mediaType}`,
	},

	noRegistry: 'it names no registry to push to',
	otherRegistry: (hosts: readonly string[]) => `it has no such registry, only ${hosts.join(', ')}`,
	nextRegistry: 'name the registry in `registries` of cluster.yaml, with its authority and credentials',
	samePlace: (other: string, name: string) => `${other} would be ${name} there, too`,
	nextSamePlace: 'give each of the registries they come from a path of its own: registries[].paths',
	pushing: (file: string) => `Images of ${file} ...`,
	pushed: (reference: string, as: string, sent: number, blobs: number, size: string) =>
		`${reference} -> ${as}: ${sent === 0 ? 'all of it was there' : `${sent} of ${blobs} parts sent, ${size}`}`,
	pushedAll: (images: number, host: string) => `${images} ${images === 1 ? 'image is' : 'images are'} in ${host}.`,

	packages: 'packages',
	otherSystem: (own: string, other: string) => `this machine is ${own}, and hosts are ${other}: its apt has no packages for them`,
	noRecord: 'apt knows nothing of it',

	nextApt: 'see to it that apt works here, or leave packages out with --no-packages when the hosts have theirs already',
	nextOtherSystem:
		'make the bundle on a machine like the hosts, or leave packages out with --no-packages when the hosts have theirs already',
	nextRemove: 'remove this file, and try again',
	nextMissing: 'correct `artifacts.path`, or make the bundle with `kinstall bundle create`',
	nextAgain: 'copy the bundle again, and compare it with the place it comes from: `kinstall bundle verify FILE` prints the same sum there',
	nextCreate: 'make the bundle again for this cluster.yaml: `kinstall bundle create`',
	nextOutput: 'move it away, or name another one with --output',
	nextImage:
		'see to it that this machine reaches its registry, or save it with `docker save` or `ctr images export --platform`, and name the file in `artifacts.images`',
	nextSameName: 'rename one of them',

	whichFile: (verb: string) => `name the bundle: kinstall bundle ${verb} FILE`,
	noFileHere: (file: string) => `${file}: a bundle is made where --output says; name no file behind create`,
	making: 'Images, binaries, packages: fetch and verify ...',
	made: (file: string) => `Made ${file}`,
	verified: (file: string) => `Every file in ${file} is as its bundle.json says.`,
	total: (files: number, size: string) => `${files} ${files === 1 ? 'file' : 'files'}, ${size}`,
	for: (kubernetes: string, architectures: readonly string[]) => `for ${kubernetes} on ${architectures.join(', ')}`,
	digest: (sum: string) => `sha256 of bundle.json: ${sum}`,
	columns: {kind: 'KIND', name: 'NAME', version: 'VERSION', arch: 'ARCH', size: 'SIZE', sha256: 'SHA256'},
	kinds: {artifact: 'binaries', image: 'image', package: 'package', index: 'index'},
};
