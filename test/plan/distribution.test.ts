/** What the scripts are told of the way of files to hosts. */
import test from 'ava';
import {distributionVars} from '../../source/plan/distribution.ts';
import {bytesPerSecond} from '../../source/spec/rate.ts';

test('rates', t => {
	t.deepEqual(['10MB/s', '1.5 MiB/s', '800kB/s', '1GB/s', '1kB/s'].map(bytesPerSecond), [1e7, 1_572_864, 8e5, 1e9, 1000]);
	t.deepEqual(['0MB/s', '0.9kB/s', '10', 'MB/s', '10MB', '10mb/s', '1e3MB/s', ' 1MB/s'].map(bytesPerSecond), Array(8).fill(undefined));
});

test('nothing is said of what is as usual', t => {
	t.deepEqual(distributionVars({distribution: {compress: 'auto'}}), {});
	t.deepEqual(distributionVars({distribution: {compress: 'never', limit: '10MB/s', atOnce: 2}}), {
		compress: 'never',
		limit: 1e7,
		atOnce: 2,
	});
});
