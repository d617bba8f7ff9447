import {chmodSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir, userInfo} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {privateDirectory} from '../../source/run/private-directory.ts';

const newRuntime = (t: ExecutionContext) => {
	const runtime = mkdtempSync(path.join('/tmp', 'kinstall-x-'));
	t.teardown(() => rmSync(runtime, {recursive: true}));
	return runtime;
};

test('it is made in the runtime directory, for us alone, and found again', t => {
	const runtime = newRuntime(t);
	const directory = privateDirectory(runtime);
	t.is(directory, path.join(runtime, 'kinstall'));
	t.is(lstatSync(directory).mode & 0o777, 0o700);
	t.is(privateDirectory(runtime), directory);
});

test('one that is no directory of ours alone is refused by name', t => {
	const makers: Array<(directory: string) => void> = [
		directory => {
			mkdirSync(directory);
			chmodSync(directory, 0o770);
		},
		directory => {
			mkdirSync(`${directory}-real`, {mode: 0o700});
			symlinkSync(`${directory}-real`, directory);
		},
		directory => symlinkSync('/nowhere', directory),
		directory => writeFileSync(directory, ''),
	];
	for (const make of makers) {
		const runtime = newRuntime(t);
		const directory = path.join(runtime, 'kinstall');
		make(directory);
		const error = t.throws(() => privateDirectory(runtime));
		t.true(error.message.includes(directory), error.message);
	}
});

test('a runtime directory that is missing, open to others or too long is not used', t => {
	const runtime = newRuntime(t);
	const open = path.join(runtime, 'open');
	mkdirSync(open);
	chmodSync(open, 0o777);
	const long = path.join(runtime, 'x'.repeat(40));
	mkdirSync(long, {mode: 0o700});
	const fallback = path.join(tmpdir(), `kinstall-${userInfo().uid}`);
	for (const unused of [undefined, path.join(runtime, 'missing'), open, long]) t.is(privateDirectory(unused ?? ''), fallback);
});
