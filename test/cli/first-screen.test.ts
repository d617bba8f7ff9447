import test from 'ava';
import {firstScreen} from '../../source/cli/first-screen.ts';

const problem = (path: string) => ({path, reason: ''});

test('a cluster opens at the first screen that can mend something, or at the preview', t => {
	t.is(firstScreen([]), 'preview');
	t.is(firstScreen([problem('network.pods[0]')]), 'network');
	t.is(firstScreen([problem('network.pods[0]'), problem('hosts[2].name')]), 'nodes');
	t.is(firstScreen([problem('pki.days')]), 'choices');
	t.is(firstScreen([problem('')]), 'nodes');
	t.is(firstScreen([problem('nonsense')]), 'nodes');
});
