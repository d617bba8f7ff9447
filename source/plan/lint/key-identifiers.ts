import {texts} from '../../texts/texts.ts';
import {type Check, error, warning} from './lint.ts';

const t = texts.lint;

/** Identifiers of keys: verifiers build chains with them, so each must be there, be the signer's, and be of one key alone. */
export const identifierFindings: Check = ({request, content, signer, all}) => {
	const {subjectKeyIdentifier: own, authorityKeyIdentifier: above, publicKeySha256} = content;
	const shared = Object.entries(all).find(
		([id, other]) =>
			id !== request.id && own !== undefined && other.subjectKeyIdentifier === own && other.publicKeySha256 !== publicKeySha256,
	);
	const foreign = above !== undefined && signer?.subjectKeyIdentifier !== undefined && above !== signer.subjectKeyIdentifier;
	return [
		...(own === undefined ? [warning(t.noIdentifier)] : []),
		...(above === undefined && !content.selfSigned ? [warning(t.noSignerIdentifier)] : []),
		...(foreign && !request.authority ? [error(t.foreignIdentifier(above))] : []),
		...(!request.authority && own !== undefined && own === above ? [error(t.equalIdentifiers(own))] : []),
		...(shared ? [warning(t.sharedIdentifier(own!, shared[0]))] : []),
	];
};
