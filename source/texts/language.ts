export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

type Environment = Readonly<Record<string, string | undefined>>;

/** The language that an environment asks for: KINSTALL_LANG before the locale; what is not Chinese is English. */
export function languageOf(environment: Environment): Language {
	const {KINSTALL_LANG, LC_ALL, LC_MESSAGES, LANG} = environment;
	const wanted = [KINSTALL_LANG, LC_ALL, LC_MESSAGES, LANG].find(value => value);
	return /^zh(?![a-z])/i.test(wanted ?? '') ? 'zh' : 'en';
}
