/** Addons: pods that do not get ready. */
export const pods = {
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
};
