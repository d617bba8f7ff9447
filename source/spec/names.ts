/** A DNS label: RFC 1123, lower-case. */
export const labelPattern = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
/** DNS labels with dots between them. */
export const namePattern = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** The value of a Kubernetes label, and the part of its key after the slash. */
const labelValuePattern = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;

export const isDnsName = (text: string): boolean =>
	text.length <= 253 && namePattern.test(text) && text.split('.').every(label => label.length <= 63);

export const isLabelValue = (text: string): boolean => text.length <= 63 && labelValuePattern.test(text);

/** `disk`, `example.org/disk`. */
export const isLabelKey = (text: string): boolean => {
	const [name = '', prefix, ...rest] = text.split('/').reverse();
	return rest.length === 0 && name !== '' && isLabelValue(name) && (prefix === undefined || isDnsName(prefix));
};

/** The name that was probably meant: `Node 1` is `node-1`. Undefined when nothing usable is left. */
export const likelyName = (text: string): string | undefined => {
	const name = text
		.trim()
		.toLowerCase()
		.replaceAll(/[\s_]+/g, '-')
		.replaceAll(/[^-a-z0-9.]/g, '')
		.replaceAll(/^[-.]+|[-.]+$/g, '')
		.slice(0, 63);
	return isDnsName(name) ? name : undefined;
};
