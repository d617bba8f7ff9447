import {texts} from '../../texts/texts.ts';
import {format, type Lock, type Member} from './types.ts';

type Check = (value: unknown) => boolean;
type Fields = Readonly<Record<string, Check>>;

const isText: Check = value => typeof value === 'string';
const isSum: Check = value => typeof value === 'string' && /^[0-9a-f]{64}([0-9a-f]{64})?$/.test(value);
const isList =
	(check: Check): Check =>
	value =>
		Array.isArray(value) && value.every(check);
const optional =
	(check: Check): Check =>
	value =>
		value === undefined || check(value);

/** The first field that is not as it must be, or that nobody knows; undefined when there is none. */
const wrongField = (value: unknown, fields: Fields): string | undefined => {
	if (typeof value !== 'object' || value === null) return '';
	const record = value as Readonly<Record<string, unknown>>;
	return Object.keys(record).find(key => !(key in fields)) ?? Object.keys(fields).find(key => !fields[key]!(record[key]));
};

const publishedFields: Fields = {algorithm: value => value === 'sha256' || value === 'sha512', value: isSum, source: isText};

// Names become files here: none leads elsewhere.
export const isName: Check = value =>
	typeof value === 'string' && /^[\w+.~%=-]+(\/[\w+.~%=-]+)*$/.test(value) && !value.split('/').some(part => /^\.\.?$/.test(part));

const kinds: Readonly<Record<Member['kind'], true>> = {artifact: true, image: true, package: true, index: true};

const memberFields: Fields = {
	name: isName,
	kind: value => typeof value === 'string' && value in kinds,
	version: isText,
	arch: isText,
	size: value => Number.isSafeInteger(value) && (value as number) >= 0,
	sha256: isSum,
	published: optional(value => wrongField(value, publishedFields) === undefined),
	references: optional(isList(isText)),
};

const lockFields: Fields = {
	format: value => value === format,
	kubernetes: isText,
	architectures: isList(isText),
	needs: isSum,
	members: Array.isArray,
};

/** Throws an Error with the reason when the text is no lock file that this kinstall reads. */
export const readLock = (text: string): Lock => {
	const {badLock, badField} = texts.bundle;
	let lock: Lock;
	try {
		lock = JSON.parse(text) as Lock;
	} catch (error) {
		throw new Error(badLock((error as Error).message));
	}
	const wrong = wrongField(lock, lockFields);
	if (wrong !== undefined) throw new Error(badLock(badField(wrong)));
	lock.members.forEach((member, index) => {
		const wrong = wrongField(member, memberFields);
		if (wrong !== undefined) throw new Error(badLock(badField(`members[${index}].${wrong}`)));
	});
	return lock;
};
