import test from 'ava';
import {encoded} from '../../scripts/lib/base64-pattern.ts';

test('the base64 of what begins with a text is found, of what begins otherwise is not', t => {
	for (const text of [
		'k8s:enc:',
		'k8s:enc:secretbox:v1:secretbox-1:',
		'k8s:enc:secretbox:v1:key1:',
		'k8s:enc:aescbc:v1:aescbc-10:',
		'k?>~',
	]) {
		const pattern = new RegExp(`^${encoded(text)}`);
		for (const rest of ['', '\u0000', 'zz', '\u00ff\u00fe', '0123456789'])
			t.regex(Buffer.from(text + rest).toString('base64'), pattern, text);
		const other = `${text.slice(0, -1)}${text.endsWith(':') ? '0' : ':'}`;
		for (const rest of ['', ':', 'zz']) t.notRegex(Buffer.from(other + rest).toString('base64'), pattern, other);
	}
});
