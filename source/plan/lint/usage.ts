import {texts} from '../../texts/texts.ts';
import {type Check, error, warning} from './lint.ts';

const t = texts.lint;

/** What it may be used for, beside what it is used for. */
export const usageFindings: Check = ({request, content}) => {
	const {authority, usages} = request;
	const purposes = usages.filter(usage => !content.usages.includes(usage));
	const more = content.usages.filter(usage => ['server', 'client'].includes(usage) && !usages.some(wanted => wanted === usage));
	const bit = authority ? 'keyCertSign' : 'digitalSignature';
	return [
		...(authority === content.authority ? [] : [error(authority ? t.noAuthority : t.anAuthority)]),
		...(content.keyUsage.includes(bit) ? [] : [error(t.noKeyUsage(bit))]),
		...purposes.map(usage => error(t.noUsage(usage))),
		...(authority ? [] : more.map(usage => warning(t.moreUsage(usage)))),
	];
};
