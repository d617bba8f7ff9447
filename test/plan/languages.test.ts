/** A plan, and what editors read, are the same in every language. */
import test from 'ava';
import type {Pki} from '../../source/catalog/certificate-types.ts';
import {makePlan} from '../../source/plan/make-plan.ts';
import {requestCertificates} from '../../source/plan/request-certificates.ts';
import {assumptionText, noteText} from '../../source/plan/words.ts';
import {jsonSchema} from '../../source/spec/json-schema.ts';
import type {ClusterSpec} from '../../source/spec/types.ts';
import {phaseTitle} from '../../source/state/phase-title.ts';
import {setLanguage} from '../../source/texts/texts.ts';
import {sampleSpec} from '../pki/sample.ts';

/** As if everything that is requested had been signed. */
const signed = (spec: ClusterSpec): Pki => {
	const {certificates, keyPairs} = requestCertificates(spec);
	const issued = (id: string) => ({certificate: `PEM of ${id}`, publicKeySha256: '0', notBefore: '', notAfter: '', fingerprint: ''});
	return {
		certificates: Object.fromEntries(certificates.map(request => [request.id, {...request, ...issued(request.id)}])),
		contents: {},
		keyPairs: Object.fromEntries(keyPairs.map(pair => [pair.id, {...pair, publicKey: 'PEM', publicKeySha256: '0'}])),
	};
};

test.afterEach(() => setLanguage('en'));

test.serial('a plan has the same bytes and the same digest in both languages, and says what it says in each', t => {
	const spec = sampleSpec({own: {ca: {certificate: 'ca.crt'}}});
	const pki = signed(spec);
	const english = makePlan(spec, {}, pki);
	const words = ({notes, assumptions, steps}: typeof english) => [
		...notes.map(noteText),
		...assumptions.map(assumptionText),
		...steps.map(phaseTitle),
	];
	const inEnglish = words(english);
	setLanguage('zh');
	const chinese = makePlan(sampleSpec({own: {ca: {certificate: 'ca.crt'}}}), {}, pki);
	t.deepEqual(chinese, english);
	t.is(chinese.digest, english.digest);
	t.true(inEnglish.length > 10);
	t.deepEqual(
		inEnglish.filter(text => /\p{Script=Han}/u.test(text)),
		[],
	);
	t.deepEqual(
		words(chinese).filter(text => !/\p{Script=Han}/u.test(text)),
		[],
	);
});

test.serial('the JSON Schema is the same in both languages', t => {
	const english = jsonSchema();
	setLanguage('zh');
	t.deepEqual(jsonSchema(), english);
});
