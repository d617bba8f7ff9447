/** How programs are bundled: those that are published, and what they are compared with. */
import type {BuildOptions} from 'esbuild';

export const bundling = {
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node22.20',
	minifySyntax: true,
	minifyWhitespace: true,
	legalComments: 'none',
	// React and Ink choose their parts by it.
	define: {'process.env.NODE_ENV': '"production"'},
	external: ['react-devtools-core'],
	// Packages of the older kind ask for Node's modules with it.
	banner: {js: "import {createRequire as __createRequire} from 'node:module';\nconst require = __createRequire(import.meta.url);"},
	metafile: true,
	logLevel: 'warning',
} as const satisfies BuildOptions;
