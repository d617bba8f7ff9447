import {createTwoFilesPatch, FILE_HEADERS_ONLY} from 'diff';
import {texts} from '../texts/texts.ts';

/** Beyond that many changed lines nobody reads a diff, and it takes long to make. */
const most = 3000;

const key = /-----BEGIN ([A-Z ]*)PRIVATE KEY-----[\s\S]*?(?:-----END \1PRIVATE KEY-----|$)/g;
/** A whole PEM file in base64 that is no certificate, as kubeconfigs carry it; in one line or folded. */
const inBase64 = /LS0tLS1CRUdJTi(?!BDRVJU)[A-Za-z0-9+/=]+(?:\s+[A-Za-z0-9+/=]{40,})*(?:\s+[A-Za-z0-9+/]+={1,2}(?=\s|$))?/g;
const field = /((?:^|[\s{,"'-])(?:client-key-data|token|password|secret|id-token|refresh-token|access-token)["']?\s*:[ \t]*)(?=\S)[^\n]+/gm;

/** What opens a registry, as hosts.toml of containerd and Secrets carry it. */
const opening = /((?:authorization|\.dockerconfigjson)["']?\s*[=:][ \t]*)(?=\S)[^\n]+/gi;

/** User and password of a URL, as of a proxy. */
const inUrl = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/gi;

/** A text without the private keys, tokens and passwords that configuration files and units may carry. */
export const withoutPrivateParts = (text: string): string =>
	text
		.replaceAll(key, texts.diff.private)
		.replaceAll(inBase64, texts.diff.private)
		.replaceAll(inUrl, (_, scheme: string) => `${scheme}${texts.diff.private}@`)
		.replaceAll(opening, (_, name: string) => `${name}${texts.diff.private}`)
		.replaceAll(field, (_, name: string) => `${name}${texts.diff.private}`);

/** From what is there to what is planned, private parts left out: `''` when the rest is equal, undefined when almost nothing is. */
export const unifiedDiff = (path: string, now: string, planned: string): string | undefined => {
	const [before, after] = [withoutPrivateParts(now), withoutPrivateParts(planned)];
	if (before === after) return '';
	return createTwoFilesPatch(`now${path}`, `plan${path}`, before, after, undefined, undefined, {
		context: 3,
		maxEditLength: most,
		headerOptions: FILE_HEADERS_ONLY,
	});
};
