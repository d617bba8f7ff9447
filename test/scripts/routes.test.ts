import test from 'ava';
import {advertised} from '../../scripts/lib/routes.ts';

const none = '0'.repeat(32);
const route = (to: string, prefix: string, flags: string, device: string) =>
	`${to} ${prefix} ${none} 00 fe80000000000000000000000000000${prefix[0]} 00000400 00000001 00000000 ${flags} ${device}\n`;

test('the default route that the kernel made of an advertisement counts, where the device heeds them only while nothing is forwarded', t => {
	const own = route('fd000010008800000000000000000000', '40', '00000001', 'eth0');
	const byHand = route(none, '00', '00000003', 'eth0');
	const byRouter = route(none, '00', '00450003', 'ens3');
	const prefixOfRouter = route('fd000010009900000000000000000000', '40', '00040001', 'ens4');
	const unreachable = route(none, '00', '00200200', 'lo');
	const all = own + byHand + byRouter + byRouter + prefixOfRouter + unreachable;
	t.deepEqual(advertised(all, 'eth0 1\nens3 1\nens4 1\nlo 1\n'), ['ens3']);
	t.deepEqual(advertised(all, 'eth0 1\nens3 2\n'), []);
	t.deepEqual(advertised('', ''), []);
});
