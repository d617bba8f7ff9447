import {texts} from '../../texts/texts.ts';
import {isCutShort} from '../lifetime.ts';
import {requestCertificates} from '../request-certificates.ts';
import {type Check, warning} from './lint.ts';

const t = texts.lint;

/** Said once, of the authority: what ends with it, sooner than asked for. */
export const cutShortFindings: Check = ({spec, request, content, all}) => {
	if (!request.authority || content.signsUntil === undefined) return [];
	const cut = requestCertificates(spec).certificates.filter(({id, signer, authority, days}) => {
		const leaf = all[id];
		return signer === request.id && !authority && leaf !== undefined && isCutShort(leaf, days, content);
	});
	if (cut.length === 0) return [];
	const until = content.signsUntil.slice(0, 10);
	return [warning(t.cutShort(cut.length, until, cut[0]!.days, request.own !== undefined))];
};
