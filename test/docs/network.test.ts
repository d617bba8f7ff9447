/** The clusters of docs/network.md are without a problem, and of the families that it says. */
import test from 'ava';
import {releases} from '../../source/catalog/releases.ts';
import {family} from '../../source/spec/network.ts';
import {parseSpec} from '../../source/spec/parse-spec.ts';
import {readDocument} from './markdown.ts';

test('the examples of two families and of IPv6 alone are without a problem', t => {
	const whole = readDocument('docs/network.md').fenced.filter(({body}) => body.startsWith('apiVersion'));
	const found = whole.map(({body}) => {
		const parsed = parseSpec(body, 'example', {releases});
		return 'problems' in parsed ? parsed.problems : parsed.spec.network.pods.map(cidr => family(cidr));
	});
	t.deepEqual(found, [['ipv4', 'ipv6'], ['ipv6']]);
});
