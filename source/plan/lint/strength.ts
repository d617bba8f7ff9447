import {isStrongHash, isStrongKey} from '../../catalog/strength.ts';
import {texts} from '../../texts/texts.ts';
import {type Check, error, warning} from './lint.ts';

const t = texts.lint;

export const strengthFindings: Check = ({content}) => [
	...(isStrongKey(content.key) ? [] : [error(t.weakKey(content.key))]),
	// Nobody verifies the signature of what is trusted by itself.
	...(content.selfSigned || isStrongHash(content.signatureHash) ? [] : [error(t.weakSignature(content.signatureHash))]),
];

export const lifetimeFindings: Check = ({request, content, signer}) =>
	!request.authority && signer && content.notAfter > signer.notAfter ? [warning(t.outlives(content.notAfter, signer.notAfter))] : [];
