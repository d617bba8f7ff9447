/** Forge's published types know the whole alone. */
declare module 'node-forge/lib/asn1.js' {
	const asn1: typeof import('node-forge')['asn1'];
	export default asn1;
}
