/** The Kubernetes that is asked for each minor: those where something changes, and the newest. One minor after another is built and recorded. */
export const oracleVersions: Readonly<Record<string, string>> = {
	'1.19': 'v1.19.16',
	'1.20': 'v1.20.2',
	'1.22': 'v1.22.15',
	'1.24': 'v1.24.17',
	'1.26': 'v1.26.13',
	'1.27': 'v1.27.4',
	'1.28': 'v1.28.15',
	'1.31': 'v1.31.4',
	'1.35': 'v1.35.4',
	'1.36': 'v1.36.3',
	'1.37': 'v1.37.1',
};
