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
