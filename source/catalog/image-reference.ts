/**
 * A reference with its registry, repository and tag, as containerd calls an image: `nginx` is `docker.io/library/nginx:latest`.
 * Of a tag and a digest only the digest counts. The rules are those of github.com/distribution/reference.
 */
export const fullReference = (reference: string): string => {
	const [name = '', digest] = reference.split('@');
	const [first = '', ...rest] = name.split('/');
	const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
	const path = hasRegistry ? rest.join('/') : name;
	const registry = hasRegistry ? first : 'docker.io';
	const repository = registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path;
	if (digest !== undefined) return `${registry}/${repository.replace(/:[^/]*$/, '')}@${digest}`;
	return `${registry}/${repository}${repository.includes(':') ? '' : ':latest'}`;
};

/** An image by its parts; `target` is a tag, or a digest with its algorithm. */
export type ImageName = {readonly registry: string; readonly repository: string; readonly target: string};

/** @param reference as `fullReference` gives it */
export const nameOf = (reference: string): ImageName => {
	const at = reference.indexOf('/');
	const [, repository = '', target = ''] = /^(.*?)[:@](.*)$/.exec(reference.slice(at + 1)) ?? [];
	return {registry: reference.slice(0, at), repository, target};
};
